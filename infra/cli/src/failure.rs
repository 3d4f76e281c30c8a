//! Why a command did nothing, in words for the person who typed it.

use std::process::ExitCode;

use vestibule_cloud::{
    CommitError, StoreError, contention,
    error::{TakenRow, causes},
};
use vestibule_domain::{
    share::TooManyMails,
    staff::PeopleRefused,
    value::{OrgSlug, ProjectSlug},
};
use vestibule_web::start::{Settings, StartError};

use crate::{flaw::Flaw, tables::Mismatch};

/// In every case, nothing was changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Everything that is wrong with the arguments.
    #[error("the arguments are not acceptable")]
    Arguments(Vec<Flaw>),
    /// On one line, with every variable that is missing.
    #[error("{0}")]
    Start(String),
    #[error("{0}; nothing was changed")]
    Tables(Mismatch),
    #[error("the org {0} exists already; nothing was changed")]
    OrgExists(OrgSlug),
    #[error("there is no org {0}; nothing was changed")]
    NoSuchOrg(OrgSlug),
    #[error("the org {0} has a project {1} already; nothing was changed")]
    ProjectExists(OrgSlug, ProjectSlug),
    #[error("the org {0} has no project {1}; nothing was changed")]
    NoSuchProject(OrgSlug, ProjectSlug),
    #[error("{0} is a member of the org {1} already: member role changes what they are; nothing was changed")]
    IsMember(String, OrgSlug),
    #[error("{0}; nothing was changed")]
    People(PeopleRefused),
    #[error("{0}; nothing was changed")]
    Mails(#[from] TooManyMails),
    /// Between our look and our write.
    #[error("somebody else changed the same just now; nothing was changed: look, and try again")]
    Overtaken,
    /// Time and again, as long as it was worth trying.
    #[error("the table takes no more writes just now; nothing was changed: try again later")]
    Throttled,
    /// Somebody wrote it past the rules.
    #[error("{0}; nothing was changed: see \"Trail taken\" in RUNBOOK.md")]
    TrailTaken(TakenRow),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Failure {
    pub(crate) fn start(error: &StartError, settings: &Settings) -> Self {
        let told = error.told(settings);
        let nameless = settings.missing().iter().any(|name| name.ends_with("_TABLE"));
        let hint = if nameless { "; --state-table and --trail-table name the tables, too" } else { "" };
        Self::Start(format!("{told}{hint}"))
    }

    /// Each a sentence.
    pub(crate) fn lines(&self) -> Vec<String> {
        match self {
            Self::Arguments(flaws) => flaws.iter().map(ToString::to_string).collect(),
            other => vec![causes(other)],
        }
    }

    /// 2 for a command that could never work, like clap's own.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Arguments(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}

impl contention::Overtaken for Failure {
    fn is_overtaken(&self) -> bool {
        matches!(self, Self::Overtaken | Self::Throttled)
    }
}

impl From<PeopleRefused> for Failure {
    fn from(refused: PeopleRefused) -> Self {
        Self::People(refused)
    }
}

impl From<CommitError> for Failure {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Overtaken | CommitError::Repeated => Self::Overtaken,
            CommitError::Throttled => Self::Throttled,
            CommitError::TrailTaken(row) => Self::TrailTaken(row),
            CommitError::Store(error) => Self::Store(error),
        }
    }
}
