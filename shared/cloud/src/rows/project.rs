//! `PROJECT#…`.

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    policy::Overrides,
    staff::Project,
    value::{Line, OrgSlug, ProjectSlug},
};

use super::Row;
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct ProjectRow {
    org: OrgSlug,
    slug: ProjectSlug,
    name: Line<120>,
    #[serde(default)]
    policy: Overrides,
}

impl Row for Project {
    type Stored = ProjectRow;

    fn from_row(_: &Key, row: ProjectRow, version: u64) -> Result<Self, RowError> {
        Ok(Self { org: row.org, slug: row.slug, name: row.name, policy: row.policy, version })
    }

    fn to_row(&self) -> ProjectRow {
        ProjectRow {
            org: self.org.clone(),
            slug: self.slug.clone(),
            name: self.name.clone(),
            policy: self.policy.clone(),
        }
    }
}
