//! `MEMBER`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    staff::{Member, Role},
    value::{Email, Locale, OrgSlug, PersonName, ProjectSlug, Zone},
};

use super::Row;
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct MemberRow {
    sub: String,
    org: OrgSlug,
    name: PersonName,
    email: Email,
    locale: Locale,
    zone: Zone,
    org_admin: bool,
    roles: BTreeMap<ProjectSlug, Role>,
}

impl Row for Member {
    type Stored = MemberRow;

    fn from_row(_: &Key, row: MemberRow, version: u64) -> Result<Self, RowError> {
        let MemberRow { sub, org, name, email, locale, zone, org_admin, roles } = row;
        Ok(Self { sub, org, name, email, locale, zone, org_admin, roles, version })
    }

    fn to_row(&self) -> MemberRow {
        MemberRow {
            sub: self.sub.clone(),
            org: self.org.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            locale: self.locale,
            zone: self.zone.clone(),
            org_admin: self.org_admin,
            roles: self.roles.clone(),
        }
    }
}
