//! What is said of a work package, and how far it is.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    value::{Coded, Line},
    with_all::with_all,
};

/// What a host says of a work package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkPackageDetails {
    pub title: Line<300>,
    /// Submittal, handover, review batch…
    pub kind: Option<Coded>,
    pub discipline: Option<Coded>,
    /// Who sees to it, as people call them.
    pub responsible: Option<Line<120>>,
    /// When it is to be done.
    pub target: Option<Date>,
    pub status: WorkPackageStatus,
}

with_all! {
    /// How far a work package is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum WorkPackageStatus {
        Draft,
        Active,
        Submitted,
        /// No document is filed under it or taken away any more, until it is active again.
        Closed,
    }
}

impl WorkPackageStatus {
    /// Whether it may be called so next. What has begun is no draft any more, and what is closed is opened first.
    pub(super) const fn leads_to(self, next: Self) -> bool {
        match self {
            Self::Draft => true,
            Self::Active | Self::Submitted => !matches!(next, Self::Draft),
            Self::Closed => matches!(next, Self::Closed | Self::Active),
        }
    }
}

with_all! {
    /// One of the things that are said of a work package.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
    #[serde(rename_all = "snake_case")]
    pub enum WorkPackageDetail {
        Title,
        Type,
        Discipline,
        Responsible,
        Target,
        Status,
    }
}

impl WorkPackageDetails {
    /// What of it is another than before.
    pub(super) fn changed_since(&self, before: &Self) -> Vec<WorkPackageDetail> {
        use WorkPackageDetail::{Discipline, Responsible, Status, Target, Title, Type};
        let changed = [
            (Title, self.title != before.title),
            (Type, self.kind != before.kind),
            (Discipline, self.discipline != before.discipline),
            (Responsible, self.responsible != before.responsible),
            (Target, self.target != before.target),
            (Status, self.status != before.status),
        ];
        changed.into_iter().filter_map(|(detail, is_changed)| is_changed.then_some(detail)).collect()
    }
}
