//! What was agreed when a share was created. Written once, and again where its project's policy is applied to it.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{permission::Permission, scope::Scope};
use crate::{
    file::UploadLimits,
    policy::Branding,
    staff::Member,
    task::{Reference, Spec},
    value::{Digest, Email, Line, Locale, OrgSlug, Paragraphs, PersonName, ProjectSlug, ShareId, Zone},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub id: ShareId,
    pub org: OrgSlug,
    /// As the guest reads it.
    pub org_name: Line<120>,
    pub project: ProjectSlug,
    pub scope: Scope,
    /// What the shared thing was called.
    pub title: Line<200>,
    pub recipient: Recipient,
    pub creator: Creator,
    pub permissions: BTreeSet<Permission>,
    pub label: Option<Line<120>>,
    pub instructions: Option<Paragraphs<4000>>,
    /// Of the privacy notice that the guest consents to.
    pub notice: Digest,
    /// Of the disclaimer that the guest accepts.
    pub disclaimer: Option<Digest>,
    /// The language of the disclaimer, where it is another than the recipient's.
    pub disclaimer_locale: Option<Locale>,
    /// Whether a mailed code opens it in place of a password that was forgotten.
    pub code_instead_of_password: bool,
    /// Whether a link of it that its creator carries takes a code, since its guest decides by it.
    pub decision_code: bool,
    pub limits: UploadLimits,
    /// Of the pages and mails.
    pub branding: Branding,
    /// As whom the mails come, where that is not the org's name.
    pub sender: Option<Line<60>>,
    /// The texts that stood before, where somebody may have agreed to them.
    pub replaced: Option<Replaced>,
    pub created_at: Timestamp,
    pub version: u64,
}

/// Texts that others have taken the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    pub notice: Digest,
    pub disclaimer: Option<Digest>,
    /// How often the share had been opened.
    pub openings: u32,
    pub at: Timestamp,
}

impl Terms {
    /// What its guest agrees to before they are in, as one: the notice, and the disclaimer where there is one.
    pub fn agreed_to(&self) -> Digest {
        Digest::of(self.disclaimer.map_or_else(|| self.notice.to_string(), |other| format!("{} {other}", self.notice)))
    }

    /// Whether its guest may know of the files of staff: to look at them or to fetch them.
    pub fn knows_of_files(&self) -> bool {
        let may = |permission| self.permissions.contains(&permission);
        may(Permission::ReadFiles) || may(Permission::DownloadFiles)
    }

    /// The reference files of a task that its guest may know of.
    pub fn references<'t>(&self, task: &'t Spec) -> &'t [Reference] {
        if self.knows_of_files() { &task.references } else { &[] }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    pub name: PersonName,
    pub email: Email,
    pub locale: Locale,
}

/// The member who created a share, as they were then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Creator {
    pub sub: String,
    pub name: PersonName,
    pub email: Email,
    /// Of the mails about the share.
    pub locale: Locale,
    /// In which those mails say times.
    pub zone: Zone,
}

impl From<&Member> for Creator {
    fn from(member: &Member) -> Self {
        let Member { sub, name, email, locale, zone, .. } = member.clone();
        Self { sub, name, email, locale, zone }
    }
}
