//! Whose an answer is, and as whom somebody is known, by whichever way they come.

use super::assignee::Assignee;
use crate::value::{Email, OrgSlug, RecipientId};

/// Whose an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whose {
    /// By whichever way they come.
    pub recipient: RecipientId,
    /// Who else may have written it: of a member, who they are when they come by a link to their address; of a guest, who
    /// carries a link that anybody opens.
    pub other: Option<RecipientId>,
}

/// The names under which one person may have worked and decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAs {
    pub recipients: Vec<RecipientId>,
    pub assignees: Vec<Assignee>,
}

impl Whose {
    pub(crate) fn names(self) -> impl Iterator<Item = RecipientId> {
        [self.recipient].into_iter().chain(self.other)
    }
}

impl KnownAs {
    /// Who comes by a link to their address.
    pub fn guest(org: &OrgSlug, address: &Email) -> Self {
        Self { recipients: vec![RecipientId::of(org, address)], assignees: vec![Assignee::guest(address)] }
    }

    /// Who is signed in, and may have come by a link before.
    pub fn member(org: &OrgSlug, sub: &str, address: &Email) -> Self {
        let Self { mut recipients, mut assignees } = Self::guest(org, address);
        recipients.push(RecipientId::of_member(org, sub));
        assignees.push(Assignee::Member(sub.to_owned()));
        Self { recipients, assignees }
    }
}
