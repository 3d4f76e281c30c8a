//! The decision of a step on the page of the work.

use vestibule_api::steps::TypedResponse;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    run::Turn,
    share::{Permission, Share},
    task::{Assignee, Basis, Field, Task, WholeTask},
    value::{Paragraphs, TaskSlug, TextRefused},
    work,
};
use vestibule_pages::{
    decision::{DecisionContext, DecisionPart},
    field::takes_files,
};
use vestibule_web::request::spelling;

use super::{
    context::TaskContext,
    fields::permitted,
    stage::Stage,
    undecided::{NotDecided, UnkeptDecision},
};

/// What keeps a decision that is typed from being taken. `None`: nothing that the page knows.
pub fn not_decided(share: &Share, shared: &SharedTasks, task: &Task, typed: &TypedResponse) -> Option<NotDecided> {
    let decision = typed.decision.map(spelling::step_decision);
    let who = Assignee::guest(&share.terms.recipient.email);
    let step = task.spec.step.as_ref().filter(|_| task.is_assigned(&who));
    let Some((step, policy)) = step.zip(shared.policy.as_ref()) else { return Some(NotDecided::Over) };
    let basis = Basis::of(task, &shared.before);
    if let Some(own) = task.decision_of(&who, &basis) {
        // The same once more is answered by what stands.
        return (decision != Some(own.decision)).then_some(NotDecided::Over);
    }
    if !may_decide(share, (task, &basis), &who) || !matches!(Turn::of(task, &shared.progress), Turn::Open) {
        return Some(NotDecided::Over);
    }
    let Some(decision) = decision.filter(|decision| step.decisions.contains(decision)) else {
        return Some(NotDecided::NotChosen);
    };
    match typed.comment.parse::<Paragraphs<2000>>() {
        Err(TextRefused::Empty) if step.comment_required(policy).contains(&decision) => {
            return Some(NotDecided::CommentMissing);
        }
        Ok(_) | Err(TextRefused::Empty) => {}
        Err(refused) => return Some(NotDecided::Text(refused)),
    }
    if !step.asks_for_answers(decision) {
        return None;
    }
    let flaws = work::flaws(task, share.recipient());
    let may = permitted(share, task, true);
    let fields = flaws.iter().filter_map(|(slug, _)| task.spec.field(slug));
    let is_for_others = |field: &Field| if takes_files(field) { !may.upload } else { !may.fill };
    let is_left = fields.map(is_for_others).reduce(|one, other| one || other)?;
    Some(if is_left { NotDecided::LeftToOthers } else { NotDecided::Incomplete })
}

/// Whether the guest of a share has something to decide in a task, once its turn has come.
fn may_decide(share: &Share, (task, basis): (&Task, &Basis), who: &Assignee) -> bool {
    task.is_decided()
        && task.is_assigned(who)
        && share.terms.permissions.contains(&Permission::Respond)
        && share.gate.completed_at.is_none()
        && task.decision_of(who, basis).is_none()
}

/// The tasks that the guest reviews in a step, and what their links say, once its turn has come.
pub(super) fn reviews<'a>(context: TaskContext<'a>, task: &'a Task, stage: Stage) -> Vec<(&'a str, String)> {
    let TaskContext { page, share, shared, .. } = context;
    let who = Assignee::guest(&share.terms.recipient.email);
    if stage == Stage::Waiting || !task.is_assigned(&who) {
        return vec![];
    }
    let named = task.spec.step.iter().flat_map(|step| &step.reviews);
    let link = |task: &'a TaskSlug| {
        let title = shared.titles.get(task)?;
        Some((task.as_str(), page.texts.say_with("work-reviewed", &[("task", title.as_str().into())])))
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
    let (who, basis) = (Assignee::guest(&share.terms.recipient.email), Basis::of(&whole.task, &shared.before));
    DecisionPart::new(&DecisionContext {
        texts: page.texts,
        task: &whole.task,
        basis,
        policy: shared.policy.as_ref()?,
        who: &who,
        may: open && may_decide(share, (&whole.task, &basis), &who),
        zone: &share.gate.zone,
        now,
        typed: unkept.map(|unkept| unkept.again(page.texts)).as_ref(),
    })
}
