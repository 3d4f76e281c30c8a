//! `ORG`.

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    policy::Overrides,
    staff::Org,
    value::{Digest, Line, OrgSlug, Zone},
};

use super::{Row, form};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct OrgRow {
    slug: OrgSlug,
    name: Line<120>,
    zone: Zone,
    #[serde(default)]
    policy: Overrides,
    #[serde(with = "form::binary")]
    head: [u8; 32],
    seq: u64,
}

impl Row for Org {
    type Stored = OrgRow;

    fn from_row(_: &Key, row: OrgRow, version: u64) -> Result<Self, RowError> {
        let head = Head { seq: row.seq, hash: Digest::from_bytes(row.head) };
        Ok(Self { slug: row.slug, name: row.name, zone: row.zone, policy: row.policy, head, version })
    }

    fn to_row(&self) -> OrgRow {
        OrgRow {
            slug: self.slug.clone(),
            name: self.name.clone(),
            zone: self.zone.clone(),
            policy: self.policy.clone(),
            head: *self.head.hash.bytes(),
            seq: self.head.seq,
        }
    }
}
