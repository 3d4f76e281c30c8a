//! What may be meant otherwise in a share that can be created: nothing forbids it, and staff are told before they do.

use super::{permission::Permission, state::Share};
use crate::{
    task::{Assignee, Due, Spec},
    value::TaskSlug,
};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// The guest may respond, and no step of the shared tasks names their address.
    #[error("no step of these tasks names this address, so there is nothing that this guest can decide")]
    DecidesNothing,
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
        let theirs = specs.iter().filter_map(|spec| Some((&spec.task, spec.step.as_ref()?)));
        let theirs: Vec<_> = theirs.filter(|(_, step)| step.assignees.contains(&who)).collect();
        if theirs.is_empty() {
            return vec![Warning::DecidesNothing];
        }
        let due = theirs.iter().filter_map(|(task, step)| Some((*task, step.due.clone()?)));
        let late = due.filter(|(_, due)| self.gate.expires_at < due.at);
        late.map(|(task, due)| Warning::EndsBeforeDue { task: task.clone(), due }).collect()
    }
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
    fn a_share_that_ends_before_its_step_is_due_is_told_with_the_task() {
        let (mut share, specs) = review("ana@supplier.example", Some("2026-11-27T20:00:00Z"));
        share.gate.expires_at = at("2026-11-27T20:00:00Z");
        assert_eq!(share.warnings(&specs), []);
        share.gate.expires_at = at("2026-11-27T19:59:59Z");
        let [Warning::EndsBeforeDue { task, .. }] = &share.warnings(&specs)[..] else { panic!("no warning") };
        assert_eq!(*task, slug("review"));
    }
}
