//! What the assignees of a step have decided, and who has it to do instead of whom.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{assignee::Assignee, step_kind::StepDecision};
use crate::{
    audit::Head,
    value::{CommentId, PersonName},
};

/// How far a step has come. Small: what people wrote stands in comments, what they sent among the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepState {
    pub responses: BTreeMap<Assignee, Response>,
    /// Who has it to do instead of somebody whom the push names.
    pub replaced: BTreeMap<Assignee, Assignee>,
}

/// One decision in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub decision: StepDecision,
    pub at: Timestamp,
    pub by: PersonName,
    pub comment: Option<CommentId>,
    /// It came after the step was due.
    pub late: bool,
    /// The number of the push that counted then: on which description it was decided.
    pub push: u32,
    /// Its record, in the trail of who decided. Known once it is made.
    pub record: Head,
}

impl StepState {
    /// The first decision of somebody.
    pub fn first(&self) -> Option<&Response> {
        self.responses.values().min_by_key(|response| response.at)
    }

    /// Who decided what, in the order in which it came.
    pub fn in_order(&self) -> Vec<(&Assignee, &Response)> {
        let mut given: Vec<_> = self.responses.iter().collect();
        given.sort_by_key(|(_, response)| response.at);
        given
    }

    /// What somebody has decided stands in this record.
    pub(crate) fn recorded(&mut self, who: &Assignee, record: Head) {
        if let Some(response) = self.responses.get_mut(who) {
            response.record = record;
        }
    }

    /// Somebody gives a step to somebody else, who has it to do from now on. What was given away by people whom the push
    /// does not name any more is forgotten.
    #[must_use]
    pub fn given(&self, named: &[Assignee], from: &Assignee, to: &Assignee) -> Self {
        let mut state = self.clone();
        state.replaced.retain(|one, _| named.contains(one));
        for one in named.iter().filter(|one| self.replaced.get(one).unwrap_or(one) == from) {
            if one == to {
                state.replaced.remove(one);
            } else {
                state.replaced.insert(one.clone(), to.clone());
            }
        }
        state
    }
}
