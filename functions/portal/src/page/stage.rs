//! Where a task stands for a guest.

use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{
    run::Turn,
    share::{Creator, Permission, Share},
    task::{Task, WholeTask},
    value::TaskSlug,
};
use vestibule_pages::{decision::made, frame::Frame, moments::at_a_glance};

use super::{barred::barred_by, context::TaskContext};

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
    let who = share.assignee();
    let own = task.decision_of(&who);
    if share.is_done_with(task) {
        let id = if task.state.rounds.is_first() { "work-state-again" } else { "work-state-back-elsewhere" };
        return (Stage::Done, texts.say(id));
    }
    let on = match Turn::of(task, &shared.progress) {
        // Who has decided is done, also where others are not.
        Turn::Open if let Some(own) = own => {
            let when = at_a_glance(texts, own.at, &share.gate.zone, now);
            return (Stage::Done, texts.say_with("work-state-decided", &[("when", when.into())]));
        }
        Turn::Open if !task.state.rounds.is_first() => return (Stage::Open, texts.say("work-state-back")),
        Turn::Open if task.is_decided() && is_for_others(share, shared, task) => {
            return (Stage::Open, texts.say("work-state-others"));
        }
        Turn::Open => return (Stage::Open, texts.say("work-state-open")),
        Turn::Completed { at } => {
            let when = ("when", at_a_glance(texts, at, &share.gate.zone, now).into());
            let result = task.state.completion.as_ref().and_then(|done| done.result);
            let said = match result {
                Some(result) => texts.say_with("work-state-result", &[("decision", made(texts, result).into()), when]),
                None => texts.say_with("work-state-completed", &[when]),
            };
            return (Stage::Done, said);
        }
        Turn::Waiting { on } => on,
    };
    let held: Vec<_> = held(context, &on).collect();
    let title =
        |slug: &TaskSlug| shared.tasks.iter().find(|t| t.task.slug() == slug).map(|t| t.task.spec.title.as_str());
    let visible = |on: &[TaskSlug]| {
        let on = on.iter().filter(|slug| share.terms.scope.includes(slug));
        on.filter_map(title).collect::<Vec<_>>()
    };
    if !held.is_empty() {
        let titles = visible(&held).join(", ");
        let id = if titles.is_empty() { "work-state-held-elsewhere" } else { "work-state-held" };
        return (Stage::Waiting, texts.say_with(id, &[("titles", titles.into())]));
    }
    let visible = visible(&on);
    let id = match (visible.len(), on.len()) {
        (0, _) => return (Stage::Waiting, texts.say("work-state-waiting")),
        (named, all) if named == all => "work-state-waiting-for",
        _ => "work-state-waiting-for-and",
    };
    (Stage::Waiting, texts.say_with(id, &[("titles", visible.join(", ").into())]))
}

/// Those of the tasks before one that are completed and did not pass: they come to an end by themselves no more.
fn held<'a>(TaskContext { shared, .. }: TaskContext<'a>, on: &'a [TaskSlug]) -> impl Iterator<Item = TaskSlug> {
    on.iter().filter(move |slug| shared.run.is_done(slug, &shared.progress)).cloned()
}

/// What is said of a task that waits, is open and not by this share, or is to be decided again. `None`: it is not for the guest
/// to do, or as it was.
pub(super) fn waiting_note(context: TaskContext<'_>, task: &Task) -> Option<String> {
    let TaskContext { page: Frame { texts, .. }, share, shared, .. } = context;
    if share.is_done_with(task) {
        let (org, creator) = (share.terms.org_name.as_str(), &share.terms.creator);
        let (inviter, email) = (creator.name.as_str(), creator.email.as_str());
        let told = [("org", org.into()), ("inviter", inviter.into()), ("email", email.into())];
        let id = if task.state.rounds.is_first() { "work-again-note" } else { "work-back-elsewhere-note" };
        return Some(texts.say_with(id, &told));
    }
    if task.is_decided() && is_for_others(share, shared, task) {
        return None;
    }
    let org = ("org", share.terms.org_name.as_str().into());
    // Their decision was set aside, and they have not decided again.
    let who = share.assignee();
    let again = task.state.step.set_aside.contains(&who) && task.decision_of(&who).is_none();
    let on = match Turn::of(task, &shared.progress) {
        Turn::Waiting { on } => on,
        Turn::Open if lacks_respond(share, task) => {
            let Creator { name, email, .. } = &share.terms.creator;
            let told = [("inviter", name.as_str().into()), ("email", email.readable().into())];
            return Some(texts.say_with("work-cannot-decide", &told));
        }
        Turn::Open => return again.then(|| texts.say_with("work-decide-again", &[org])),
        Turn::Completed { .. } => return None,
    };
    let is_held = held(context, &on).next().is_some();
    if is_held {
        return Some(texts.say_with("work-held-note", &[org]));
    }
    if again {
        return Some(texts.say_with("work-decide-again-later", &[org]));
    }
    if !task.has_begun() {
        return Some(texts.say("work-waiting-note"));
    }
    // What is in no share of theirs they are not told of.
    let seen = on.iter().filter(|slug| share.terms.scope.includes(slug));
    let mut seen = seen.filter_map(|slug| shared.tasks.iter().find(|whole| whole.task.slug() == slug));
    let is_by = |before: &&WholeTask| before.reopened_by().is_some_and(|of| of.begun.contains(task.slug()));
    Some(match seen.find(is_by) {
        Some(before) => {
            texts.say_with("work-waits-again-for", &[org, ("title", before.task.spec.title.as_str().into())])
        }
        None => texts.say("work-waits-again"),
    })
}

/// Whether a guest is to decide in a step, and their share does not let them.
fn lacks_respond(share: &Share, task: &Task) -> bool {
    task.is_decided() && task.is_assigned(&share.assignee()) && !share.terms.permissions.contains(&Permission::Respond)
}

/// Whether others decide in a step: it does not name the guest, or they did the work that it is about.
fn is_for_others(share: &Share, shared: &SharedTasks, task: &Task) -> bool {
    let who = share.assignee();
    !task.is_assigned(&who) || barred_by(share, shared, task).is_some()
}
