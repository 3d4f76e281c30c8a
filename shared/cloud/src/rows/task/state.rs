//! `STATE`: the files as they come in, the completion, and the rounds.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    file::{Content, Stage},
    task::{
        Accepted, Assignee, Completion, FIRST_CYCLE, FileMark, Response, Rounds, StepDecision, StepState, TaskState,
    },
    value::{Assurance, CommentId, Digest, FieldSlug, PersonName, RecipientId, Through, UploadId},
};

use super::{
    super::{Row, form},
    changed::ChangedRow,
};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct StateRow {
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    files: BTreeMap<UploadId, FileRow>,
    /// Of a step: who decided what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    said: Vec<ResponseRow>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    outdated: bool,
    /// Of a step: whose decision was set aside.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    aside: BTreeSet<Assignee>,
    /// Of a step: whom a push names, and who has it to do instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    instead: Vec<(Assignee, Assignee)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<CompletionRow>,
    /// How often it was handed back, and how much of that was in earlier cycles.
    #[serde(default, skip_serializing_if = "form::is_zero")]
    back: u16,
    #[serde(default, skip_serializing_if = "form::is_zero")]
    before: u16,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    open: BTreeSet<FieldSlug>,
    /// Who is asked for these, and since which version of the answers.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    asked: BTreeSet<RecipientId>,
    #[serde(default, skip_serializing_if = "form::is_zero")]
    answers: u64,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    ok: BTreeSet<FieldSlug>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    ok_files: BTreeSet<UploadId>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    who: BTreeSet<RecipientId>,
    /// None: the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cycle: Option<u16>,
    #[serde(default, skip_serializing_if = "ChangedRow::is_none")]
    files_at: ChangedRow,
}

#[derive(Serialize, Deserialize)]
struct ResponseRow {
    who: Assignee,
    what: StepDecision,
    #[serde(with = "form::millis")]
    at: Timestamp,
    by: PersonName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<CommentId>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    late: bool,
    push: u32,
    #[serde(with = "form::binary")]
    on: [u8; 32],
    rcp: RecipientId,
    through: Through,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    proved: Option<Assurance>,
    record: RecordRow,
}

#[derive(Serialize, Deserialize)]
struct FileRow {
    field: FieldSlug,
    through: Through,
    rcp: RecipientId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other: Option<RecipientId>,
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
    through: Through,
    rcp: RecipientId,
    record: RecordRow,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    result: Option<StepDecision>,
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
            through: file.through,
            recipient: file.rcp,
            other: file.other,
            stage: file.stage,
            announced_at: file.at,
            round: file.round.unwrap_or(1),
            announcement: Digest::from_bytes(file.sum),
            content: file.is,
        };
        Ok(Self {
            files: row.files.into_iter().map(|(id, file)| (id, mark(file))).collect(),
            step: StepState {
                responses: row.said.into_iter().map(ResponseRow::into_response).collect(),
                replaced: row.instead.into_iter().collect(),
                outdated: row.outdated,
                set_aside: row.aside,
            },
            completion: row.done.map(CompletionRow::into_completion),
            rounds: Rounds {
                ended: row.back,
                before_cycle: row.before,
                open: row.open,
                asked: row.asked,
                answers: row.answers,
                accepted: Accepted { fields: row.ok, files: row.ok_files },
            },
            workers: row.who,
            cycle: row.cycle.unwrap_or(FIRST_CYCLE),
            files_changed: row.files_at.into_changed(),
            version,
        })
    }

    fn to_row(&self) -> StateRow {
        let file = |mark: &FileMark| FileRow {
            field: mark.field.clone(),
            through: mark.through,
            rcp: mark.recipient,
            other: mark.other,
            stage: mark.stage.clone(),
            at: mark.announced_at,
            sum: *mark.announcement.bytes(),
            is: mark.content.clone(),
            round: (mark.round > 1).then_some(mark.round),
        };
        let (done, rounds) = (self.completion.as_ref(), &self.rounds);
        StateRow {
            files: self.files.iter().map(|(id, mark)| (*id, file(mark))).collect(),
            said: self.step.responses.iter().map(ResponseRow::of).collect(),
            outdated: self.step.outdated,
            aside: self.step.set_aside.clone(),
            instead: self.step.replaced.iter().map(|(named, now)| (named.clone(), now.clone())).collect(),
            done: done.map(CompletionRow::of),
            back: rounds.ended,
            before: rounds.before_cycle,
            open: rounds.open.clone(),
            asked: rounds.asked.clone(),
            answers: rounds.answers,
            ok: rounds.accepted.fields.clone(),
            ok_files: rounds.accepted.files.clone(),
            who: self.workers.clone(),
            cycle: Some(self.cycle).filter(|cycle| *cycle > FIRST_CYCLE),
            files_at: ChangedRow::of(self.files_changed),
        }
    }
}

impl CompletionRow {
    pub(super) fn of(Completion { at, by, through, recipient, record, result }: &Completion) -> Self {
        let record = RecordRow::of(*record);
        Self { at: *at, by: by.clone(), through: *through, rcp: *recipient, record, result: *result }
    }

    pub(super) fn into_completion(self) -> Completion {
        let Self { at, by, through, rcp, record, result } = self;
        Completion { at, by, through, recipient: rcp, record: record.into_head(), result }
    }
}

impl RecordRow {
    fn of(Head { seq, hash }: Head) -> Self {
        Self { seq, hash: *hash.bytes() }
    }

    fn into_head(self) -> Head {
        Head { seq: self.seq, hash: Digest::from_bytes(self.hash) }
    }
}

impl ResponseRow {
    fn of((who, response): (&Assignee, &Response)) -> Self {
        let Response { decision, at, by, comment, late, push, basis, of, through, assurance, record } =
            response.clone();
        let (on, record) = (*basis.bytes(), RecordRow::of(record));
        Self {
            who: who.clone(),
            what: decision,
            at,
            by,
            note: comment,
            late,
            push,
            on,
            rcp: of,
            through,
            proved: assurance,
            record,
        }
    }

    fn into_response(self) -> (Assignee, Response) {
        let Self { who, what, at, by, note, late, push, on, rcp, through, proved, record } = self;
        let (basis, record) = (Digest::from_bytes(on), record.into_head());
        (
            who,
            Response {
                decision: what,
                at,
                by,
                comment: note,
                late,
                push,
                basis,
                of: rcp,
                through,
                assurance: proved,
                record,
            },
        )
    }
}
