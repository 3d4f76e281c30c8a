//! `GET /p/{share}`: the work.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{
    Digest, ExportId, FieldSlug, Line, Locale, Paragraphs, PersonName, ShareId, TaskSlug, UploadId, Zone,
};

use super::{document::SharedDocument, step::GuestStep};
use crate::{
    share::{Permission, Recipient, Status},
    task::{Answers, Comment, Field, FileState, Reference, Returned, Turn},
};

/// Which page of the work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct WorkOptions {
    /// A task that the page is to have, as the answer before names it; else the first page.
    pub cursor: Option<TaskSlug>,
    /// A task to check before it is sent: a page for people shows all of it, what is missing first.
    pub check: Option<TaskSlug>,
    /// What was checked has changed since, which the page says.
    pub changed: Option<bool>,
    /// A task to put right: a page for people marks what it lacks.
    pub fix: Option<TaskSlug>,
    /// A zip of all files: a page for people says how far it is, and offers it.
    pub zip: Option<ExportId>,
    /// When the task of the cursor was saved from a page for people, which says so.
    pub saved: Option<Timestamp>,
    /// The language of a page for people, where it is another than the recipient's.
    pub lang: Option<Locale>,
}

/// What a guest works on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Work {
    pub share: OwnShare,
    /// To be sent with each act, in the header `vestibule-csrf`.
    pub csrf: String,
    /// Those of the share, in the host's order, as many as fit a page.
    pub tasks: Vec<Task>,
    /// For the next page; `null`: this is the end.
    pub cursor: Option<TaskSlug>,
    /// Where a document is shared, and no task.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub document: Option<SharedDocument>,
}

/// The share as its guest reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnShare {
    pub id: ShareId,
    pub status: Status,
    pub org: Line<120>,
    pub inviter: PersonName,
    /// Of what is shared: the title of a run, or the number of a document.
    pub title: Line<200>,
    pub recipient: Recipient,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub instructions: Option<Paragraphs<4000>>,
    pub permissions: BTreeSet<Permission>,
    pub expires_at: Timestamp,
    pub zone: Zone,
}

/// A task as the guest of a share reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = GuestTask))]
pub struct Task {
    pub id: TaskSlug,
    #[serde(flatten)]
    pub turn: Turn,
    /// It is open, and not by this share, whose guest was done with it: a push asks for it again, which takes another link, or it
    /// was handed back to others. Nothing in it can be changed.
    pub by_another_link: bool,
    /// Of the answers: what a draft is based on.
    pub version: u64,
    /// What there is to read, in one word that a completion or a decision names: another one once the description, a file of
    /// staff, an answer of somebody else, or what was sent in a task under review is another.
    pub basis: String,
    pub title: Line<200>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub description: Option<Paragraphs<4000>>,
    pub fields: Vec<Field>,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::openapi::answers))]
    pub answers: Answers,
    /// Those that came through this share.
    pub uploads: Vec<Upload>,
    /// Of a completed task: what came through this share and is no part of it, because it had not arrived or was rejected.
    pub left_out: Vec<LeftOut>,
    pub references: Vec<Reference>,
    pub comments: Vec<Comment>,
    /// Where it is a step of a review.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub step: Option<GuestStep>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub completion: Option<Completion>,
    /// The round that it is in, counted from 1: one more than it was handed back.
    pub round: u16,
    /// The fields that can be answered in this round: of a task that was handed back, what was.
    pub open: Vec<FieldSlug>,
    /// Oldest first.
    pub handed_back: Vec<HandedBack>,
    /// How many before these are left out, because all of them are too much for one answer.
    pub rounds_left_out: usize,
}

/// One handing back of a task: the answers, and of the files those of this guest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = GuestHandedBack))]
pub struct HandedBack {
    /// The round that it ended, counted from 1.
    pub round: u16,
    pub at: Timestamp,
    pub returned: Vec<Returned>,
}

/// A file that was announced, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Upload {
    pub id: UploadId,
    pub field: FieldSlug,
    pub name: Line<200>,
    pub size: u64,
    pub sha256: Digest,
    pub state: FileState,
    /// What it is by its first bytes, where that is something else than the extension of its name says: `pdf`, `zip`, `exe`.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub misnamed: Option<String>,
    /// Why it was rejected, or handed back.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub reason: Option<String>,
}

/// A file that is no part of what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftOut {
    pub id: UploadId,
    pub name: Line<200>,
}

/// When a task was completed, and by whom. Through which share is nobody's business but its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = GuestCompletion))]
pub struct Completion {
    pub at: Timestamp,
    pub by: PersonName,
}
