//! A share: who may do what, where, until when, and what became of it.

mod create;
mod mailing;
mod open;
mod password;
mod request;
mod standing;
mod steer;
mod sweep;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use create::{CreateRefused, Entropy, Expiry, Ground, Terms, TermsFlaw, create, expiry};
pub use mailing::{BounceKind, Fate, MailEvent, Mailed, Mailing};
pub use open::{OpenRefused, Opened, Opening};
pub use password::PasswordProof;
pub use request::RequestRefused;
pub use standing::Standing;
pub use steer::{ExtendRefused, SteerRefused};

use crate::{
    audit::{Digest, Head, TrailId},
    change::Audited,
    id::{RunId, SessionId, ShareId, VisitId},
    password::{Attempts, PasswordHash},
    slug::{OrgSlug, ProjectSlug, RunSlug, TaskSlug},
    text::{Email, Line, Locale, Paragraphs, PersonName},
    token::Salt,
    upload::UploadLimits,
    zone::Zone,
};

/// What moves: small, for it is written with every act of the guest. What stays is in [`Brief`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub id: ShareId,
    pub org: OrgSlug,
    pub project: ProjectSlug,
    pub scope: Scope,
    pub recipient: Recipient,
    pub creator: Creator,
    pub permissions: BTreeSet<Permission>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Line<120>>,
    pub delivery: Delivery,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    /// In which the expiry was meant.
    pub zone: Zone,
    pub accesses: Accesses,
    pub limits: UploadLimits,
    pub notice_sha256: Digest,
    pub acknowledge: bool,
    pub salt: Salt,
    /// Raised by everything that must end the sessions at once.
    pub epoch: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<PasswordHash>,
    #[serde(default)]
    pub attempts: Attempts,
    /// The latest landings that were counted, newest last: repeats of them count once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<Visit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invited_at: Option<Timestamp>,
    /// The latest mails that carried a link, newest last: each event of them is recorded once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mailings: Vec<Mailing>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Revocation>,
    /// When the sweep recorded the expiry, which had been in force before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry_recorded_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_requested_at: Option<Timestamp>,
    pub head: Head,
    #[serde(skip)]
    pub version: u64,
}

/// The tasks of one run that the guest sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    pub run: RunId,
    pub slug: RunSlug,
    pub tasks: Vec<TaskSlug>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    pub name: PersonName,
    pub email: Email,
    #[serde(default)]
    pub locale: Locale,
}

/// The member who created a share, as they were then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creator {
    pub sub: String,
    pub name: PersonName,
    pub email: Email,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    FillFields,
    UploadFiles,
    ReadFiles,
    Comment,
    Respond,
    CompleteTask,
}

/// How the link reaches the guest. With `link` the creator held it first, and the trail says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    #[default]
    Email,
    Link,
}

/// Openings so far, and how many there may be; 0: any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accesses {
    pub used: u32,
    pub max: u32,
}

/// A landing that was counted, and the session it started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    pub id: VisitId,
    pub at: Timestamp,
    pub session: SessionId,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    pub at: Timestamp,
    pub by: PersonName,
}

/// What the guest is told, as it stood when the share was created. Written once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    pub share: ShareId,
    pub org_name: Line<120>,
    pub run_title: Line<200>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instructions: Option<Paragraphs<4000>>,
    /// The exact text of the privacy notice: evidence of what was consented to.
    pub notice: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledgement: Option<String>,
}

impl Delivery {
    pub(crate) fn name(self) -> String {
        match self {
            Self::Email => "email".into(),
            Self::Link => "link".into(),
        }
    }
}

impl Audited for Share {
    fn trail(&self) -> TrailId {
        TrailId(format!("share/{}", self.id))
    }
    fn head_mut(&mut self) -> &mut Head {
        &mut self.head
    }
}
