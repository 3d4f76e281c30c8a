//! A share as staff read it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{
    DocumentId, Email, HostCode, Line, PersonName, ProjectSlug, RegisterNumber, RunSlug, ShareId, TaskSlug, Zone,
};

use crate::{
    share::{Delivery, DeliveryStatus, Permission, Recipient, Status},
    task::StepDecision,
};

/// A share. It never holds a secret, except for the link in the answer to who asked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Share {
    pub id: ShareId,
    #[serde(flatten)]
    pub sharing: Sharing,
    /// The link to hand over, where the creator does so and it is new with this answer; else `null`.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub link: Option<String>,
}

/// What is shared with whom, on which terms, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, told by its name")]
pub struct Sharing {
    pub status: Status,
    pub project: ProjectSlug,
    pub scope: Scope,
    pub recipient: Recipient,
    pub creator: Creator,
    pub permissions: BTreeSet<Permission>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub label: Option<Line<120>>,
    pub delivery: Delivery,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    /// In which the expiry is meant.
    pub zone: Zone,
    pub accesses: Accesses,
    /// Copies of files, and zips of them, that were handed out to its guest.
    pub downloads: u32,
    /// When its guest opened it or did something by it last; `null`: never. To look at an open page is none of these.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub last_access_at: Option<Timestamp>,
    /// Whether there is one.
    pub password: bool,
    /// Whether a code is mailed to the recipient, to be given in each browser that comes for the first time.
    pub code: bool,
    /// Whether such a code opens it in place of the password.
    pub code_instead_of_password: bool,
    /// Whether who opens it says who they are, which the trail keeps beside the recipient.
    pub who_opens: bool,
    /// When the mail service took the invitation.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub invited_at: Option<Timestamp>,
    pub delivery_status: DeliveryStatus,
    /// Since when it is so.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub delivery_status_at: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub completed_at: Option<Timestamp>,
    /// What its guest decided on its document. It is there once they have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<StepDecision>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub revoked: Option<Revocation>,
}

/// What is shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Scope {
    /// Tasks of a run.
    Tasks { run: RunSlug, tasks: Vec<TaskSlug> },
    /// One revision of a document, by its code.
    Document {
        document: DocumentId,
        number: RegisterNumber,
        revision: HostCode,
        /// What its guest can decide on it; none, where they may not respond.
        decisions: Vec<StepDecision>,
        /// Which of these need a comment.
        comment_required: Vec<StepDecision>,
    },
}

/// The member who created a share, as they were then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Creator {
    pub name: PersonName,
    pub email: Email,
    /// Whether they have no role in the project any more: project admins get their notices then. It is there where
    /// shares are read, alone or in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<bool>,
}

/// Openings so far, and how many there may be; 0: any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accesses {
    pub used: u32,
    pub max: u32,
}

/// When a share was revoked, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Revocation {
    pub at: Timestamp,
    pub by: PersonName,
}
