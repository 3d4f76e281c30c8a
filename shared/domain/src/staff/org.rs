//! An organisation and its projects.

use super::fact::OrgFact;
use crate::{
    audit::{About, Head, TrailId},
    change::Audited,
    policy::{Overrides, Policy},
    value::{Line, OrgSlug, ProjectId, ProjectSlug, Zone},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Org {
    pub slug: OrgSlug,
    /// As guests read it: "Acme invites you".
    pub name: Line<120>,
    /// In which the org's people read times.
    pub zone: Zone,
    pub policy: Overrides,
    pub seats: Seats,
    /// How many org admins there are.
    pub admins: u32,
    pub head: Head,
    pub version: u64,
}

/// How many people may work in an org who are more than responders, and how many do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seats {
    /// `None`: any number.
    pub limit: Option<u32>,
    pub taken: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    pub org: OrgSlug,
    pub slug: ProjectSlug,
    pub name: Line<120>,
    /// Overrides the org's policy.
    pub policy: Overrides,
    pub version: u64,
}

impl Org {
    /// How often what counts in it or in one of its projects was changed.
    pub fn policy_version(&self, projects: &[Project]) -> u64 {
        self.policy.version + projects.iter().map(|project| project.policy.version).sum::<u64>()
    }
}

impl Project {
    /// The id under which the lists of a project stand.
    pub fn list(org: &OrgSlug, project: &ProjectSlug) -> ProjectId {
        ProjectId::derived(&[org.as_str(), project.as_str()])
    }

    /// What counts in it: the org's policy, overridden by its own.
    pub fn policy_within(&self, org: &Org) -> Policy {
        Policy::effective(&org.policy, &self.policy)
    }

    /// How often what counts in it was changed: by itself or by its org.
    pub fn policy_version(&self, org: &Org) -> u64 {
        self.policy.version + org.policy.version
    }
}

impl Audited for Org {
    type Fact = OrgFact;

    fn trail(&self) -> TrailId {
        TrailId(format!("org/{}", self.slug))
    }
    fn about(&self) -> About {
        About { org: self.slug.clone(), project: None, place: None, path: None }
    }
    fn head(&self) -> Head {
        self.head
    }
    fn set_head(&mut self, head: Head) {
        self.head = head;
    }
}
