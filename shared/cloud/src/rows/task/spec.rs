//! `SPEC#0` and `SPEC#1`: what is asked. A push writes the one that does not count. Fields are JSON text, because
//! DynamoDB writes numbers its own way and bounds are shown as the host wrote them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    task::{
        Assignee, Due, FIRST_CYCLE, Field, FieldKind, Predecessor, Reference, Spec, StepDecision, StepKind, StepRule,
        StepTerms,
    },
    value::{FieldSlug, FileId, Line, Paragraphs, TaskSlug, Zone},
};

use super::{
    super::{Row, corrupt, form},
    ManifestRow,
};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct SpecRow {
    task: TaskSlug,
    index: u16,
    after: Vec<PredecessorRow>,
    title: Line<200>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<Paragraphs<4000>>,
    fields: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    references: Vec<ReferenceRow>,
    /// None: the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cycle: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<StepRow>,
    since: u32,
}

#[derive(Serialize, Deserialize)]
struct StepRow {
    kind: StepKind,
    who: Vec<Assignee>,
    rule: StepRule,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    may: Vec<StepDecision>,
    /// Those that need a comment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    why: Vec<StepDecision>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    due: Option<DueRow>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    not_by: Vec<TaskSlug>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reviews: Vec<TaskSlug>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    back: bool,
}

#[derive(Serialize, Deserialize)]
struct DueRow {
    #[serde(with = "form::millis")]
    at: Timestamp,
    zone: Zone,
}

#[derive(Serialize, Deserialize)]
struct PredecessorRow(TaskSlug, u16);

#[derive(Serialize, Deserialize)]
struct ReferenceRow {
    id: FileId,
    file: ManifestRow,
}

#[derive(Serialize, Deserialize)]
struct FieldRow {
    slug: FieldSlug,
    label: Line<200>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    help: Option<Line<500>>,
    #[serde(default)]
    required: bool,
    kind: FieldKind,
}

impl Row for Spec {
    type Stored = SpecRow;

    fn from_row(key: &Key, row: SpecRow, _: u64) -> Result<Self, RowError> {
        let fields: Vec<FieldRow> = serde_json::from_str(&row.fields).map_err(|e| corrupt(key, "fields", &e))?;
        let field = |row: FieldRow| Field {
            slug: row.slug,
            label: row.label,
            help: row.help,
            required: row.required,
            kind: row.kind,
        };
        let slot = match key.sk.as_bytes().last() {
            Some(b'0') => false,
            Some(b'1') => true,
            _ => return Err(corrupt(key, "sk", &"is neither of a task's two descriptions")),
        };
        Ok(Self {
            task: row.task,
            index: row.index,
            after: row.after.into_iter().map(|PredecessorRow(task, index)| Predecessor { task, index }).collect(),
            title: row.title,
            description: row.description,
            fields: fields.into_iter().map(field).collect(),
            references: row.references.into_iter().map(|r| Reference { id: r.id, manifest: r.file.into() }).collect(),
            cycle: row.cycle.unwrap_or(FIRST_CYCLE),
            step: row.step.map(StepRow::into_terms),
            since: row.since,
            slot,
        })
    }

    fn to_row(&self) -> SpecRow {
        let field = |field: &Field| FieldRow {
            slug: field.slug.clone(),
            label: field.label.clone(),
            help: field.help.clone(),
            required: field.required,
            kind: field.kind.clone(),
        };
        let fields: Vec<_> = self.fields.iter().map(field).collect();
        #[expect(clippy::unwrap_used, reason = "fields are structs with text keys, which always serialise")]
        let fields = serde_json::to_string(&fields).unwrap();
        let reference = |r: &Reference| ReferenceRow { id: r.id, file: (&r.manifest).into() };
        SpecRow {
            task: self.task.clone(),
            index: self.index,
            after: self.after.iter().map(|first| PredecessorRow(first.task.clone(), first.index)).collect(),
            title: self.title.clone(),
            description: self.description.clone(),
            fields,
            references: self.references.iter().map(reference).collect(),
            cycle: Some(self.cycle).filter(|cycle| *cycle > FIRST_CYCLE),
            step: self.step.as_ref().map(StepRow::of),
            since: self.since,
        }
    }
}

impl StepRow {
    fn of(step: &StepTerms) -> Self {
        let due = |Due { at, zone }: Due| DueRow { at, zone };
        let StepTerms { kind, assignees, rule, decisions, comment_on, due: until, not_by, reviews, withdrawable } =
            step.clone();
        Self {
            kind,
            who: assignees,
            rule,
            may: decisions.into_iter().collect(),
            why: comment_on.into_iter().collect(),
            due: until.map(due),
            not_by,
            reviews,
            back: withdrawable,
        }
    }

    fn into_terms(self) -> StepTerms {
        StepTerms {
            kind: self.kind,
            assignees: self.who,
            rule: self.rule,
            decisions: self.may.into_iter().collect(),
            comment_on: self.why.into_iter().collect(),
            due: self.due.map(|DueRow { at, zone }| Due { at, zone }),
            not_by: self.not_by,
            reviews: self.reviews,
            withdrawable: self.back,
        }
    }
}
