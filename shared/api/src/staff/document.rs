//! The register of documents: what is said of them, their revisions, and lists.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{
    Digest, DocumentId, FileId, HostCode, Line, Paragraphs, ProjectSlug, RegisterNumber, RevisionId,
};

use super::list::{Order, PageSize};

/// `PUT /v1/projects/{project}/documents/{document}` and `POST /v1/projects/{project}/documents`: what is said of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDocument {
    /// Of `POST`. Of `PUT` the address has it.
    pub number: Option<String>,
    pub title: String,
    #[serde(rename = "type")]
    pub kind: NewCoded,
    pub status: NewCoded,
    pub discipline: Option<NewCoded>,
    /// The number of the work package that it is filed under.
    pub work_package: Option<String>,
}

/// A code of the host's own, and what it means in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCoded {
    pub code: String,
    pub title: Option<String>,
}

/// `POST /v1/projects/{project}/documents/{document}/revisions`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRevision {
    /// Which no other revision of the document has.
    pub code: String,
    /// What is another than in the revision before.
    pub changed: Option<String>,
    /// A clean reference file of the same project.
    pub file: FileId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coded {
    pub code: HostCode,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub title: Option<Line<80>>,
}

/// A document as the register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Document {
    pub id: DocumentId,
    pub project: ProjectSlug,
    /// As it was typed first.
    pub number: RegisterNumber,
    pub title: Line<300>,
    #[serde(rename = "type")]
    pub kind: Coded,
    pub status: Coded,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub discipline: Option<Coded>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub work_package: Option<RegisterNumber>,
    /// The one that counts; `null`: there is none yet.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub revision: Option<CurrentRevision>,
    /// The `sub` of who put it into the register.
    pub created_by: String,
    pub created_at: Timestamp,
    /// The `sub` of who changed or revised it last.
    pub changed_by: String,
    pub changed_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CurrentRevision {
    pub id: RevisionId,
    pub code: HostCode,
    /// Counted from 1.
    pub nth: u16,
    pub at: Timestamp,
}

/// A revision: it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revision {
    pub id: RevisionId,
    pub document: DocumentId,
    pub code: HostCode,
    /// Counted from 1.
    pub nth: u16,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub changed: Option<Paragraphs<2000>>,
    pub file: RevisionFile,
    /// The `sub` of who brought it.
    pub created_by: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevisionFile {
    pub id: FileId,
    pub name: Line<200>,
    #[serde(rename = "type")]
    pub media_type: String,
    /// In bytes.
    pub size: u64,
    pub sha256: Digest,
}

/// A document with all its revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WholeDocument {
    #[serde(flatten)]
    pub document: Document,
    /// The latest first.
    pub revisions: Vec<Revision>,
}

/// The query of `GET /v1/projects/{project}/documents`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DocumentOptions {
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub sort: DocumentSort,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub order: Order,
    /// The code of a type.
    #[serde(rename = "type")]
    pub kind: Option<HostCode>,
    /// The code of a status.
    pub status: Option<HostCode>,
    /// The code of a discipline.
    pub discipline: Option<HostCode>,
    /// The number of a work package.
    pub work_package: Option<RegisterNumber>,
    /// What their numbers begin with.
    pub number: Option<RegisterNumber>,
    /// 50 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u8>, minimum = 1, maximum = 100))]
    pub limit: Option<PageSize>,
    /// Where the page begins, from the answer before.
    pub cursor: Option<String>,
}

/// By which a list of documents is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentSort {
    #[default]
    Number,
    /// When it was changed or revised last.
    Changed,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Documents {
    pub documents: Vec<Document>,
    /// Where the next page begins; `null`: this is the end.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub cursor: Option<String>,
}
