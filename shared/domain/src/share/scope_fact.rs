//! What a share is about, as its records tell it.

use serde::Serialize;

use crate::{
    task::StepDecision,
    value::{DocumentId, HostCode, RegisterNumber, RunSlug, TaskSlug},
};

/// The scope, by the names that the host gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ScopeFact {
    Tasks {
        run: RunSlug,
        tasks: Vec<TaskSlug>,
    },
    Document {
        document: DocumentId,
        number: RegisterNumber,
        revision: HostCode,
        /// None: its guest is not asked to decide.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        decisions: Vec<StepDecision>,
    },
}
