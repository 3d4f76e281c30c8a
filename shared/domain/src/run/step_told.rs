//! What the trail tells of a step that a push describes: who decides, by which rule, until when, and what it says of tasks before
//! it. What can be decided, and with which comments, is not told.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    task::{Assignee, Spec, StepRule},
    value::{OrgSlug, RecipientId, TaskSlug},
};

/// Of each task that is a step.
pub(super) type StepsTold = BTreeMap<TaskSlug, StepTold>;

/// As it was pushed. Members by the identity provider's name, guests by the hash of their address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTold {
    pub members: Vec<String>,
    pub guests: Vec<RecipientId>,
    pub rule: StepRule,
    pub due: Option<Timestamp>,
    pub not_by: Vec<TaskSlug>,
    pub reviews: Vec<TaskSlug>,
}

impl StepTold {
    /// `None`: it is no step.
    fn of(org: &OrgSlug, spec: &Spec) -> Option<Self> {
        let step = spec.step.as_ref()?;
        let guest = |assignee: &Assignee| match assignee {
            Assignee::Guest(email) => Some(RecipientId::of(org, email)),
            Assignee::Member(_) => None,
        };
        Some(Self {
            members: step.assignees.iter().filter_map(|one| one.member().map(str::to_owned)).collect(),
            guests: step.assignees.iter().filter_map(guest).collect(),
            rule: step.rule,
            due: step.due.as_ref().map(|due| due.at),
            not_by: step.not_by.clone(),
            reviews: step.reviews.clone(),
        })
    }
}

pub(super) fn told(org: &OrgSlug, specs: &[Spec]) -> StepsTold {
    specs.iter().filter_map(|spec| Some((spec.task.clone(), StepTold::of(org, spec)?))).collect()
}
