//! Lists of shares, page by page.

use serde::{Deserialize, Serialize};
use vestibule_domain::value::ProjectSlug;

use super::share::Share;

/// The query of `GET /v1/shares`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ListOptions {
    pub project: ProjectSlug,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub sort: Sort,
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub order: Order,
    /// 1 to 100; 50 if absent.
    pub limit: Option<u8>,
    /// Where the page begins, from the answer before.
    pub cursor: Option<String>,
}

/// The query of a list in an order that is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PageOptions {
    /// 1 to 100; 50 if absent.
    pub limit: Option<u8>,
    /// Where the page begins, from the answer before.
    pub cursor: Option<String>,
}

/// By which a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    #[default]
    Expiry,
    Accesses,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Order {
    #[default]
    Asc,
    Desc,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Shares {
    pub shares: Vec<Share>,
    /// Where the next page begins; `null`: this is the end.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub cursor: Option<String>,
}
