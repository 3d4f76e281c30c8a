//! What a project allows now, and nothing else of it or of its org: functions for guests may read no more than that.

use serde::Deserialize;
use vestibule_domain::{
    policy::{Overrides, Policy},
    value::{OrgSlug, ProjectSlug},
};

use super::Store;
use crate::{error::StoreError, keys::Key, rows};

/// What is read of both rows. The template names the same.
const ATTRIBUTES: &str = "pk, sk, policy";

/// The part of `ORG` and `PROJECT#…` that says what they allow.
#[derive(Default, Deserialize)]
#[serde(default)]
struct PolicyPart {
    policy: Overrides,
}

impl Store {
    /// One batched read. `None`: there is no such project.
    pub async fn policy_of(&self, org: &OrgSlug, project: &ProjectSlug) -> Result<Option<Policy>, StoreError> {
        let keys = [Key::org(org), Key::project(org, project)];
        let mut found = self.batch_of(&keys, Some(ATTRIBUTES)).await?;
        let part = |key: &Key| found.remove(key).map(|item| rows::stored::<PolicyPart>(key, item)).transpose();
        let [org, project] = keys.each_ref().map(part);
        let both = org?.zip(project?);
        Ok(both.map(|(org, project)| Policy::effective(&org.policy, &project.policy)))
    }
}
