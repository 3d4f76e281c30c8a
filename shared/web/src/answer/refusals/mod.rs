//! Every refusal of the domain as a problem, mapped once and exhaustively.

mod gate;
mod open;
mod run;
mod share;
mod store;
mod work;

use vestibule_domain::{
    file::{ManifestRefused, ReferenceRefused, SettleRefused},
    policy::Layer,
};

use crate::answer::problem::{FieldError, Kind, Problem};

pub(crate) fn layer(layer: Layer) -> String {
    match layer {
        Layer::Default => "default".to_owned(),
        Layer::Org => "org".to_owned(),
        Layer::Project => "project".to_owned(),
    }
}

/// A field error that no policy setting decided.
pub(crate) fn flaw(pointer: impl Into<String>, code: &str, detail: impl ToString) -> FieldError {
    FieldError::new(pointer, code, detail.to_string())
}

impl From<ManifestRefused> for Problem {
    fn from(refused: ManifestRefused) -> Self {
        let detail = refused.to_string();
        let (kind, error) = match refused {
            ManifestRefused::Empty => (Kind::Unprocessable, flaw("/size", "empty_file", &detail)),
            ManifestRefused::TooLarge { layer: decided, .. } => {
                let error = flaw("/size", "file_too_large", &detail);
                (Kind::Policy, error.decided_by("max_upload_bytes", layer(decided)))
            }
            ManifestRefused::Type { layer: decided, .. } => {
                let error = flaw("/name", "file_type", &detail);
                (Kind::Policy, error.decided_by("upload_extensions", layer(decided)))
            }
            ManifestRefused::FieldType { .. } => (Kind::Unprocessable, flaw("/name", "file_type", &detail)),
        };
        Self::new(kind, detail).errors([error])
    }
}

impl From<SettleRefused> for Problem {
    fn from(refused: SettleRefused) -> Self {
        let detail = refused.to_string();
        let code = match refused {
            SettleRefused::NotArrived => "not_arrived",
            SettleRefused::NotAsAnnounced => "not_as_announced",
            SettleRefused::Rejected { .. } => "rejected",
        };
        Self::new(Kind::Conflict, detail).with("code", code)
    }
}

impl From<ReferenceRefused> for Problem {
    fn from(refused: ReferenceRefused) -> Self {
        match refused {
            ReferenceRefused::Forbidden(refused) => refused.into(),
            ReferenceRefused::Manifest(refused) => refused.into(),
            ReferenceRefused::Settle(refused) => refused.into(),
        }
    }
}
