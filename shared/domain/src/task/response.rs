//! What the assignees of a step have decided, and who has it to do instead of whom.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{assignee::Assignee, step_kind::StepDecision};
use crate::{
    audit::Head,
    value::{Assurance, CommentId, Digest, PersonName, RecipientId, Through},
};

/// How far a step has come. Small: what people wrote stands in comments, what they sent among the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepState {
    pub responses: BTreeMap<Assignee, Response>,
    /// Who has it to do instead of somebody whom the push names.
    pub replaced: BTreeMap<Assignee, Assignee>,
    /// The result stands, and something that it was decided on was handed back since.
    pub outdated: bool,
    /// Whose decision counts no more, because something that it was on was handed back.
    pub set_aside: BTreeSet<Assignee>,
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
    /// The number of the push that counted then.
    pub push: u32,
    /// On what it was decided: [`super::Basis::sha256`] as it was then.
    pub basis: Digest,
    /// Whose it is, by whichever way they come: nobody decides twice.
    pub of: RecipientId,
    /// By which share or step it came.
    pub through: Through,
    /// What a guest had proved; `None`: they had signed in.
    pub assurance: Option<Assurance>,
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

    /// Who has it to do instead of somebody whom the push names, unless it names them themselves and they have not given it away.
    pub(super) fn instead(&self, named: &[Assignee], of: &Assignee) -> Option<&Assignee> {
        self.replaced.get(of).filter(|one| !named.contains(one) || self.replaced.contains_key(one))
    }

    /// Somebody gives a step to somebody else, who has it to do from now on. What was given away by people whom the push
    /// does not name any more, or to people whom it names themselves, is forgotten.
    #[must_use]
    pub fn given(&self, named: &[Assignee], from: &Assignee, to: &Assignee) -> Self {
        let mut state = self.clone();
        state.replaced.retain(|one, _| named.contains(one) && self.instead(named, one).is_some());
        for one in named.iter().filter(|one| self.instead(named, one).unwrap_or(one) == from) {
            if one == to {
                state.replaced.remove(one);
            } else {
                state.replaced.insert(one.clone(), to.clone());
            }
        }
        state
    }
}
