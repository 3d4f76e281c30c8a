//! `WORK`: the answers.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    task::{Answer, Draft, FIRST_CYCLE, Whose, Work},
    value::{FieldSlug, RecipientId},
};

use super::{
    super::{Row, corrupt, form},
    changed::ChangedRow,
};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct WorkRow {
    /// The answer, the version of the row that it came with, and which of `by` wrote it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    answers: BTreeMap<FieldSlug, (Answer, u64, usize)>,
    /// Whose an answer is, and who else may have written it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    by: Vec<(RecipientId, Option<RecipientId>)>,
    /// The last round that is completed.
    #[serde(default, skip_serializing_if = "form::is_zero")]
    closed: u16,
    /// None: the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cycle: Option<u16>,
    #[serde(default, skip_serializing_if = "ChangedRow::is_none")]
    at: ChangedRow,
}

impl Row for Work {
    type Stored = WorkRow;

    fn from_row(key: &Key, row: WorkRow, version: u64) -> Result<Self, RowError> {
        let draft = |(slug, (answer, since, n))| {
            let whose = row.by.get(n).copied();
            let (recipient, other) = whose.ok_or_else(|| corrupt(key, "by", &"does not name who wrote an answer"))?;
            Ok((slug, Draft { answer, since, by: Whose { recipient, other } }))
        };
        let answers = row.answers.into_iter().map(draft).collect::<Result<_, RowError>>()?;
        let changed = row.at.into_changed();
        Ok(Self { answers, closed: row.closed, cycle: row.cycle.unwrap_or(FIRST_CYCLE), changed, version })
    }

    fn to_row(&self) -> WorkRow {
        let by: BTreeSet<_> = self.answers.values().map(|draft| draft.by).collect();
        let by: Vec<_> = by.into_iter().collect();
        let place = |of: Whose| by.partition_point(|known| *known < of);
        let draft = |Draft { answer, since, by }: &Draft| (answer.clone(), *since, place(*by));
        WorkRow {
            answers: self.answers.iter().map(|(slug, one)| (slug.clone(), draft(one))).collect(),
            by: by.iter().map(|Whose { recipient, other }| (*recipient, *other)).collect(),
            closed: self.closed,
            cycle: Some(self.cycle).filter(|cycle| *cycle > FIRST_CYCLE),
            at: ChangedRow::of(self.changed),
        }
    }
}
