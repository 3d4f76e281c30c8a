//! `TERMS`: what was agreed. Found by what it is about, and by whom it is for.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    file::UploadLimits,
    policy::{Accent, Branding, Layer},
    share::{Creator, Permission, Recipient, Replaced, ResponseTerms, Scope, SharedDocument, Tasks, Terms},
    task::StepDecision,
    value::{
        Digest, DocumentId, Email, HostCode, Line, Locale, OrgSlug, Paragraphs, PersonName, Place, ProjectSlug,
        RecipientId, RegisterNumber, RunId, RunSlug, ShareId, TaskSlug, Zone,
    },
};

use super::super::{Row, form};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct TermsRow {
    id: ShareId,
    org: OrgSlug,
    org_name: Line<120>,
    project: ProjectSlug,
    scope: ScopeRow,
    title: Line<200>,
    recipient_name: PersonName,
    recipient_email: Email,
    locale: Locale,
    creator: CreatorRow,
    permissions: BTreeSet<Permission>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<Line<120>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instructions: Option<Paragraphs<4000>>,
    notice: Digest,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disclaimer: Option<Digest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disclaimer_locale: Option<Locale>,
    /// Whether a mailed code opens it in place of the password.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    code_for_pw: bool,
    /// Whether a link that is carried needs a code.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    code_to_decide: bool,
    limits: LimitsRow,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    logo: Option<Digest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    accent: Option<Accent>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sender: Option<Line<60>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaced: Option<ReplacedRow>,
    /// Of the indexes `about` and `by-recipient`; also when the share was created.
    #[serde(with = "form::millis")]
    created: Timestamp,
    about: Place,
    recipient: String,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ScopeRow {
    Tasks {
        run: RunId,
        slug: RunSlug,
        tasks: Vec<TaskSlug>,
    },
    /// `code`: of the revision.
    Document {
        document: DocumentId,
        number: RegisterNumber,
        code: HostCode,
        /// What can be decided, and which of it with a comment.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        response: Option<(BTreeSet<StepDecision>, BTreeSet<StepDecision>)>,
    },
}

impl ScopeRow {
    fn of(scope: &Scope) -> Self {
        match scope.clone() {
            Scope::Tasks(Tasks { run, slug, tasks }) => Self::Tasks { run, slug, tasks },
            Scope::Document(SharedDocument { document, number, code, response }) => {
                let response = response.map(|ResponseTerms { decisions, comment_on }| (decisions, comment_on));
                Self::Document { document, number, code, response }
            }
        }
    }

    fn read(self) -> Scope {
        match self {
            Self::Tasks { run, slug, tasks } => Scope::Tasks(Tasks { run, slug, tasks }),
            Self::Document { document, number, code, response } => {
                let response = response.map(|(decisions, comment_on)| ResponseTerms { decisions, comment_on });
                Scope::Document(SharedDocument { document, number, code, response })
            }
        }
    }
}

#[derive(Serialize, Deserialize)]
struct CreatorRow {
    sub: String,
    name: PersonName,
    email: Email,
    locale: Locale,
    zone: Zone,
}

#[derive(Serialize, Deserialize)]
struct LimitsRow {
    bytes: u64,
    bytes_by: Layer,
    /// Between spaces.
    types: String,
    types_by: Layer,
}

#[derive(Serialize, Deserialize)]
struct ReplacedRow {
    notice: Digest,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    disclaimer: Option<Digest>,
    openings: u32,
    #[serde(with = "form::millis")]
    at: Timestamp,
}

impl ReplacedRow {
    fn of(replaced: Replaced) -> Self {
        let Replaced { notice, disclaimer, openings, at } = replaced;
        Self { notice, disclaimer, openings, at }
    }

    fn read(self) -> Replaced {
        let Self { notice, disclaimer, openings, at } = self;
        Replaced { notice, disclaimer, openings, at }
    }
}

impl CreatorRow {
    fn of(creator: &Creator) -> Self {
        let Creator { sub, name, email, locale, zone } = creator.clone();
        Self { sub, name, email, locale, zone }
    }

    fn read(self) -> Creator {
        let Self { sub, name, email, locale, zone } = self;
        Creator { sub, name, email, locale, zone }
    }
}

impl Row for Terms {
    type Stored = TermsRow;

    fn from_row(_: &Key, row: TermsRow, version: u64) -> Result<Self, RowError> {
        Ok(Self {
            id: row.id,
            org: row.org,
            org_name: row.org_name,
            project: row.project,
            scope: row.scope.read(),
            title: row.title,
            recipient: Recipient { name: row.recipient_name, email: row.recipient_email, locale: row.locale },
            creator: row.creator.read(),
            permissions: row.permissions,
            label: row.label,
            instructions: row.instructions,
            notice: row.notice,
            disclaimer: row.disclaimer,
            disclaimer_locale: row.disclaimer_locale,
            code_instead_of_password: row.code_for_pw,
            decision_code: row.code_to_decide,
            limits: UploadLimits {
                max_bytes: row.limits.bytes,
                bytes_layer: row.limits.bytes_by,
                extensions: row.limits.types.split_whitespace().map(str::to_owned).collect(),
                extensions_layer: row.limits.types_by,
            },
            branding: Branding { logo: row.logo, accent: row.accent },
            sender: row.sender,
            replaced: row.replaced.map(ReplacedRow::read),
            created_at: row.created,
            version,
        })
    }

    fn to_row(&self) -> TermsRow {
        TermsRow {
            id: self.id,
            org: self.org.clone(),
            org_name: self.org_name.clone(),
            project: self.project.clone(),
            scope: ScopeRow::of(&self.scope),
            title: self.title.clone(),
            recipient_name: self.recipient.name.clone(),
            recipient_email: self.recipient.email.clone(),
            locale: self.recipient.locale,
            creator: CreatorRow::of(&self.creator),
            permissions: self.permissions.clone(),
            label: self.label.clone(),
            instructions: self.instructions.clone(),
            notice: self.notice,
            disclaimer: self.disclaimer,
            disclaimer_locale: self.disclaimer_locale,
            code_for_pw: self.code_instead_of_password,
            code_to_decide: self.decision_code,
            limits: LimitsRow {
                bytes: self.limits.max_bytes,
                bytes_by: self.limits.bytes_layer,
                types: self.limits.extensions.join(" "),
                types_by: self.limits.extensions_layer,
            },
            logo: self.branding.logo,
            accent: self.branding.accent,
            sender: self.sender.clone(),
            replaced: self.replaced.map(ReplacedRow::of),
            created: self.created_at,
            about: self.scope.place(),
            recipient: RecipientId::of(&self.org, &self.recipient.email).to_string(),
        }
    }
}
