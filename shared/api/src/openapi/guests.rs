//! The operations of guests: before a share is open, and in it.

use http::StatusCode;

use super::operation::{Caller, Operation, Verb};
use crate::{
    Nothing,
    guest::{
        AnnounceUpload, Commented, Draft, Invitation, LinkRequested, NewComment, Opened, Opening, Received, Removed,
        Saved, Token, WayOut, Work, WorkOptions,
    },
    problem::Kind,
    task::{Settled, WayIn},
};

const OK: StatusCode = StatusCode::OK;
const CREATED: StatusCode = StatusCode::CREATED;
const HTML: &str = "text/html";

/// What an act in a task may meet, beside what every request of a session does.
const ACT: [Kind; 2] = [Kind::NotPermitted, Kind::Conflict];

pub(super) fn operations() -> Vec<Operation> {
    [landing(), links(), looking(), working(), files()].concat()
}

fn landing() -> Vec<Operation> {
    let anybody = |route, id, summary| Operation::new(Caller::Anybody, route, id, summary);
    vec![
        anybody((Verb::Get, "/i"), "showLanding", "The landing page, which is inert.")
            .shows(HTML, "The page.")
            .with_pages(),
        anybody((Verb::Head, "/i"), "checkLanding", "The same without its body.")
            .shows(HTML, "It is there.")
            .with_pages(),
        anybody((Verb::Get, "/assets/{file}"), "fetchAsset", "Styles and scripts, under names that hold their hash.")
            .shows("text/css", "A style.")
            .shows("text/javascript", "A script.")
            .shows("image/svg+xml", "A picture.")
            .refuses(&[Kind::NotFound])
            .with_pages(),
    ]
}

fn links() -> Vec<Operation> {
    let link = |path, id, summary| {
        let operation = Operation::new(Caller::Anybody, (Verb::Post, path), id, summary);
        operation.refuses(&[Kind::NotPermitted, Kind::NotFound]).with_pages()
    };
    vec![
        link("/i/peek", "peek", "Who asks for what, before anything counts.")
            .takes::<Token>()
            .by_form()
            .answers::<Invitation>(OK, "The invitation.")
            .refuses(&[Kind::Gone]),
        link("/i/open", "open", "Opens the share: counts the access, once a visit.")
            .takes::<Opening>()
            .or_form()
            .answers::<Opened>(OK, "The session began; its cookie comes along.")
            .refuses(&[Kind::Gone, Kind::Unprocessable, Kind::TooManyRequests]),
        link("/i/request", "requestLink", "Tells the creator of a dead link that another one is asked for.")
            .takes::<Token>()
            .by_form()
            .answers::<LinkRequested>(StatusCode::ACCEPTED, "The creator is told, once an hour.")
            .shows(HTML, "The same as a page.")
            .refuses(&[Kind::Conflict]),
    ]
}

fn looking() -> Vec<Operation> {
    let look = |path, id, summary| Operation::new(Caller::Guest, (Verb::Get, path), id, summary).with_pages();
    vec![
        look("/p/{share}", "showWork", "The work.")
            .query::<WorkOptions>()
            .answers::<Work>(OK, "The work.")
            .refuses(&[Kind::BadRequest]),
        look("/p/{share}/tasks/{task}/receipt", "showReceipt", "The receipt of a completed task.")
            .answers::<Received>(OK, "The receipt."),
    ]
}

fn act(path: &'static str, id: &'static str, summary: &'static str) -> Operation {
    Operation::new(Caller::Guest, (Verb::Post, path), id, summary).refuses(&ACT)
}

fn working() -> Vec<Operation> {
    vec![
        act("/p/{share}/tasks/{task}/draft", "saveDraft", "Keeps what was typed, right or not yet.")
            .takes::<Draft>()
            .or_form()
            .answers::<Saved>(OK, "It is kept.")
            .refuses(&[Kind::Unprocessable])
            .with_pages(),
        act("/p/{share}/tasks/{task}/comments", "writeComment", "Adds a comment.")
            .takes::<NewComment>()
            .or_form()
            .answers::<Commented>(CREATED, "It is there.")
            .refuses(&[Kind::Unprocessable])
            .with_pages(),
        act("/p/{share}/tasks/{task}/complete", "completeTask", "Completes the task.")
            .takes::<Nothing>()
            .or_form()
            .answers::<Received>(OK, "The receipt.")
            .refuses(&[Kind::Unprocessable]),
    ]
}

fn files() -> Vec<Operation> {
    vec![
        act("/p/{share}/tasks/{task}/uploads", "announceUpload", "Announces a file for a field.")
            .takes::<AnnounceUpload>()
            .answers::<WayIn>(CREATED, "The way in for exactly this file.")
            .refuses(&[Kind::Unprocessable, Kind::Policy]),
        act("/p/{share}/tasks/{task}/uploads/{upload}/settle", "settleUpload", "Reports that a file was sent.")
            .answers::<Settled>(OK, "How far it has come.")
            .refuses(&[Kind::TooLarge]),
        act("/p/{share}/tasks/{task}/uploads/{upload}/remove", "removeUpload", "Takes an own upload out again.")
            .takes::<Nothing>()
            .or_form()
            .answers::<Removed>(OK, "It is out."),
        act("/p/{share}/tasks/{task}/files/{file}/download", "downloadFile", "A way out, which leaves a record.")
            .takes::<Nothing>()
            .or_form()
            .answers::<WayOut>(OK, "The way out."),
    ]
}
