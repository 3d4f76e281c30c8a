//! Where a task stands in its run.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::TaskSlug;

/// Whether it is the task's turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Turn {
    /// For other tasks to be completed. A guest is told of those in their share alone.
    Waiting {
        on: Vec<TaskSlug>,
    },
    Open,
    Completed {
        at: Timestamp,
    },
}
