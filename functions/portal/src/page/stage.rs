//! Where a task stands for a guest.

use vestibule_domain::{
    run::Turn,
    task::{Assignee, Basis, Task},
    value::TaskSlug,
};
use vestibule_pages::{frame::Frame, moments::at_a_glance};

use super::context::TaskContext;

/// Where the task stands, in the order in which tasks are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Open,
    Waiting,
    Done,
}

/// Names only what the guest may know: tasks outside the share are "another step".
pub(super) fn standing(context: TaskContext<'_>, task: &Task) -> (Stage, String) {
    let TaskContext { page: Frame { texts, .. }, share, shared, now, .. } = context;
    let who = Assignee::guest(&share.terms.recipient.email);
    let own = task.decision_of(&who, &Basis::of(task, &shared.before));
    let on = match Turn::of(task, &shared.progress) {
        // Who has decided is done, also where others are not.
        Turn::Open if let Some(own) = own => {
            let when = at_a_glance(texts, own.at, &share.gate.zone, now);
            return (Stage::Done, texts.say_with("work-state-decided", &[("when", when.into())]));
        }
        Turn::Open if !task.state.rounds.is_first() => return (Stage::Open, texts.say("work-state-back")),
        Turn::Open if task.is_decided() && !task.is_assigned(&who) => {
            return (Stage::Open, texts.say("work-state-others"));
        }
        Turn::Open => return (Stage::Open, texts.say("work-state-open")),
        Turn::Completed { at } => {
            let when = at_a_glance(texts, at, &share.gate.zone, now);
            return (Stage::Done, texts.say_with("work-state-completed", &[("when", when.into())]));
        }
        Turn::Waiting { on } => on,
    };
    let title =
        |slug: &TaskSlug| shared.tasks.iter().find(|t| t.task.slug() == slug).map(|t| t.task.spec.title.as_str());
    let visible: Vec<_> = on.iter().filter(|slug| share.terms.scope.includes(slug)).filter_map(title).collect();
    let id = match (visible.len(), on.len()) {
        (0, _) => return (Stage::Waiting, texts.say("work-state-waiting")),
        (named, all) if named == all => "work-state-waiting-for",
        _ => "work-state-waiting-for-and",
    };
    (Stage::Waiting, texts.say_with(id, &[("titles", visible.join(", ").into())]))
}
