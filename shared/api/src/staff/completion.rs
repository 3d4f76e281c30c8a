//! That a task is done, as staff read it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::value::{PersonName, ShareId};

use crate::task::StepDecision;

/// When a task was completed, by whom, and through which share if it was through one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Completion {
    pub at: Timestamp,
    pub by: PersonName,
    /// `null`: it was done in a step.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub share: Option<ShareId>,
    /// What was decided, in a step.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub result: Option<StepDecision>,
}
