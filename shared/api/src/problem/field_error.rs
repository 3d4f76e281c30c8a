//! What is wrong with one value of a request.

use serde::{Deserialize, Serialize};

use crate::staff::Layer;

/// One thing that is wrong with one value of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// Where in the body or query: a JSON pointer (RFC 6901); `""` is the whole of it.
    pub pointer: String,
    /// For programs, such as `required`.
    pub code: String,
    /// For people, without the name of the field: "must not be empty".
    pub detail: String,
    /// The policy setting that decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<String>,
    /// Whose setting it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<Layer>,
}

impl FieldError {
    pub fn new(pointer: impl Into<String>, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), code: code.into(), detail: detail.into(), setting: None, layer: None }
    }

    /// Names the policy setting and the layer that decided.
    #[must_use]
    pub fn decided_by(mut self, setting: impl Into<String>, layer: Layer) -> Self {
        self.setting = Some(setting.into());
        self.layer = Some(layer);
        self
    }
}
