//! `BACK#…`: what was handed back when a round ended, and why; written once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    task::{Answer, HandedBack, Returned, ReturnedPart},
    value::{FieldSlug, Paragraphs, PersonName, ShareId, TaskSlug, UploadId},
};

use super::{
    super::{Row, form},
    state::CompletionRow,
};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct HandedBackRow {
    round: u16,
    #[serde(with = "form::millis")]
    at: Timestamp,
    by: PersonName,
    done: CompletionRow,
    returned: Vec<ReturnedRow>,
    asked: Vec<ShareId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    deciders: Vec<ShareId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    begun: Vec<TaskSlug>,
}

#[derive(Serialize, Deserialize)]
struct ReturnedRow {
    field: FieldSlug,
    why: Paragraphs<1000>,
    /// As it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answer: Option<Answer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<UploadId>,
}

impl Row for HandedBack {
    type Stored = HandedBackRow;

    fn from_row(_: &Key, row: HandedBackRow, _: u64) -> Result<Self, RowError> {
        let HandedBackRow { round, at, by, done, returned, asked, deciders, begun } = row;
        let returned = returned.into_iter().map(ReturnedRow::into_returned).collect();
        Ok(Self { round, at, by, completion: done.into_completion(), returned, asked, deciders, begun })
    }

    fn to_row(&self) -> HandedBackRow {
        let Self { round, at, by, completion, returned, asked, deciders, begun } = self.clone();
        HandedBackRow {
            round,
            at,
            by,
            done: CompletionRow::of(&completion),
            returned: returned.into_iter().map(ReturnedRow::of).collect(),
            asked,
            deciders,
            begun,
        }
    }
}

impl ReturnedRow {
    fn of(Returned { field, what, reason: why }: Returned) -> Self {
        let (answer, file) = match what {
            ReturnedPart::Answer(answer) => (answer, None),
            ReturnedPart::File(upload) => (None, Some(upload)),
        };
        Self { field, why, answer, file }
    }

    fn into_returned(self) -> Returned {
        let what = match self.file {
            Some(upload) => ReturnedPart::File(upload),
            None => ReturnedPart::Answer(self.answer),
        };
        Returned { field: self.field, what, reason: self.why }
    }
}
