//! What can be allowed in a project. A role is a list of these.

use serde::{Deserialize, Serialize};

/// One thing that a role may allow. Each rule asks for exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Lists of shares, each share, and what happened to it.
    ViewShares,
    /// Flows with their tasks and what came in.
    ViewRuns,
    CreateShares,
    /// Revoke, rotate, extend, password: of shares that one created oneself.
    ManageOwnShares,
    /// The same of every share of the project.
    ManageAllShares,
    PushRuns,
    /// Reference files, for guests to read.
    AttachFiles,
}
