//! In which lists of its project a document stands, and where. Each list is a partition of the index
//! [`crate::index::BY_REGISTER`], whose entries also say what a document is: so a list is narrowed down by its keys alone.

use vestibule_domain::{
    document::Document,
    value::{HostCode, ProjectId, RegisterNumber},
};

use crate::keys::plain;

/// Parts what an entry says. No number and no code has it: it is a control.
const APART: char = '\u{1f}';

/// One list of the documents of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DocumentList {
    ByNumber,
    ByChange,
    OfType(HostCode),
    OfStatus(HostCode),
    OfDiscipline(HostCode),
    /// Those of a work package.
    Filed(RegisterNumber),
}

impl DocumentList {
    /// Those that a document stands in beside that by number, each by its name.
    pub(crate) fn of(document: &Document) -> [(&'static str, Option<Self>); 5] {
        let details = &document.details;
        let discipline = details.discipline.as_ref().map(|label| Self::OfDiscipline(label.code.clone()));
        [
            ("CHANGE", Some(Self::ByChange)),
            ("TYPE", Some(Self::OfType(details.kind.code.clone()))),
            ("STATUS", Some(Self::OfStatus(details.status.code.clone()))),
            ("DISCIPLINE", discipline),
            ("FILED", details.work_package.clone().map(Self::Filed)),
        ]
    }

    /// Of its partition, and of the rows in it.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::ByNumber => "NUMBER",
            Self::ByChange => "CHANGE",
            Self::OfType(_) => "TYPE",
            Self::OfStatus(_) => "STATUS",
            Self::OfDiscipline(_) => "DISCIPLINE",
            Self::Filed(_) => "FILED",
        }
    }

    pub(crate) fn partition(&self, project: ProjectId) -> String {
        let name = self.name();
        match self {
            Self::ByNumber | Self::ByChange => format!("DOC#{project}#{name}"),
            Self::OfType(code) | Self::OfStatus(code) | Self::OfDiscipline(code) => {
                format!("DOC#{project}#{name}#{}", plain(&code.folded()))
            }
            Self::Filed(number) => format!("DOC#{project}#{name}#{}", plain(&number.folded())),
        }
    }

    pub(crate) const fn is_by_number(&self) -> bool {
        !matches!(self, Self::ByChange)
    }
}

/// Where a document stands in a list, and what it is.
pub(crate) fn entry(document: &Document, by_number: bool) -> String {
    let details = &document.details;
    let discipline = details.discipline.as_ref().map(|label| label.code.folded());
    let filed = details.work_package.as_ref().map(RegisterNumber::folded);
    let said = [
        document.number.folded(),
        details.kind.code.folded(),
        details.status.code.folded(),
        discipline.unwrap_or_default(),
        filed.unwrap_or_default(),
    ];
    let said = said.join(&APART.to_string());
    if by_number { said } else { format!("{:013}{APART}{said}", document.changed_at.as_millisecond()) }
}

/// What an entry says of its document, in small letters.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said<'a> {
    /// Of the list by change.
    pub(crate) by_change: bool,
    pub(crate) number: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) status: &'a str,
    pub(crate) discipline: &'a str,
    pub(crate) filed: &'a str,
}

impl<'a> Said<'a> {
    /// `None` for an entry that is none.
    pub(crate) fn of(entry: &'a str) -> Option<Self> {
        let mut parts = entry.rsplit(APART);
        let (filed, discipline, status) = (parts.next()?, parts.next()?, parts.next()?);
        let (kind, number) = (parts.next()?, parts.next()?);
        Some(Self { by_change: parts.next().is_some(), number, kind, status, discipline, filed })
    }
}

/// The partition of the work packages of a project, by number.
pub(crate) fn work_packages(project: ProjectId) -> String {
    format!("WPK#{project}")
}
