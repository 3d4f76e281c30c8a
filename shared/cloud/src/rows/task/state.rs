//! `STATE`: the files as they come in, and the completion.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    file::{Content, Stage},
    task::{Completion, FileMark, TaskState},
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
}

#[derive(Serialize, Deserialize)]
struct CompletionRow {
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
            announcement: Digest::from_bytes(file.sum),
            content: file.is,
        };
        Ok(Self {
            files: row.files.into_iter().map(|(id, file)| (id, mark(file))).collect(),
            completion: row.done.map(CompletionRow::into_completion),
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
        };
        let done = self.completion.as_ref();
        StateRow {
            files: self.files.iter().map(|(id, mark)| (*id, file(mark))).collect(),
            done: done.map(CompletionRow::of),
        }
    }
}

impl CompletionRow {
    fn of(Completion { at, by, share, recipient, record }: &Completion) -> Self {
        let record = RecordRow { seq: record.seq, hash: *record.hash.bytes() };
        Self { at: *at, by: by.clone(), share: *share, rcp: *recipient, record }
    }

    fn into_completion(self) -> Completion {
        let Self { at, by, share, rcp, record } = self;
        let record = Head { seq: record.seq, hash: Digest::from_bytes(record.hash) };
        Completion { at, by, share, recipient: rcp, record }
    }
}
