//! The decision of a step on the page of the work.

use vestibule_domain::{
    share::{Permission, Share},
    task::{Assignee, Basis, Task, WholeTask},
    value::TaskSlug,
    work,
};
use vestibule_pages::decision::{DecisionContext, DecisionPart};

use super::{
    barred::barred_by, context::TaskContext, refused::is_left_to_others, stage::Stage, undecided::UnkeptDecision,
};

/// Whether a decision that was not taken waits for answers, too, so that both are put right at once.
pub(super) fn waits_for_answers(share: &Share, task: &Task, undecided: &UnkeptDecision) -> bool {
    let lacks = |decision| {
        let fields = work::lacking(task, decision, share.recipient());
        !fields.is_empty() && !is_left_to_others(share, task, &fields)
    };
    undecided.is_incomplete() || (undecided.is_in_comment() && undecided.decision().is_some_and(lacks))
}

/// Whether the guest of a share has something to decide in a task, once its turn has come.
fn may_decide(share: &Share, task: &Task, who: &Assignee) -> bool {
    task.is_decided()
        && task.is_assigned(who)
        && share.terms.permissions.contains(&Permission::Respond)
        && share.gate.completed_at.is_none()
        && task.decision_of(who).is_none()
}

/// A task that the guest reviews.
pub(super) struct Review<'a> {
    /// `None`: it is open again, so there is nothing to be read.
    pub(super) slug: Option<&'a str>,
    pub(super) text: String,
}

/// The tasks that the guest reviews in a step, once its turn has come.
pub(super) fn reviews<'a>(context: TaskContext<'a>, task: &'a Task, stage: Stage) -> Vec<Review<'a>> {
    let TaskContext { page, share, shared, .. } = context;
    let who = share.assignee();
    if stage == Stage::Waiting || !task.is_assigned(&who) {
        return vec![];
    }
    let named = task.spec.step.iter().flat_map(|step| &step.reviews);
    let link = |task: &'a TaskSlug| {
        let title = shared.titles.get(task)?;
        let open = shared.before.get(task).filter(|state| state.completion.is_none());
        let id = match open {
            None => "work-reviewed",
            Some(state) if state.rounds.is_first() => "work-reviewed-again",
            Some(_) => "work-reviewed-back",
        };
        let told = [("task", title.as_str().into()), ("org", share.terms.org_name.as_str().into())];
        Some(Review { slug: open.is_none().then_some(task.as_str()), text: page.texts.say_with(id, &told) })
    };
    named.filter_map(link).collect()
}

/// `None`: nothing is decided in the task.
pub(super) fn decision_part(
    context: TaskContext<'_>,
    whole: &WholeTask,
    (open, unkept): (bool, Option<&UnkeptDecision>),
) -> Option<DecisionPart> {
    let TaskContext { page, share, shared, now, .. } = context;
    let (who, basis) = (share.assignee(), Basis::of(&whole.task, &shared.before));
    let barred = barred_by(share, shared, &whole.task).is_some();
    DecisionPart::new(&DecisionContext {
        texts: page.texts,
        task: &whole.task,
        basis,
        policy: shared.policy.as_ref()?,
        who: &who,
        may: open && !barred && may_decide(share, &whole.task, &who),
        barred,
        zone: &share.gate.zone,
        now,
        typed: unkept.map(|unkept| unkept.again(page.texts)).as_ref(),
    })
}
