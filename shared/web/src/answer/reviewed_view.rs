//! A task that a step reviews: the same for guests, members and responders.

use vestibule_api::task::{ReviewedDecision, ReviewedFile, ReviewedTask};
use vestibule_domain::task::{self, WholeTask};

use super::{spelling, task_view};

/// What was sent in it. `None`: nothing was, or not yet again.
pub fn reviewed(whole: &WholeTask) -> Option<ReviewedTask> {
    let task = &whole.task;
    let done = task.state.completion.as_ref()?;
    Some(ReviewedTask {
        task: task.slug().clone(),
        title: task.spec.title.clone(),
        description: task.spec.description.clone(),
        completed_at: done.at,
        completed_by: done.by.clone(),
        round: task.state.rounds.current(),
        fields: task.spec.fields.iter().map(task_view::field).collect(),
        answers: task_view::answers(task),
        files: whole.received().map(file).collect(),
        decisions: decisions(whole),
        outdated: task.state.step.outdated,
    })
}

pub(super) fn file(sent: &task::SentFile) -> ReviewedFile {
    let manifest = &sent.upload.manifest;
    ReviewedFile {
        id: sent.upload.id,
        field: sent.upload.field.clone(),
        name: manifest.name.clone(),
        size: manifest.size,
        sha256: manifest.sha256,
        misnamed: sent.misnamed().is_some(),
    }
}

fn decisions(whole: &WholeTask) -> Vec<ReviewedDecision> {
    let decision = |(_, response): (&task::Assignee, &task::Response)| ReviewedDecision {
        by: response.by.clone(),
        decision: spelling::step_decision(response.decision),
        at: response.at,
        comment: whole.comment_with(response).map(|comment| comment.text.clone()),
    };
    whole.task.state.step.in_order().into_iter().map(decision).collect()
}
