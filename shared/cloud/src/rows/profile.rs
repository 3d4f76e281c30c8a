//! `MEMBER`: a person with all their orgs.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    staff::{Membership, Profile, Roles},
    value::{Email, Locale, OrgSlug, Person, PersonName, Zone},
};

use super::{Row, form};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct ProfileRow {
    sub: String,
    locale: Locale,
    zone: Zone,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    prefs: Option<Timestamp>,
    orgs: BTreeMap<OrgSlug, MembershipRow>,
}

#[derive(Serialize, Deserialize)]
struct MembershipRow {
    name: PersonName,
    email: Email,
    #[serde(flatten)]
    roles: Roles,
    #[serde(with = "form::millis")]
    since: Timestamp,
    changes: u64,
}

impl Row for Profile {
    type Stored = ProfileRow;

    fn from_row(_: &Key, row: ProfileRow, version: u64) -> Result<Self, RowError> {
        let ProfileRow { sub, locale, zone, prefs: preferences_until, orgs } = row;
        let memberships = orgs.into_iter().map(|(org, row)| (org, row.into())).collect();
        Ok(Self { sub, locale, zone, preferences_until, memberships, version })
    }

    fn to_row(&self) -> ProfileRow {
        ProfileRow {
            sub: self.sub.clone(),
            locale: self.locale,
            zone: self.zone.clone(),
            prefs: self.preferences_until,
            orgs: self.memberships.iter().map(|(org, membership)| (org.clone(), membership.into())).collect(),
        }
    }
}

impl From<MembershipRow> for Membership {
    fn from(MembershipRow { name, email, roles, since, changes }: MembershipRow) -> Self {
        Self { who: Person { name, email }, roles, since, version: changes }
    }
}

impl From<&Membership> for MembershipRow {
    fn from(membership: &Membership) -> Self {
        let Membership { who: Person { name, email }, roles, since, version } = membership.clone();
        Self { name, email, roles, since, changes: version }
    }
}
