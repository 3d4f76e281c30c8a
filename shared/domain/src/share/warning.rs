//! What may be meant otherwise in a share that can be created: nothing forbids it, and staff are told before they do.

use std::collections::{BTreeMap, BTreeSet};

use super::{fact::Delivery, permission::Permission, state::Share};
use crate::{
    document::{Current, Document},
    task::{Assignee, Due, Field, Spec, StepKind, StepTerms, TaskState},
    value::{HostCode, TaskSlug},
};

/// The tasks that a share is about as they are now, and how far those have come that their steps name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TasksNow {
    pub specs: Vec<Spec>,
    pub states: BTreeMap<TaskSlug, TaskState>,
    /// Which of all these are completed.
    pub done: BTreeSet<TaskSlug>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// The guest may respond, and no step of the shared tasks names their address.
    #[error("no step of these tasks names this address, so there is nothing that this guest can decide")]
    DecidesNothing,
    /// A decision completes the step, and the share does not let its guest decide.
    #[error("the step in the task {task} is completed by decisions, and this share does not let the guest respond")]
    CannotDecide { task: TaskSlug },
    /// The result is there, or the guest has decided.
    #[error("the step in the task {task} is decided already, so there is nothing left there for this guest to decide")]
    AlreadyDecided { task: TaskSlug },
    /// Who did the work may not decide on it.
    #[error("this guest did the work in the task {by}, so they may not decide in the step in the task {task}")]
    Barred { task: TaskSlug, by: TaskSlug },
    /// Answers or files are required before it passes, and the share does not let its guest give them.
    #[error("the step in the task {task} has required answers or files, which this share does not let the guest give")]
    CannotFillIn { task: TaskSlug },
    #[error(
        "the step in the task {task} reviews what was sent, and without download_files the guest fetches no file of it"
    )]
    CannotFetch { task: TaskSlug },
    #[error("this guest is to decide on a file that they cannot fetch without download_files")]
    DecidesUnread,
    /// All who have the link decide, and its creator has it first.
    #[error("no code is asked for with this link, so all who have it, you included, can decide in this guest's name")]
    AnybodyDecides,
    #[error("the share ends before the step in the task {task} is due, at {}", due.at)]
    EndsBeforeDue { task: TaskSlug, due: Due },
    /// A later revision counts.
    #[error("{} is the current revision of this document, and this share shows {shown}", current.code)]
    NotCurrent { shown: HostCode, current: Current },
    #[error("this document is superseded, and its guest reads so")]
    Superseded,
}

impl Share {
    /// Of the share with the document that it is about.
    pub fn document_warnings(&self, document: &Document) -> Vec<Warning> {
        let Some(shared) = self.terms.scope.as_document() else { return vec![] };
        let shown = &shared.code;
        let stale = match document.current.as_ref().filter(|current| current.code.folded() != shown.folded()) {
            Some(current) => Some(Warning::NotCurrent { shown: shown.clone(), current: current.clone() }),
            None => document.details.is_superseded().then_some(Warning::Superseded),
        };
        let (decides, fetches) =
            (shared.response.is_some(), self.terms.permissions.contains(&Permission::DownloadFiles));
        let unread = (decides && !fetches).then_some(Warning::DecidesUnread);
        let anybody = (decides && self.is_anybodys()).then_some(Warning::AnybodyDecides);
        stale.into_iter().chain(unread).chain(anybody).collect()
    }

    /// Whether all who have the link come in by it, its creator included.
    fn is_anybodys(&self) -> bool {
        self.gate.delivery() == Delivery::Link && !self.gate.code
    }

    /// Of the share with the tasks that it is about.
    pub fn warnings(&self, now: &TasksNow) -> Vec<Warning> {
        let may = |permission| self.terms.permissions.contains(&permission);
        let who = self.assignee();
        let steps: Vec<_> = now.specs.iter().filter_map(|spec| Some((spec, spec.step.as_ref()?))).collect();
        let theirs = |(spec, step): &(&Spec, &StepTerms)| step.is_assigned(&now.state(spec).step, &who);
        if !may(Permission::Respond) {
            let decided = steps.iter().filter(|(_, step)| step.kind != StepKind::Work);
            let meant = decided.filter(|step| theirs(step) || may(Permission::CompleteTask));
            return meant.map(|(spec, _)| Warning::CannotDecide { task: spec.task.clone() }).collect();
        }
        let theirs: Vec<_> = steps.into_iter().filter(theirs).collect();
        if theirs.is_empty() {
            return vec![Warning::DecidesNothing];
        }
        let anybody = self.is_anybodys().then_some(Warning::AnybodyDecides);
        let of = |(spec, step): &(&Spec, &StepTerms)| match self.nothing_left(now, (spec, step), &who) {
            Some(nothing) => vec![nothing],
            None => self.warnings_of(spec, step),
        };
        anybody.into_iter().chain(theirs.iter().flat_map(of)).collect()
    }

    /// Why there is nothing for the guest to decide in a step of theirs.
    fn nothing_left(&self, now: &TasksNow, (spec, step): (&Spec, &StepTerms), who: &Assignee) -> Option<Warning> {
        let (task, state) = (spec.task.clone(), now.state(spec));
        if now.done.contains(&task) || state.step.responses.contains_key(who) {
            return Some(Warning::AlreadyDecided { task });
        }
        let by = step.barred_by(&now.states, |named| now.done.contains(named), &self.known_as())?.clone();
        Some(Warning::Barred { task, by })
    }

    fn warnings_of(&self, spec: &Spec, step: &StepTerms) -> Vec<Warning> {
        let may = |permission| self.terms.permissions.contains(&permission);
        let task = || spec.task.clone();
        let is_left = |field: &Field| field.required && !self.lets_give(field);
        let left = spec.fields.iter().any(is_left).then(|| Warning::CannotFillIn { task: task() });
        let unread = !step.reviews.is_empty() && !may(Permission::DownloadFiles);
        let unread = unread.then(|| Warning::CannotFetch { task: task() });
        let late = step.due.clone().filter(|due| self.gate.expires_at < due.at);
        let late = late.map(|due| Warning::EndsBeforeDue { task: task(), due });
        left.into_iter().chain(unread).chain(late).collect()
    }
}

impl TasksNow {
    /// A row of an earlier cycle counts no more.
    fn state(&self, spec: &Spec) -> TaskState {
        self.states.get(&spec.task).cloned().unwrap_or_default().in_cycle(spec.cycle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{Review, at, slug};

    fn review(assignee: &str, due: Option<&str>) -> (Share, TasksNow) {
        let assignee = Assignee::guest(&assignee.parse().unwrap());
        let due = due.map(|due| Due { at: at(due), zone: "America/Sao_Paulo".parse().unwrap() });
        let review = Review::of(|step| (step.assignees, step.due) = (vec![assignee], due));
        (review.share.clone(), TasksNow { specs: vec![review.house.task("review").spec], ..TasksNow::default() })
    }

    #[test]
    fn a_step_that_is_decided_already_or_by_the_guest_has_nothing_left_for_them() {
        let (mut share, mut tasks) = review("ana@supplier.example", Some("2026-12-27T20:00:00Z"));
        share.terms.permissions.remove(&Permission::FillFields);
        tasks.done.insert(slug("review"));
        assert_eq!(share.warnings(&tasks), [Warning::AlreadyDecided { task: slug("review") }]);
        let review = Review::of(|step| step.rule = crate::task::StepRule::All);
        let decided = review.respond("rita", crate::task::StepDecision::Approve, None, "2026-11-23T12:00:00Z").unwrap();
        let state = decided.change().unwrap().state().state.clone();
        let ana = share.assignee();
        let mut own = state.clone();
        own.step.responses = state.step.responses.into_values().map(|given| (ana.clone(), given)).collect();
        tasks = TasksNow { states: [(slug("review"), own)].into(), done: BTreeSet::new(), ..tasks };
        assert_eq!(share.warnings(&tasks), [Warning::AlreadyDecided { task: slug("review") }]);
        tasks.specs[0].cycle += 1;
        assert_ne!(share.warnings(&tasks), [Warning::AlreadyDecided { task: slug("review") }], "that was before");
    }

    #[test]
    fn a_guest_who_did_the_work_that_a_step_is_about_is_told_with_both_tasks() {
        let (share, mut tasks) = review("ana@supplier.example", None);
        tasks.specs[0].step.as_mut().unwrap().not_by = vec![slug("draft")];
        let worked = TaskState { workers: [share.recipient()].into(), ..TaskState::default() };
        tasks.states.insert(slug("draft"), worked);
        assert_eq!(share.warnings(&tasks), [], "as long as it is not completed it may be another's");
        tasks.done.insert(slug("draft"));
        assert_eq!(share.warnings(&tasks), [Warning::Barred { task: slug("review"), by: slug("draft") }]);
    }

    #[test]
    fn a_share_of_a_step_that_lets_its_guest_complete_and_not_decide_is_told() {
        for assignee in ["ana@supplier.example", "rob@lab.example"] {
            let (mut share, tasks) = review(assignee, None);
            share.terms.permissions = [Permission::CompleteTask, Permission::FillFields].into();
            assert_eq!(share.warnings(&tasks), [Warning::CannotDecide { task: slug("review") }], "{assignee}");
        }
        let (mut share, tasks) = review("rob@lab.example", None);
        share.terms.permissions = [Permission::FillFields].into();
        assert_eq!(share.warnings(&tasks), [], "who is to fill in what others decide on");
    }

    #[test]
    fn a_guest_whom_no_step_names_can_decide_nothing() {
        let (share, tasks) = review("rob@lab.example", None);
        assert_eq!(share.warnings(&tasks), [Warning::DecidesNothing]);
        let (mut share, tasks) = review("ANA@supplier.example", None);
        assert_eq!(share.warnings(&tasks), [], "letters of either size are the same");
        share.terms.recipient.email = "other@supplier.example".parse().unwrap();
        share.terms.permissions = [Permission::ReadFiles].into();
        assert_eq!(share.warnings(&tasks), [], "nothing is to be decided by it");
    }

    #[test]
    fn a_guest_who_is_to_decide_and_may_not_give_what_is_required_or_fetch_what_is_reviewed_is_told_with_the_task() {
        let (mut share, mut tasks) = review("ana@supplier.example", None);
        tasks.specs[0].fields.iter_mut().for_each(|field| field.required = true);
        tasks.specs[0].step.as_mut().unwrap().reviews = vec![slug("draft")];
        share.terms.permissions = [Permission::Respond, Permission::FillFields].into();
        let told = |share: &Share| share.warnings(&tasks);
        let (left, unread) =
            (Warning::CannotFillIn { task: slug("review") }, Warning::CannotFetch { task: slug("review") });
        assert_eq!(told(&share), [left.clone(), unread.clone()], "it asks for a file, too");
        share.terms.permissions.insert(Permission::UploadFiles);
        assert_eq!(told(&share), [unread]);
        share.terms.permissions.remove(&Permission::FillFields);
        share.terms.permissions.insert(Permission::DownloadFiles);
        assert_eq!(told(&share), [left]);
    }

    #[test]
    fn a_link_that_is_carried_to_who_decides_without_a_code_is_told() {
        let (mut share, tasks) = review("ana@supplier.example", None);
        share.gate.carrier = Some(share.recipient());
        assert_eq!(share.warnings(&tasks), [Warning::AnybodyDecides]);
        share.gate.code = true;
        assert_eq!(share.warnings(&tasks), []);
    }

    #[test]
    fn a_share_that_ends_before_its_step_is_due_is_told_with_the_task() {
        let (mut share, tasks) = review("ana@supplier.example", Some("2026-11-27T20:00:00Z"));
        share.gate.expires_at = at("2026-11-27T20:00:00Z");
        assert_eq!(share.warnings(&tasks), []);
        share.gate.expires_at = at("2026-11-27T19:59:59Z");
        let [Warning::EndsBeforeDue { task, .. }] = &share.warnings(&tasks)[..] else { panic!("no warning") };
        assert_eq!(*task, slug("review"));
    }
}
