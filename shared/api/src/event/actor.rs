//! Who did it.

use serde::{Deserialize, Serialize};
use vestibule_domain::value::ShareId;

/// Who did it, by id. Records and events hold it as text, so that what came later passes through; this is what a reader
/// may make of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Actor {
    /// The guest of a share, and with which assurance they did it: `link`, `password`, `code` or `device`; or of those
    /// `password+code` or `password+device`.
    Guest { share: ShareId, assurance: String },
    /// A signed-in person: the `sub` of the identity provider.
    Member { sub: String },
    /// One of Vestibule's own functions; or `operator`: a person at the command line.
    System { function: String },
}
