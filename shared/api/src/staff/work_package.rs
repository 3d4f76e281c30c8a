//! Work packages: what documents are filed under.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{Line, ProjectSlug, RegisterNumber, WorkPackageId};

use super::{
    document::{Coded, NewCoded},
    list::PageSize,
};

/// `PUT /v1/projects/{project}/work-packages/{work_package}` and `POST /v1/projects/{project}/work-packages`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewWorkPackage {
    /// Of `POST`. Of `PUT` the address has it.
    pub number: Option<String>,
    pub title: String,
    /// Submittal, handover, review batch…
    #[serde(rename = "type")]
    pub kind: Option<NewCoded>,
    pub discipline: Option<NewCoded>,
    /// Who sees to it, as people call them.
    pub responsible: Option<String>,
    /// The day on which it is to be done, such as `2026-12-18`.
    pub target: Option<String>,
    pub status: WorkPackageStatus,
}

/// How far a work package is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WorkPackageStatus {
    Draft,
    Active,
    Submitted,
    /// No document is filed under it or taken away.
    Closed,
}

/// A work package as the register has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkPackage {
    pub id: WorkPackageId,
    pub project: ProjectSlug,
    /// As it was typed first.
    pub number: RegisterNumber,
    pub title: Line<300>,
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(required))]
    pub kind: Option<Coded>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub discipline: Option<Coded>,
    #[cfg_attr(feature = "openapi", schema(required))]
    pub responsible: Option<Line<120>>,
    #[cfg_attr(feature = "openapi", schema(required, value_type = Option<String>, format = Date))]
    pub target: Option<Date>,
    pub status: WorkPackageStatus,
    /// The `sub` of who put it into the register.
    pub created_by: String,
    pub created_at: Timestamp,
    /// The `sub` of who changed it last.
    pub changed_by: String,
    pub changed_at: Timestamp,
}

/// The query of `GET /v1/projects/{project}/work-packages`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WorkPackageOptions {
    /// 50 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u8>, minimum = 1, maximum = 100))]
    pub limit: Option<PageSize>,
    /// Where the page begins, from the answer before.
    pub cursor: Option<String>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkPackages {
    pub work_packages: Vec<WorkPackage>,
    /// Where the next page begins; `null`: this is the end.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub cursor: Option<String>,
}
