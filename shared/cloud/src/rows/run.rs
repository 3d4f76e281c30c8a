//! The rows of a run: `RUN`, written by pushes alone, and `PROGRESS`.

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    run::{Bits, Progress, Run, Step},
    value::{Digest, Line, OrgSlug, ProjectSlug, RunId, RunSlug, TaskSlug},
};

use super::{Row, corrupt, form, share::gate::is_zero};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct RunRow {
    org: OrgSlug,
    project: ProjectSlug,
    slug: RunSlug,
    title: Line<200>,
    steps: Vec<StepRow>,
}

/// Task, number, numbers of those before it: as a list, because a run has many.
#[derive(Serialize, Deserialize)]
struct StepRow(TaskSlug, u16, Vec<u16>);

#[derive(Serialize, Deserialize)]
pub(crate) struct ProgressRow {
    pushes: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    push: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    moves: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    staged: Option<u32>,
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    slots: Vec<u8>,
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    done: Vec<u8>,
    #[serde(default, with = "form::binary", skip_serializing_if = "Vec::is_empty")]
    held: Vec<u8>,
    #[serde(with = "form::binary")]
    head: [u8; 32],
    seq: u64,
}

/// The run that a row is of, by its key.
pub(super) fn run_of(key: &Key) -> Result<RunId, RowError> {
    key.pk.strip_prefix("RUN#").unwrap_or_default().parse().map_err(|e| corrupt(key, "pk", &e))
}

impl Row for Run {
    type Stored = RunRow;

    fn from_row(key: &Key, row: RunRow, version: u64) -> Result<Self, RowError> {
        let step = |StepRow(task, index, after)| Step { task, index, after };
        Ok(Self {
            id: run_of(key)?,
            org: row.org,
            project: row.project,
            slug: row.slug,
            title: row.title,
            steps: row.steps.into_iter().map(step).collect(),
            version,
        })
    }

    fn to_row(&self) -> RunRow {
        let step = |step: &Step| StepRow(step.task.clone(), step.index, step.after.clone());
        RunRow {
            org: self.org.clone(),
            project: self.project.clone(),
            slug: self.slug.clone(),
            title: self.title.clone(),
            steps: self.steps.iter().map(step).collect(),
        }
    }
}

impl Row for Progress {
    type Stored = ProgressRow;

    fn from_row(key: &Key, row: ProgressRow, version: u64) -> Result<Self, RowError> {
        Ok(Self {
            run: run_of(key)?,
            pushes: row.pushes,
            push: row.push,
            moves: row.moves,
            staged: row.staged,
            slots: Bits::from_bytes(row.slots),
            done: Bits::from_bytes(row.done),
            held: Bits::from_bytes(row.held),
            head: Head { seq: row.seq, hash: Digest::from_bytes(row.head) },
            version,
        })
    }

    fn to_row(&self) -> ProgressRow {
        ProgressRow {
            pushes: self.pushes,
            push: self.push,
            moves: self.moves,
            staged: self.staged,
            slots: self.slots.bytes().to_vec(),
            done: self.done.bytes().to_vec(),
            held: self.held.bytes().to_vec(),
            head: *self.head.hash.bytes(),
            seq: self.head.seq,
        }
    }
}
