//! `MEMBER#{sub}` of an org: a person as its list shows them. It is written with the person's own row, so that a page of
//! the list is one query.

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

/// Who is no member any more is listed no more. The rows of the org and of the person, which are written with it, guard
/// it.
pub(super) fn entry(profile: &Profile, org: &OrgSlug) -> Result<Write, RowError> {
    let key = Key::listed(org, &profile.sub);
    match ListedMember::of(profile, org) {
        Some(listed) => put(key, &listed),
        None => Ok(Write::Delete { key }),
    }
}

/// The same of a person who was moved.
pub(super) fn moved(moved: &PersonMoved) -> Result<Write, RowError> {
    entry(&moved.profile, &moved.org.slug)
}
