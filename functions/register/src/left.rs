//! Which of those who have steps to do belong to the org no more: their steps wait for them in vain.

use std::collections::BTreeSet;

use vestibule_api::{
    staff::Task,
    task::{Assignee, StepAssignee},
};
use vestibule_cloud::StoreError;
use vestibule_domain::staff::Member;

use crate::Register;

/// People whom one batched read asks for.
const MAX_PEOPLE: usize = 100;

impl Register {
    /// Marks them in tasks. One batched read for each hundred people who have something to do there, beside who asks.
    pub(crate) async fn mark_left(&self, by: &Member, tasks: &mut [Task]) -> Result<(), StoreError> {
        let named: BTreeSet<_> = assignees(tasks).filter_map(|who| sub_of(who).map(str::to_owned)).collect();
        let others: Vec<_> = named.into_iter().filter(|sub| *sub != by.sub).collect();
        let mut there = BTreeSet::from([by.sub.clone()]);
        for some in others.chunks(MAX_PEOPLE) {
            let profiles = self.staff.store.profiles(some).await?;
            let of_org = profiles.into_iter().filter(|profile| profile.memberships.contains_key(&by.org));
            there.extend(of_org.map(|profile| profile.sub));
        }
        for who in assignees(tasks) {
            who.left = sub_of(who).is_some_and(|sub| !there.contains(sub));
        }
        Ok(())
    }
}

fn assignees(tasks: &mut [Task]) -> impl Iterator<Item = &mut StepAssignee> {
    tasks.iter_mut().filter_map(|task| task.step.as_mut()).flat_map(|step| &mut step.assignees)
}

fn sub_of(who: &StepAssignee) -> Option<&str> {
    match &who.assignee {
        Assignee::Member(sub) => Some(sub),
        Assignee::Guest(_) => None,
    }
}
