//! `MEMBER#{recipient}#{sub}` of an org: a person as its list shows them. It is written with the person's own row, so that
//! a page of the list is one query; and who has an address is one of one row, however many members there are.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    staff::{Membership, PersonMoved, Profile, Roles},
    value::{Email, OrgSlug, Person, PersonName},
};

use super::{Row, form, row::put, write::Write};
use crate::{error::RowError, keys::Key};

/// A member as the list of their org has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMember {
    pub sub: String,
    pub name: PersonName,
    pub email: Email,
    pub roles: Roles,
    pub since: Timestamp,
    /// How often their roles were changed.
    pub version: u64,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct ListedRow {
    sub: String,
    name: PersonName,
    email: Email,
    roles: Roles,
    #[serde(with = "form::millis")]
    since: Timestamp,
    changes: u64,
}

impl ListedMember {
    /// A person in an org, if they are a member.
    pub fn of(profile: &Profile, org: &OrgSlug) -> Option<Self> {
        let Membership { who: Person { name, email }, roles, since, version } = profile.memberships.get(org)?.clone();
        Some(Self { sub: profile.sub.clone(), name, email, roles, since, version })
    }
}

impl Row for ListedMember {
    type Stored = ListedRow;

    fn from_row(_: &Key, row: ListedRow, _: u64) -> Result<Self, RowError> {
        let ListedRow { sub, name, email, roles, since, changes } = row;
        Ok(Self { sub, name, email, roles, since, version: changes })
    }

    fn to_row(&self) -> ListedRow {
        let Self { sub, name, email, roles, since, version } = self.clone();
        ListedRow { sub, name, email, roles, since, changes: version }
    }
}

/// A member in the list of their org.
pub(super) fn entry(listed: &ListedMember, org: &OrgSlug) -> Result<Write, RowError> {
    put(Key::listed(org, &listed.email, &listed.sub), listed)
}

/// Of a person who was moved. Who is no member any more is listed no more. The rows of the org and of the person, which are
/// written with it, guard it.
pub(super) fn moved(PersonMoved { org, profile, address, .. }: &PersonMoved) -> Result<Write, RowError> {
    match ListedMember::of(profile, &org.slug) {
        Some(listed) => entry(&listed, &org.slug),
        None => Ok(Write::Delete { key: Key::listed(&org.slug, address, &profile.sub) }),
    }
}
