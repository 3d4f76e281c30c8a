//! Lists of shares, page by page.

use std::fmt;

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
    /// 50 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u8>, minimum = 1, maximum = 100))]
    pub limit: Option<PageSize>,
    /// Where the page begins, from the answer before.
    pub cursor: Option<String>,
}

/// The query of a list in an order that is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct PageOptions {
    /// 50 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u8>, minimum = 1, maximum = 100))]
    pub limit: Option<PageSize>,
    /// Where the page begins, from the answer before.
    pub cursor: Option<String>,
}

/// How many things a page has at most: 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "u8")]
pub struct PageSize(u8);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPageSize;

impl fmt::Display for NotAPageSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "must be a whole number from 1 to {}", PageSize::MAX)
    }
}

impl PageSize {
    /// Most entries of a page.
    pub const MAX: u8 = 100;
    /// Of a page for which nothing is said.
    const USUAL: u8 = 50;

    pub fn or_usual<N: From<u8>>(asked: Option<Self>) -> N {
        asked.map_or(Self::USUAL, u8::from).into()
    }
}

impl TryFrom<String> for PageSize {
    type Error = NotAPageSize;

    /// As queries write it.
    fn try_from(text: String) -> Result<Self, NotAPageSize> {
        text.parse().ok().filter(|size| (1..=Self::MAX).contains(size)).map(Self).ok_or(NotAPageSize)
    }
}

impl From<PageSize> for u8 {
    fn from(PageSize(size): PageSize) -> Self {
        size
    }
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
