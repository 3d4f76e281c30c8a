//! The operations of those who have steps to do.

use http::StatusCode;

use super::operation::{Caller, Operation, Verb};
use crate::{
    Nothing,
    guest::{AnnounceUpload, Commented, NewComment, Removed},
    problem::Kind,
    steps::{Delegation, DraftKept, NewDraft, NewResponse, NoResponse, StepEntry, StepOptions, StepPage, Steps},
    task::{AsRead, ReviewedTask, Settled, WayIn, WayOut},
};

const OK: StatusCode = StatusCode::OK;
const CREATED: StatusCode = StatusCode::CREATED;

fn step(route: (Verb, &'static str), id: &'static str, summary: &'static str) -> Operation {
    Operation::new(Caller::Staff, route, id, summary).refuses(&[Kind::NotFound])
}

/// What is done in a step may find it otherwise.
fn act(path: &'static str, id: &'static str, summary: &'static str) -> Operation {
    step((Verb::Post, path), id, summary).refuses(&[Kind::Conflict])
}

pub(super) fn operations() -> Vec<Operation> {
    [looking(), working(), deciding(), files()].concat()
}

fn looking() -> Vec<Operation> {
    vec![
        step((Verb::Get, "/v1/steps"), "listSteps", "What one has to do, or has done.")
            .query::<StepOptions>()
            .answers::<Steps>(OK, "A page of it."),
        step((Verb::Get, "/v1/steps/{step}"), "showStep", "A step with just what it needs.")
            .answers::<StepPage>(OK, "The step."),
        step(
            (Verb::Get, "/v1/steps/{step}/reviewed/{task}"),
            "showReviewedTask",
            "What was sent in a task that a step reviews.",
        )
        .answers::<ReviewedTask>(OK, "What was sent.")
        .refuses(&[Kind::Conflict]),
    ]
}

fn working() -> Vec<Operation> {
    vec![
        act("/v1/steps/{step}/draft", "saveStepDraft", "Keeps what is typed, right or not yet.")
            .takes::<NewDraft>()
            .answers::<DraftKept>(OK, "It is kept.")
            .refuses(&[Kind::Unprocessable, Kind::TooManyRequests]),
        act("/v1/steps/{step}/comments", "writeStepComment", "Adds a comment for staff and those who have the step.")
            .takes::<NewComment>()
            .answers::<Commented>(CREATED, "It is there.")
            .refuses(&[Kind::Unprocessable]),
        act("/v1/steps/{step}/complete", "completeStep", "Completes a step of work.")
            .takes::<AsRead>()
            .answers::<StepEntry>(OK, "It is completed, now or since before.")
            .refuses(&[Kind::Stale, Kind::Unprocessable]),
    ]
}

fn deciding() -> Vec<Operation> {
    vec![
        act("/v1/steps/{step}/respond", "respond", "Decides.")
            .takes::<NewResponse>()
            .answers::<StepEntry>(OK, "It is decided, now or since before.")
            .refuses(&[Kind::Stale, Kind::Unprocessable, Kind::Policy, Kind::NotPermitted, Kind::TooManyRequests]),
        act("/v1/steps/{step}/withdraw", "withdrawResponse", "Takes one's decision back.")
            .takes_if_any::<Nothing>()
            .answers::<NoResponse>(OK, "There is none any more.")
            .refuses(&[Kind::Policy]),
        act("/v1/steps/{step}/delegate", "delegateStep", "Gives one's step to somebody else.")
            .takes::<Delegation>()
            .answers::<Delegation>(OK, "They have it to do now.")
            .refuses(&[Kind::Unprocessable]),
    ]
}

fn files() -> Vec<Operation> {
    vec![
        act("/v1/steps/{step}/uploads", "announceStepUpload", "Announces a file for a field.")
            .takes::<AnnounceUpload>()
            .answers::<WayIn>(CREATED, "The way in for exactly this file.")
            .refuses(&[Kind::Unprocessable, Kind::Policy, Kind::TooManyRequests]),
        act("/v1/steps/{step}/uploads/{upload}/settle", "settleStepUpload", "Reports that a file was sent.")
            .takes_if_any::<Nothing>()
            .answers::<Settled>(OK, "How far it has come."),
        act("/v1/steps/{step}/uploads/{upload}/remove", "removeStepUpload", "Takes an own upload out again.")
            .takes_if_any::<Nothing>()
            .answers::<Removed>(OK, "It is out."),
        act("/v1/steps/{step}/files/{file}/download", "downloadStepFile", "A way out, which leaves a record.")
            .takes_if_any::<Nothing>()
            .answers::<WayOut>(OK, "The way out.")
            .refuses(&[Kind::TooManyRequests]),
        act(
            "/v1/steps/{step}/reviewed/{task}/files/{file}/download",
            "downloadReviewed",
            "A way out for a file under review, which leaves a record.",
        )
        .takes_if_any::<Nothing>()
        .answers::<WayOut>(OK, "The way out.")
        .refuses(&[Kind::TooManyRequests]),
    ]
}
