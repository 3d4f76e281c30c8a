//! A running flow, as the host pushes it and as it is shown with what guests have done in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vestibule_domain::value::{FieldSlug, FileId, Line, Paragraphs, ProjectSlug, RunSlug, TaskSlug};

use super::{
    comment::CommentOfShare,
    completion::Completion,
    file::SentFile,
    hand_back::{Accepted, HandedBack},
};
use crate::task::{Answers, Assignee, Colleague, Field, NewStep, PhoneNumber, Reference, Step, Turn};

/// `PUT /v1/projects/{project}/runs/{run}`: a flow or its changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRun {
    pub title: Line<200>,
    pub tasks: Vec<NewTask>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewTask {
    pub id: TaskSlug,
    pub title: Line<200>,
    pub description: Option<Paragraphs<4000>>,
    /// The tasks that come first.
    #[serde(default)]
    pub after: Vec<TaskSlug>,
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Clean reference files of the same project.
    #[serde(default)]
    pub references: Vec<FileId>,
    /// A higher number than before opens the task again, as completed as it may be; 1 if absent.
    #[serde(default = "first_cycle")]
    pub cycle: u16,
    /// Where it is a step of a review.
    pub step: Option<NewStep>,
}

fn first_cycle() -> u16 {
    1
}

/// `POST /v1/projects/{project}/runs/{run}/tasks/{task}/reassign`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reassignment {
    /// Who has the step to do now.
    pub from: Assignee,
    pub to: Colleague,
}

/// The query of `GET /v1/projects/{project}/runs/{run}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct RunOptions {
    /// Where the page begins, from the answer before.
    pub cursor: Option<String>,
}

/// A run, with as many of its tasks as fit a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = Run))]
pub struct Run {
    pub project: ProjectSlug,
    pub run: RunSlug,
    pub title: Line<200>,
    pub tasks: Vec<Task>,
    /// Where the next page begins; `null`: this is the end.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub cursor: Option<String>,
}

/// A task as staff read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = RunTask))]
pub struct Task {
    pub id: TaskSlug,
    #[serde(flatten)]
    pub turn: Turn,
    pub title: Line<200>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub description: Option<Paragraphs<4000>>,
    pub fields: Vec<Field>,
    pub references: Vec<Reference>,
    /// The tasks that come first.
    pub after: Vec<TaskSlug>,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::answers))]
    pub answers: Answers,
    /// The phone numbers among them that say in which country they are, as machines dial them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::phones))]
    pub phones: BTreeMap<FieldSlug, PhoneNumber>,
    /// In the order of their announcement. Those that are `clean` count.
    pub files: Vec<SentFile>,
    /// Those for staff alone, too.
    pub comments: Vec<CommentOfShare>,
    /// How often it was opened.
    pub cycle: u16,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub step: Option<Step>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub completion: Option<Completion>,
    /// The round that it is in, counted from 1: one more than it was handed back.
    pub round: u16,
    /// The fields that guests can answer in this round.
    pub open: Vec<FieldSlug>,
    pub accepted: Accepted,
    /// Oldest first.
    pub handed_back: Vec<HandedBack>,
    /// How many before these are left out, because all of them are too much for one answer.
    pub rounds_left_out: usize,
}
