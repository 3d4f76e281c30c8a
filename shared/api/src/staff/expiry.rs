//! When a share shall end, as requests say it.

use serde::{Deserialize, Serialize};

/// `{"days": 7}`, or `{"at": …}` with an offset, or with a zone, or both; or a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewExpiry {
    /// Calendar days from now, in the org's zone.
    pub days: Option<u32>,
    /// An instant such as `2026-11-29T17:00:00Z`, or a local time with a `zone`; or a day such as `2026-11-29`, until its
    /// end in the `zone`, or in the org's.
    pub at: Option<String>,
    /// Of the IANA database, such as `America/Sao_Paulo`.
    pub zone: Option<String>,
}
