//! Every primary key and index key of the two tables, in this one place.
//!
//! | item | pk | sk |
//! |---|---|---|
//! | org, project | `ORG#{org}` | `ORG`, `PROJECT#{project}` |
//! | member | `PERSON#{sub}` | `MEMBER` |
//! | run, task | `RUN#{run}` | `RUN`, `TASK#{task}` |
//! | share, brief | `SHARE#{share}` | `SHARE`, `BRIEF` |
//! | reference file | `FILE#{file}` | `FILE` |
//! | outbox | `OUTBOX#{id}` | `OUTBOX` |
//! | stored result | `RESULT#{sub}#{key}` | `RESULT` |
//! | trail (table of its own) | `{kind}/{id}` | first `seq`, 12 digits |

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use vestibule_domain::{
    Timestamp,
    id::{FileId, OutboxId, RunId, ShareId},
    slug::{OrgSlug, ProjectSlug, TaskSlug},
};

pub(crate) type Item = HashMap<String, AttributeValue>;

/// A primary key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl Key {
    fn new(pk: String, sk: impl Into<String>) -> Self {
        Self { pk, sk: sk.into() }
    }

    /// Of no item: what is asked for to open a connection. Every role may read it.
    pub(crate) fn warm() -> Self {
        Self::new("WARM".into(), "-")
    }
    pub(crate) fn org(org: &OrgSlug) -> Self {
        Self::new(format!("ORG#{org}"), "ORG")
    }
    pub(crate) fn project(org: &OrgSlug, project: &ProjectSlug) -> Self {
        Self::new(format!("ORG#{org}"), format!("PROJECT#{project}"))
    }
    pub(crate) fn member(sub: &str) -> Self {
        Self::new(format!("PERSON#{sub}"), "MEMBER")
    }
    pub(crate) fn run(run: RunId) -> Self {
        Self::new(format!("RUN#{run}"), "RUN")
    }
    pub(crate) fn task(run: RunId, task: &TaskSlug) -> Self {
        Self::new(format!("RUN#{run}"), format!("TASK#{task}"))
    }
    pub(crate) fn share(share: ShareId) -> Self {
        Self::new(format!("SHARE#{share}"), "SHARE")
    }
    pub(crate) fn brief(share: ShareId) -> Self {
        Self::new(format!("SHARE#{share}"), "BRIEF")
    }
    pub(crate) fn file(file: FileId) -> Self {
        Self::new(format!("FILE#{file}"), "FILE")
    }
    pub(crate) fn outbox(id: OutboxId) -> Self {
        Self::new(format!("OUTBOX#{id}"), "OUTBOX")
    }
    pub(crate) fn result(sub: &str, key: &str) -> Self {
        // Neither is ours to choose, so neither may hold the sign that parts them.
        let plain = |part: &str| part.replace('%', "%25").replace('#', "%23");
        Self::new(format!("RESULT#{}#{}", plain(sub), plain(key)), "RESULT")
    }

    pub(crate) fn item(&self) -> Item {
        Item::from([("pk".into(), text(&self.pk)), ("sk".into(), text(&self.sk))])
    }
}

pub(crate) fn text(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

pub(crate) fn number(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// Sort key of a trail row: the first sequence number in it.
pub(crate) fn seq(seq: u64) -> String {
    format!("{seq:012}")
}

/// An instant whose text sorts as time does: RFC 3339 in UTC to the millisecond.
pub(crate) fn instant(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// The shares of a project that staff still see: partition of the two `active-…` indexes.
pub(crate) fn active(org: &OrgSlug, project: &ProjectSlug) -> String {
    format!("{org}#{project}")
}

pub(crate) mod index {
    /// `active` + `active_expiry`
    pub(crate) const ACTIVE_BY_EXPIRY: &str = "active-by-expiry";
    /// `active` + `active_accesses`
    pub(crate) const ACTIVE_BY_ACCESSES: &str = "active-by-accesses";
    /// `due` + `due_at`; sparse: only what waits for the sweep or for delivery.
    pub(crate) const DUE: &str = "due";
    pub(crate) const DUE_SHARE: &str = "SHARE";
    pub(crate) const DUE_OUTBOX: &str = "OUTBOX";
}
