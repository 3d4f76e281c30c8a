//! The operations of guests: before a share is open, and in it.

use http::StatusCode;

use super::operation::{Caller, Operation, Verb};
use crate::{
    Nothing,
    export::Export,
    guest::{
        AnnounceUpload, CheckOptions, Checked, CodeRequested, Commented, Decided, Draft, DraftOptions, Invitation,
        InvitationOptions, LinkRequested, NewComment, Opened, Opening, PageOptions, ProblemOptions, Received, Removed,
        RevisionDecided, RevisionReceived, Saved, Token, Work, WorkOptions,
    },
    problem::Kind,
    steps::NewResponse,
    task::{AsRead, ReviewedTask, Settled, WayIn, WayOut},
};

const OK: StatusCode = StatusCode::OK;
const CREATED: StatusCode = StatusCode::CREATED;
const HTML: &str = "text/html";

/// What an act in a task may meet, beside what every request of a session does.
const ACT: [Kind; 2] = [Kind::NotPermitted, Kind::Conflict];

pub(super) fn operations() -> Vec<Operation> {
    [landing(), links(), looking(), working(), files(), exports()].concat()
}

fn landing() -> Vec<Operation> {
    let anybody = |route, id, summary| Operation::new(Caller::Anybody, route, id, summary);
    vec![
        anybody((Verb::Get, "/i"), "showLanding", "The landing page, which is inert.")
            .shows(HTML, "The page.")
            .with_pages(),
        anybody((Verb::Get, "/i/problem"), "showProblem", "What became of a form that met a problem.")
            .query::<ProblemOptions>()
            .shows(HTML, "The page.")
            .with_pages(),
        anybody((Verb::Get, "/assets/{file}"), "fetchAsset", "Styles and scripts, under names that hold their hash.")
            .shows("text/css", "A style.")
            .shows("text/javascript", "A script.")
            .shows("image/svg+xml", "A picture.")
            .shows("image/png", "A logo.")
            .refuses(&[Kind::NotFound])
            .with_pages(),
    ]
}

fn links() -> Vec<Operation> {
    let link = |verb, path, id, summary| {
        let operation = Operation::new(Caller::Anybody, (verb, path), id, summary);
        operation.refuses(&[Kind::NotFound]).with_pages()
    };
    vec![
        link(Verb::Post, "/i/peek", "peek", "Takes a link, and says who asks for what.")
            .takes::<Token>()
            .or_form()
            .answers::<Invitation>(OK, "The invitation; the cookie of the landing comes along.")
            .refuses(&[Kind::NotPermitted, Kind::Gone]),
        link(Verb::Get, "/i/{share}", "showInvitation", "Who asks for what, before anything counts.")
            .query::<InvitationOptions>()
            .answers::<Invitation>(OK, "The invitation.")
            .shows(HTML, "The same as a page, for people.")
            .leads_on()
            .refuses(&[Kind::Gone]),
        link(Verb::Post, "/i/{share}", "open", "Opens the share: counts the access, once a landing.")
            .query::<PageOptions>()
            .takes::<Opening>()
            .or_form()
            .answers::<Opened>(OK, "The session began; its cookie comes along.")
            .shows(HTML, "The page in another language with what was filled in, where that alone was asked for: nothing is opened.")
            .refuses(&[Kind::NotPermitted, Kind::Gone, Kind::Unprocessable, Kind::TooManyRequests]),
        link(
            Verb::Post,
            "/i/{share}/code",
            "requestCode",
            "Mails the code to the recipient; it is good in this browser. What a page has in its form comes back with it.",
        )
        .takes::<Opening>()
        .or_form()
        .shows(HTML, "The page with what was filled in, where anything was.")
        .answers::<CodeRequested>(StatusCode::ACCEPTED, "It is under way, and the same as long as it is good.")
        .refuses(&[Kind::NotPermitted, Kind::Gone, Kind::Conflict, Kind::TooManyRequests]),
        link(Verb::Post, "/i/{share}/request", "requestLink", "Tells the creator that another link is asked for.")
            .takes::<Nothing>()
            .or_form()
            .answers::<LinkRequested>(StatusCode::ACCEPTED, "The creator is told, once an hour.")
            .refuses(&[Kind::NotPermitted, Kind::Gone, Kind::Conflict]),
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
            .query::<PageOptions>()
            .answers::<Received>(OK, "The receipt.")
            .leads_on()
            .refuses(&[Kind::BadRequest]),
        look(
            "/p/{share}/documents/{document}/revisions/{revision}/receipt",
            "showReceiptOfRevision",
            "The receipt of a decision on the revision that is shared.",
        )
        .query::<PageOptions>()
        .answers::<RevisionReceived>(OK, "The receipt.")
        .leads_on()
        .refuses(&[Kind::BadRequest]),
        look(
            "/p/{share}/tasks/{task}/reviewed/{reviewed}",
            "showReviewed",
            "What was sent in a task that a step reviews.",
        )
        .query::<PageOptions>()
        .answers::<ReviewedTask>(OK, "What was sent.")
        .refuses(&[Kind::BadRequest, Kind::Conflict]),
    ]
}

fn act(path: &'static str, id: &'static str, summary: &'static str) -> Operation {
    Operation::new(Caller::Guest, (Verb::Post, path), id, summary).refuses(&ACT)
}

fn working() -> Vec<Operation> {
    vec![
        act("/p/{share}/tasks/{task}/draft", "saveDraft", "Keeps what was typed, right or not yet.")
            .query::<DraftOptions>()
            .takes::<Draft>()
            .or_form()
            .sends_on("To a browser: the decision on its form is taken there.")
            .answers::<Saved>(OK, "It is kept.")
            .refuses(&[Kind::Unprocessable, Kind::TooManyRequests])
            .with_pages(),
        act("/p/{share}/tasks/{task}/comments", "writeComment", "Adds a comment.")
            .takes::<NewComment>()
            .or_form()
            .answers::<Commented>(CREATED, "It is there.")
            .refuses(&[Kind::Unprocessable])
            .with_pages(),
        act(
            "/p/{share}/documents/{document}/revisions/{revision}/comments",
            "writeCommentOnRevision",
            "Adds a comment on the revision that is shared.",
        )
        .takes::<NewComment>()
        .or_form()
        .answers::<Commented>(CREATED, "It is there.")
        .refuses(&[Kind::Unprocessable])
        .with_pages(),
        act("/p/{share}/tasks/{task}/complete", "completeTask", "Completes the task.")
            .takes::<AsRead>()
            .or_form()
            .answers::<Received>(OK, "The receipt.")
            .refuses(&[Kind::Stale, Kind::Unprocessable]),
        act("/p/{share}/tasks/{task}/respond", "decide", "Decides in a step that names the guest.")
            .takes::<NewResponse>()
            .or_form()
            .sends_on("To a browser: back to its form, which says what is wrong.")
            .answers::<Decided>(OK, "It is decided, now or since before.")
            .refuses(&[Kind::Stale, Kind::Unprocessable, Kind::Policy, Kind::TooManyRequests]),
        act(
            "/p/{share}/documents/{document}/revisions/{revision}/respond",
            "decideOnRevision",
            "Decides on the revision that is shared.",
        )
        .takes::<NewResponse>()
        .or_form()
        .sends_on("To a browser: back to its page, which says what is wrong.")
        .answers::<RevisionDecided>(OK, "It is decided, now or since before.")
        .refuses(&[Kind::Stale, Kind::Unprocessable]),
        act(
            "/p/{share}/documents/{document}/revisions/{revision}/check",
            "checkDecision",
            "Whether a decision on the revision that is shared would be taken.",
        )
        .query::<CheckOptions>()
        .takes::<NewResponse>()
        .or_form()
        .answers::<Checked>(OK, "It would be taken.")
        .refuses(&[Kind::Stale, Kind::Unprocessable])
        .with_pages(),
    ]
}

fn files() -> Vec<Operation> {
    vec![
        act("/p/{share}/tasks/{task}/uploads", "announceUpload", "Announces a file for a field.")
            .takes::<AnnounceUpload>()
            .answers::<WayIn>(CREATED, "The way in for exactly this file.")
            .refuses(&[Kind::Unprocessable, Kind::Policy, Kind::TooManyRequests]),
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
            .answers::<WayOut>(OK, "The way out.")
            .refuses(&[Kind::TooManyRequests]),
        act(
            "/p/{share}/documents/{document}/revisions/{revision}/download",
            "downloadSharedRevision",
            "A way out for the file of the revision that is shared, which leaves a record.",
        )
        .takes::<Nothing>()
        .or_form()
        .answers::<WayOut>(OK, "The way out.")
        .refuses(&[Kind::TooManyRequests]),
        act(
            "/p/{share}/tasks/{task}/reviewed/{reviewed}/files/{file}/download",
            "downloadReviewedFile",
            "A way out for a file under review, which leaves a record.",
        )
        .takes::<Nothing>()
        .or_form()
        .answers::<WayOut>(OK, "The way out.")
        .refuses(&[Kind::TooManyRequests]),
    ]
}

fn exports() -> Vec<Operation> {
    vec![
        act("/p/{share}/exports", "requestFiles", "Asks for all files that the guest may fetch as one zip.")
            .takes::<Nothing>()
            .or_form()
            .answers::<Export>(StatusCode::ACCEPTED, "The zip: a new one, or one of the same files that there is.")
            .refuses(&[Kind::TooManyRequests]),
        Operation::new(
            Caller::Guest,
            (Verb::Get, "/p/{share}/exports/{export}"),
            "showFiles",
            "How far a zip of the share's files is.",
        )
        .answers::<Export>(OK, "The zip.")
        .leads_on(),
        act(
            "/p/{share}/exports/{export}/download",
            "downloadFiles",
            "A way out, for a minute, of a zip of the share's files, which leaves a record.",
        )
        .takes::<Nothing>()
        .or_form()
        .answers::<WayOut>(OK, "The way out.")
        .refuses(&[Kind::TooManyRequests]),
    ]
}
