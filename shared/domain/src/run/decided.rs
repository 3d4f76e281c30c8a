//! What a push must leave alone, because somebody has decided on it.

use super::flow::KnownTask;
use crate::{
    task::{Spec, StepTerms},
    value::TaskSlug,
};

/// Whether somebody has decided in a step that is to ask something else now.
pub(super) fn is_decided_otherwise(before: &KnownTask, pushed: &Spec) -> bool {
    let mut alike = pushed.clone();
    if let (Some(step), Some(was)) = (&mut alike.step, &before.spec.step) {
        *step = StepTerms { assignees: was.assignees.clone(), due: was.due.clone(), ..step.clone() };
    }
    has_decision(before) && !before.spec.asks_the_same(&alike)
}

/// Whether somebody has decided in a step who is to have it to do no more.
pub(super) fn loses_decision(before: &KnownTask, pushed: &Spec) -> bool {
    let state = &before.state.step;
    let has = |who| pushed.step.as_ref().is_some_and(|step| step.is_assigned(state, who));
    !state.responses.keys().all(has)
}

fn has_decision(before: &KnownTask) -> bool {
    !before.state.step.responses.is_empty()
}

/// A task that it reviews and that begins a new cycle, where somebody has decided in this one and goes on with it.
pub(super) fn decided_on<'k>(
    spec: &Spec,
    pushed: &[Spec],
    known: impl Fn(&TaskSlug) -> Option<&'k KnownTask>,
) -> Option<TaskSlug> {
    let before = known(&spec.task).filter(|task| task.spec.cycle == spec.cycle)?;
    let is_decided = before.state.completion.is_some() || has_decision(before);
    let begins = |task: &&TaskSlug| {
        let cycle = pushed.iter().find(|spec| spec.task == **task).map(|spec| spec.cycle);
        known(task).is_some_and(|before| cycle > Some(before.spec.cycle))
    };
    let reviews = spec.step.iter().filter(|_| is_decided).flat_map(|step| &step.reviews);
    reviews.into_iter().find(begins).cloned()
}
