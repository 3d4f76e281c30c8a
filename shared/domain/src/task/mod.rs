//! One task of a run: what it asks for, and the work done on it so far.

mod comment;
mod complete;
mod field;
mod files;
mod save;
mod value;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use comment::CommentRefused;
pub use complete::{CompleteRefused, Completed};
pub use field::{Choice, Field, FieldKind, SpecFlaw};
pub use files::{AnnounceRefused, FileRefused, Readable, judge};
pub use save::{Save, SaveRefused};
pub use value::{Answer, Flaw};

use crate::{
    id::{CommentId, FileId, RunId, ShareId, UploadId},
    slug::{FieldSlug, TaskSlug},
    text::{Line, Paragraphs, PersonName},
    upload::{Manifest, Progress},
};

/// What the host application asks for. Replaced as a whole by each push, never by a guest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    pub title: Line<200>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Paragraphs<4000>>,
    pub fields: Vec<Field>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
}

/// A file to read, given by staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    pub id: FileId,
    pub manifest: Manifest,
}

/// A task of a run with the work done on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub run: RunId,
    pub slug: TaskSlug,
    pub spec: Spec,
    #[serde(default)]
    pub answers: BTreeMap<FieldSlug, Draft>,
    #[serde(default)]
    pub uploads: Vec<Upload>,
    #[serde(default)]
    pub comments: Vec<Comment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion: Option<Completion>,
    #[serde(skip)]
    pub version: u64,
}

/// An answer as typed, valid or not: it is judged when the task is completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub answer: Answer,
    /// The version of the task that this answer came with.
    pub since: u64,
}

/// A file that a guest sends for one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    pub id: UploadId,
    pub field: FieldSlug,
    pub share: ShareId,
    pub manifest: Manifest,
    pub progress: Progress,
    pub announced_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub id: CommentId,
    pub at: Timestamp,
    pub author: PersonName,
    pub text: Paragraphs<2000>,
}

/// That a task is done. From here on nothing in it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    pub at: Timestamp,
    pub by: PersonName,
    pub share: ShareId,
}

impl Task {
    /// A task that nobody has worked on.
    pub fn new(run: RunId, slug: TaskSlug, spec: Spec) -> Self {
        Self {
            run,
            slug,
            spec,
            answers: BTreeMap::new(),
            uploads: Vec::new(),
            comments: Vec::new(),
            completion: None,
            version: 0,
        }
    }

    pub fn field(&self, slug: &FieldSlug) -> Option<&Field> {
        self.spec.fields.iter().find(|f| f.slug == *slug)
    }

    pub fn upload(&self, id: UploadId) -> Option<&Upload> {
        self.uploads.iter().find(|u| u.id == id)
    }

    /// The files that count, in the order of their arrival.
    pub fn received(&self) -> impl Iterator<Item = &Upload> {
        self.uploads.iter().filter(|u| u.progress.is_clean())
    }
}
