//! What was decided on a revision, and on which bytes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Digest, DocumentId, Email, Line, Paragraphs, PersonName, RegisterNumber, ShareId};

use super::{document::SharedRevision, receipt::ReceiptRecord};
use crate::task::StepDecision;

/// The answer to `POST /p/{share}/documents/{document}/revisions/{revision}/respond`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevisionDecided {
    pub decision: StepDecision,
    pub decided_at: Timestamp,
    /// Its record in the trail of the share.
    pub record: ReceiptRecord,
}

/// The answer to `GET /p/{share}/documents/{document}/revisions/{revision}/receipt`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevisionReceived {
    pub receipt: RevisionReceipt,
}

/// What was decided on a revision, and on which bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevisionReceipt {
    pub share: ShareId,
    pub document: DocumentId,
    pub number: RegisterNumber,
    /// As it was read.
    pub title: Line<300>,
    pub revision: SharedRevision,
    /// Another revision counted when it was decided on, or another document.
    pub superseded: bool,
    pub decision: StepDecision,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub comment: Option<Paragraphs<2000>>,
    pub decided_at: Timestamp,
    pub decided_by: PersonName,
    /// What was read: [`super::AskedResponse::basis`] as it was then.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub basis_sha256: Digest,
    /// Its record in the trail of the share.
    pub record: ReceiptRecord,
    /// Where a copy goes by mail.
    pub copy_to: Email,
}
