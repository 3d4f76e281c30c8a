//! `ORG`.

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    policy::Overrides,
    staff::{Org, Seats},
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seat_limit: Option<u32>,
    seats: u32,
    admins: u32,
    #[serde(with = "form::binary")]
    head: [u8; 32],
    seq: u64,
}

impl Row for Org {
    type Stored = OrgRow;

    fn from_row(_: &Key, row: OrgRow, version: u64) -> Result<Self, RowError> {
        let head = Head { seq: row.seq, hash: Digest::from_bytes(row.head) };
        let seats = Seats { limit: row.seat_limit, taken: row.seats };
        let OrgRow { slug, name, zone, policy, admins, .. } = row;
        Ok(Self { slug, name, zone, policy, seats, admins, head, version })
    }

    fn to_row(&self) -> OrgRow {
        OrgRow {
            slug: self.slug.clone(),
            name: self.name.clone(),
            zone: self.zone.clone(),
            policy: self.policy.clone(),
            seat_limit: self.seats.limit,
            seats: self.seats.taken,
            admins: self.admins,
            head: *self.head.hash.bytes(),
            seq: self.head.seq,
        }
    }
}
