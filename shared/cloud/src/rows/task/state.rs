//! `STATE`: the files as they come in, the completion, and the rounds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    file::{Content, Stage},
    task::{Accepted, Completion, FileMark, Rounds, TaskState},
    value::{Digest, FieldSlug, PersonName, RecipientId, ShareId, UploadId},
};

use super::super::{Row, form};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct StateRow {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    files: BTreeMap<UploadId, FileRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<CompletionRow>,
    /// How often it was handed back.
    #[serde(default, skip_serializing_if = "form::is_zero")]
    back: u16,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    open: BTreeSet<FieldSlug>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    ok: BTreeSet<FieldSlug>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    ok_files: BTreeSet<UploadId>,
}

#[derive(Serialize, Deserialize)]
struct FileRow {
    field: FieldSlug,
    share: ShareId,
    rcp: RecipientId,
    stage: Stage,
    #[serde(with = "form::millis")]
    at: Timestamp,
    #[serde(with = "form::binary")]
    sum: [u8; 32],
    #[serde(default, skip_serializing_if = "Option::is_none")]
    is: Option<Content>,
    /// In which round it was announced, where that is not the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    round: Option<u16>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct CompletionRow {
    #[serde(with = "form::millis")]
    at: Timestamp,
    by: PersonName,
    share: ShareId,
    rcp: RecipientId,
    record: RecordRow,
}

#[derive(Serialize, Deserialize)]
struct RecordRow {
    seq: u64,
    #[serde(with = "form::binary")]
    hash: [u8; 32],
}

impl Row for TaskState {
    type Stored = StateRow;

    fn from_row(_: &Key, row: StateRow, version: u64) -> Result<Self, RowError> {
        let mark = |file: FileRow| FileMark {
            field: file.field,
            share: file.share,
            recipient: file.rcp,
            stage: file.stage,
            announced_at: file.at,
            round: file.round.unwrap_or(1),
            announcement: Digest::from_bytes(file.sum),
            content: file.is,
        };
        Ok(Self {
            files: row.files.into_iter().map(|(id, file)| (id, mark(file))).collect(),
            completion: row.done.map(CompletionRow::into_completion),
            rounds: Rounds {
                handed_back: row.back,
                open: row.open,
                accepted: Accepted { fields: row.ok, files: row.ok_files },
            },
            version,
        })
    }

    fn to_row(&self) -> StateRow {
        let file = |mark: &FileMark| FileRow {
            field: mark.field.clone(),
            share: mark.share,
            rcp: mark.recipient,
            stage: mark.stage.clone(),
            at: mark.announced_at,
            sum: *mark.announcement.bytes(),
            is: mark.content.clone(),
            round: (mark.round > 1).then_some(mark.round),
        };
        let (done, rounds) = (self.completion.as_ref(), &self.rounds);
        StateRow {
            files: self.files.iter().map(|(id, mark)| (*id, file(mark))).collect(),
            done: done.map(CompletionRow::of),
            back: rounds.handed_back,
            open: rounds.open.clone(),
            ok: rounds.accepted.fields.clone(),
            ok_files: rounds.accepted.files.clone(),
        }
    }
}

impl CompletionRow {
    pub(super) fn of(Completion { at, by, share, recipient, record }: &Completion) -> Self {
        let record = RecordRow { seq: record.seq, hash: *record.hash.bytes() };
        Self { at: *at, by: by.clone(), share: *share, rcp: *recipient, record }
    }

    pub(super) fn into_completion(self) -> Completion {
        let Self { at, by, share, rcp, record } = self;
        let record = Head { seq: record.seq, hash: Digest::from_bytes(record.hash) };
        Completion { at, by, share, recipient: rcp, record }
    }
}
