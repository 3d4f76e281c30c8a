//! What may be meant otherwise in a share that can be created: nothing forbids it, and staff are told before they do.

use super::{permission::Permission, state::Share};
use crate::{
    task::{Assignee, Due, Field, Spec, StepTerms},
    value::TaskSlug,
};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// The guest may respond, and no step of the shared tasks names their address.
    #[error("no step of these tasks names this address, so there is nothing that this guest can decide")]
    DecidesNothing,
    /// Answers or files are required before it passes, and the share does not let its guest give them.
    #[error("the step in the task {task} has required answers or files, which this share does not let the guest give")]
    CannotFillIn { task: TaskSlug },
    #[error(
        "the step in the task {task} reviews what was sent, and without download_files the guest fetches no file of it"
    )]
    CannotFetch { task: TaskSlug },
    #[error("the share ends before the step in the task {task} is due, at {}", due.at)]
    EndsBeforeDue { task: TaskSlug, due: Due },
}

impl Share {
    /// Of the share with the tasks that it is about, as they are described.
    pub fn warnings(&self, specs: &[Spec]) -> Vec<Warning> {
        if !self.terms.permissions.contains(&Permission::Respond) {
            return vec![];
        }
        let who = Assignee::guest(&self.terms.recipient.email);
        let theirs = specs.iter().filter_map(|spec| Some((spec, spec.step.as_ref()?)));
        let theirs: Vec<_> = theirs.filter(|(_, step)| step.assignees.contains(&who)).collect();
        if theirs.is_empty() {
            return vec![Warning::DecidesNothing];
        }
        theirs.iter().flat_map(|(spec, step)| self.warnings_of(spec, step)).collect()
    }

    fn warnings_of(&self, spec: &Spec, step: &StepTerms) -> Vec<Warning> {
        let may = |permission| self.terms.permissions.contains(&permission);
        let task = || spec.task.clone();
        let is_left = |field: &Field| field.required && !may(permission_for(field));
        let left = spec.fields.iter().any(is_left).then(|| Warning::CannotFillIn { task: task() });
        let unread = !step.reviews.is_empty() && !may(Permission::DownloadFiles);
        let unread = unread.then(|| Warning::CannotFetch { task: task() });
        let late = step.due.clone().filter(|due| self.gate.expires_at < due.at);
        let late = late.map(|due| Warning::EndsBeforeDue { task: task(), due });
        left.into_iter().chain(unread).chain(late).collect()
    }
}

/// What it takes to answer a field.
fn permission_for(field: &Field) -> Permission {
    if field.kind.as_files().is_some() { Permission::UploadFiles } else { Permission::FillFields }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{Review, at, slug};

    fn review(assignee: &str, due: Option<&str>) -> (Share, Vec<Spec>) {
        let assignee = Assignee::guest(&assignee.parse().unwrap());
        let due = due.map(|due| Due { at: at(due), zone: "America/Sao_Paulo".parse().unwrap() });
        let review = Review::of(|step| (step.assignees, step.due) = (vec![assignee], due));
        (review.share.clone(), vec![review.house.task("review").spec])
    }

    #[test]
    fn a_guest_whom_no_step_names_can_decide_nothing() {
        let (share, specs) = review("rob@lab.example", None);
        assert_eq!(share.warnings(&specs), [Warning::DecidesNothing]);
        let (mut share, specs) = review("ANA@supplier.example", None);
        assert_eq!(share.warnings(&specs), [], "letters of either size are the same");
        share.terms.recipient.email = "other@supplier.example".parse().unwrap();
        share.terms.permissions.remove(&Permission::Respond);
        assert_eq!(share.warnings(&specs), [], "nothing is to be decided by it");
    }

    #[test]
    fn a_guest_who_is_to_decide_and_may_not_give_what_is_required_or_fetch_what_is_reviewed_is_told_with_the_task() {
        let (mut share, mut specs) = review("ana@supplier.example", None);
        specs[0].fields.iter_mut().for_each(|field| field.required = true);
        specs[0].step.as_mut().unwrap().reviews = vec![slug("draft")];
        share.terms.permissions = [Permission::Respond, Permission::FillFields].into();
        let told = |share: &Share| share.warnings(&specs);
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
    fn a_share_that_ends_before_its_step_is_due_is_told_with_the_task() {
        let (mut share, specs) = review("ana@supplier.example", Some("2026-11-27T20:00:00Z"));
        share.gate.expires_at = at("2026-11-27T20:00:00Z");
        assert_eq!(share.warnings(&specs), []);
        share.gate.expires_at = at("2026-11-27T19:59:59Z");
        let [Warning::EndsBeforeDue { task, .. }] = &share.warnings(&specs)[..] else { panic!("no warning") };
        assert_eq!(*task, slug("review"));
    }
}
