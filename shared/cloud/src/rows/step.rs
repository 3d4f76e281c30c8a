//! `STEP#…`: one person's part in one step. Every act of an assignee writes it. In which list it stands is written beside
//! it, by what changes that.

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    Timestamp,
    audit::Head,
    run::{Listed, Listing, PartOf},
    step::StepGate,
    value::{Digest, OrgSlug, ProjectSlug, RunId, RunSlug, TaskSlug},
};

use super::{
    Row, corrupt, form,
    share::{
        gate::is_zero,
        packed::{packed_spent, unpacked_spent},
    },
    write::Write,
};
use crate::{
    error::RowError,
    index::{BY_ASSIGNEE, StepList},
    keys::{Item, Key, number, text},
};

#[derive(Serialize, Deserialize)]
pub(crate) struct StepGateRow {
    org: OrgSlug,
    project: ProjectSlug,
    run: RunId,
    slug: RunSlug,
    task: TaskSlug,
    sub: String,
    /// There is none, and no number, where nothing was done yet.
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    head: Vec<u8>,
    #[serde(default)]
    seq: u64,
    /// As in the gate of a share.
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    spent: Vec<u8>,
    #[serde(default, skip_serializing_if = "is_zero")]
    notes: u32,
}

impl Row for StepGate {
    type Stored = StepGateRow;

    fn from_row(key: &Key, row: StepGateRow, version: u64) -> Result<Self, RowError> {
        let StepGateRow { org, project, run, slug, task, sub, head, seq, spent, notes } = row;
        let hash = match head.as_slice() {
            [] => Digest::default(),
            head => Digest::from_bytes(head.try_into().map_err(|_| corrupt(key, "head", &"is no hash"))?),
        };
        let spent = unpacked_spent(&spent).ok_or_else(|| corrupt(key, "spent", &"is not a list of instants"))?;
        let part = PartOf { org, project, run, slug, task, sub };
        Ok(Self { part, head: Head { seq, hash }, spent, comments: notes, version })
    }

    fn to_row(&self) -> StepGateRow {
        let PartOf { org, project, run, slug, task, sub } = self.part.clone();
        let head = self.head.hash.bytes().to_vec();
        let (seq, spent, notes) = (self.head.seq, packed_spent(&self.spent), self.comments);
        StepGateRow { org, project, run, slug, task, sub, head, seq, spent, notes }
    }
}

/// A step without a due date stands behind all that have one: in the year 2286.
const NO_DUE_DATE: i64 = 9_999_999_999_999;

/// Where a step stands in the lists of one person, beside what else the row holds; it comes to be, if there is none.
pub(crate) fn listed(listing: &Listing) -> Write {
    let Listing { part, list } = listing;
    let (partition, sort) = (BY_ASSIGNEE.partition, BY_ASSIGNEE.sort);
    let mut set = Item::from([
        ("org".into(), text(part.org.as_str())),
        ("project".into(), text(part.project.as_str())),
        ("run".into(), text(part.run.to_string())),
        ("slug".into(), text(part.slug.as_str())),
        ("task".into(), text(part.task.as_str())),
        ("sub".into(), text(&part.sub)),
    ]);
    let stands = match list {
        Listed::ToDo { due } => Some((StepList::ToDo, due.map_or(NO_DUE_DATE, Timestamp::as_millisecond))),
        Listed::Done { at } => Some((StepList::Done, at.as_millisecond())),
        Listed::Nowhere => None,
    };
    let gone = if stands.is_none() { vec![partition, sort] } else { vec![] };
    if let Some((list, at)) = stands {
        set.insert(partition.into(), text(list.partition(&part.sub)));
        set.insert(sort.into(), number(at));
    }
    Write::Beside { key: Key::step(&part.key(), part.id()), set, gone }
}
