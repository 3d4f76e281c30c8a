//! Pushes of a run that cannot be taken, and files of it and exports of it that are not handed out.

use vestibule_api::problem::{Conflict, FieldError, Kind};
use vestibule_domain::{
    run::{
        ExportRefused, GraphFlaw, HandOutRefused, MAX_ASSIGNMENTS, MAX_PEOPLE, MAX_REFERENCES, MAX_TASKS, PushRefused,
        TaskFlaw,
    },
    task::{Before, End, SpecFlaw, StepFlaw},
};

use super::{conflict, flaw};
use crate::answer::problem::Problem;

impl From<PushRefused> for Problem {
    fn from(refused: PushRefused) -> Self {
        let problem = Self::new(Kind::Unprocessable, refused.to_string());
        match refused {
            PushRefused::Forbidden(refused) => refused.into(),
            PushRefused::TaskCount => {
                problem.errors([flaw("/tasks", "task_count", format!("must have 1 to {MAX_TASKS} tasks"))])
            }
            PushRefused::ReferenceCount => {
                let detail = format!("must refer to at most {MAX_REFERENCES} files");
                problem.errors([flaw("/tasks", "too_many_references", detail)])
            }
            PushRefused::PeopleCount => {
                let detail = format!("must name at most {MAX_PEOPLE} people in its steps");
                problem.errors([flaw("/tasks", "too_many_people", detail)])
            }
            PushRefused::AssignmentCount => {
                let detail = format!("must name somebody at most {MAX_ASSIGNMENTS} times in its steps");
                problem.errors([flaw("/tasks", "too_many_assignments", detail)])
            }
            PushRefused::Flawed { graph, tasks, left_out } => {
                let left_out = left_out.into_iter().map(|task| {
                    let detail = format!("the task {task} is part of the run already and cannot be left out");
                    flaw("/tasks", "left_out", detail)
                });
                problem.errors(graph.iter().map(edge)).errors(tasks.iter().map(task)).errors(left_out)
            }
        }
    }
}

impl From<HandOutRefused> for Problem {
    fn from(refused: HandOutRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            HandOutRefused::Forbidden(refused) => refused.into(),
            HandOutRefused::NoSuchFile => Self::new(Kind::NotFound, detail),
            HandOutRefused::Pending => conflict(detail, Conflict::FilePending),
            HandOutRefused::Rejected { .. } => conflict(detail, Conflict::Rejected),
        }
    }
}

impl From<ExportRefused> for Problem {
    fn from(refused: ExportRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            ExportRefused::Forbidden(refused) => refused.into(),
            ExportRefused::NoSuchExport => Self::new(Kind::NotFound, detail),
            ExportRefused::TooMany(refused) => refused.into(),
            ExportRefused::NotFetchable(refused) => refused.into(),
        }
    }
}

fn edge(reason: &GraphFlaw) -> FieldError {
    let (pointer, code) = match reason {
        GraphFlaw::Twice { at, .. } => (format!("/tasks/{at}/id"), "same_task"),
        GraphFlaw::Unknown { at, nth, .. } => (format!("/tasks/{at}/after/{nth}"), "unknown_task"),
        GraphFlaw::Cycle { at, .. } => (format!("/tasks/{at}/after"), "cycle"),
    };
    flaw(pointer, code, reason)
}

fn task((at, reason): &(usize, TaskFlaw)) -> FieldError {
    let (inside, code) = match reason {
        TaskFlaw::TooManyFields => ("/fields".to_owned(), "too_many_fields"),
        TaskFlaw::TooManyPredecessors => ("/after".to_owned(), "too_many_predecessors"),
        TaskFlaw::TooLarge => (String::new(), "too_large"),
        TaskFlaw::PatternWork => ("/fields".to_owned(), "pattern_work"),
        TaskFlaw::TooManyPatterns { at } => (format!("/fields/{at}/pattern"), "too_many_patterns"),
        TaskFlaw::TooManyFiles { at, has_min } => {
            let member = if *has_min { "min" } else { "required" };
            (format!("/fields/{at}/{member}"), "too_many_files")
        }
        TaskFlaw::SameField { at, .. } => (format!("/fields/{at}/id"), "same_field"),
        TaskFlaw::Field { at, flaw } => (format!("/fields/{at}{}", member(flaw)), "field"),
        TaskFlaw::Completed => (String::new(), "task_done"),
        TaskFlaw::CycleOver { .. } => ("/cycle".to_owned(), "cycle_over"),
        TaskFlaw::CycleAhead { .. } => ("/cycle".to_owned(), "cycle_ahead"),
        TaskFlaw::BeingDecided => (String::new(), "being_decided"),
        TaskFlaw::DecidedOn { .. } => ("/cycle".to_owned(), "decided_on"),
        TaskFlaw::DecidedByPush => ("/step/assignees".to_owned(), "decided_by_push"),
        TaskFlaw::DecisionLost => ("/step/assignees".to_owned(), "decision_lost"),
        TaskFlaw::Step(flaw) => (format!("/step{}", step_member(flaw)), "step"),
    };
    flaw(format!("/tasks/{at}{inside}"), code, reason)
}

/// Which member of a step is wrong.
fn step_member(flaw: &StepFlaw) -> String {
    match flaw {
        StepFlaw::AssigneeCount => "/assignees".to_owned(),
        StepFlaw::SameAssignee { at } | StepFlaw::GuestAtWork { at } => format!("/assignees/{at}"),
        StepFlaw::NothingOffered | StepFlaw::NotOfThisKind { .. } => "/decisions".to_owned(),
        StepFlaw::CommentOnNothing { .. } => "/comment_required".to_owned(),
        StepFlaw::NothingDecided => "/kind".to_owned(),
        StepFlaw::NotBefore { list: Before::NotBy, at } => format!("/not_by/{at}"),
        StepFlaw::NotBefore { list: Before::Reviews, at } => format!("/reviews/{at}"),
        StepFlaw::TooManyReviewed => "/reviews".to_owned(),
    }
}

/// Which member of a field is wrong.
fn member(flaw: &SpecFlaw) -> String {
    let member = match flaw {
        SpecFlaw::MinAboveMax
        | SpecFlaw::MinAboveMost { .. }
        | SpecFlaw::AfterAllDays { .. }
        | SpecFlaw::Digits { end: End::Min } => "/min",
        SpecFlaw::NoneTaken | SpecFlaw::BeforeAllDays { .. } | SpecFlaw::Digits { end: End::Max } => "/max",
        SpecFlaw::Length { .. } => "/max_length",
        SpecFlaw::Pattern | SpecFlaw::PatternSize | SpecFlaw::PatternLength { .. } => "/pattern",
        SpecFlaw::Message => "/message",
        SpecFlaw::OptionCount => "/options",
        SpecFlaw::SameOption { at, .. } => return format!("/options/{at}/value"),
        SpecFlaw::ItemCount => "/items",
        SpecFlaw::SameItem { at, .. } => return format!("/items/{at}/value"),
        SpecFlaw::Extension { at } => return format!("/extensions/{at}"),
    };
    member.to_owned()
}
