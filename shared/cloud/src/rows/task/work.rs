//! `WORK`: the answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    task::{Answer, Draft, FIRST_CYCLE, Work},
    value::FieldSlug,
};

use super::super::{Row, form};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct WorkRow {
    /// The answer, and the version of the row that it came with.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    answers: BTreeMap<FieldSlug, (Answer, u64)>,
    /// The last round that is completed.
    #[serde(default, skip_serializing_if = "form::is_zero")]
    closed: u16,
    /// None: the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cycle: Option<u16>,
}

impl Row for Work {
    type Stored = WorkRow;

    fn from_row(_: &Key, row: WorkRow, version: u64) -> Result<Self, RowError> {
        let drafts = row.answers.into_iter().map(|(slug, (answer, since))| (slug, Draft { answer, since }));
        Ok(Self { answers: drafts.collect(), closed: row.closed, cycle: row.cycle.unwrap_or(FIRST_CYCLE), version })
    }

    fn to_row(&self) -> WorkRow {
        let answers = self.answers.iter().map(|(slug, draft)| (slug.clone(), (draft.answer.clone(), draft.since)));
        WorkRow {
            answers: answers.collect(),
            closed: self.closed,
            cycle: Some(self.cycle).filter(|cycle| *cycle > FIRST_CYCLE),
        }
    }
}
