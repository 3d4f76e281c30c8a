//! Pushes of a run that cannot be taken.

use vestibule_api::problem::{FieldError, Kind};
use vestibule_domain::run::{GraphFlaw, MAX_TASKS, PushRefused, TaskFlaw};

use super::flaw;
use crate::answer::problem::Problem;

impl From<PushRefused> for Problem {
    fn from(refused: PushRefused) -> Self {
        let problem = Self::new(Kind::Unprocessable, refused.to_string());
        match refused {
            PushRefused::Forbidden(refused) => refused.into(),
            PushRefused::TaskCount => {
                problem.errors([flaw("/tasks", "task_count", format!("must have 1 to {MAX_TASKS} tasks"))])
            }
            PushRefused::Flawed { graph, tasks } => {
                let tasks = tasks.into_iter().map(|(task, reason)| {
                    let code = match &reason {
                        TaskFlaw::TooManyFields => "too_many_fields",
                        TaskFlaw::TooManyPredecessors => "too_many_predecessors",
                        TaskFlaw::TooLarge => "too_large",
                        TaskFlaw::SameField { .. } => "same_field",
                        TaskFlaw::Field { .. } => "field",
                        TaskFlaw::Completed => "task_done",
                        TaskFlaw::LeftOut => "left_out",
                    };
                    flaw(format!("/tasks/{task}"), code, reason)
                });
                problem.errors(graph.into_iter().map(edge)).errors(tasks)
            }
        }
    }
}

fn edge(reason: GraphFlaw) -> FieldError {
    let code = match &reason {
        GraphFlaw::Twice { .. } => "same_task",
        GraphFlaw::Unknown { .. } => "unknown_task",
        GraphFlaw::Cycle { .. } => "cycle",
    };
    flaw("/tasks", code, reason)
}
