//! What staff handed back.

use serde::{Deserialize, Serialize};
use vestibule_domain::value::{FieldSlug, Paragraphs, UploadId};

/// An answer or a file that was handed back, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Returned {
    pub field: FieldSlug,
    /// `null`: the answer of the field.
    #[cfg_attr(feature = "openapi", schema(required))]
    pub file: Option<UploadId>,
    pub reason: Paragraphs<1000>,
}
