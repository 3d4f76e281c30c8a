//! Every refusal of the domain as a problem, mapped once and exhaustively.

mod gate;
mod open;
mod run;
mod share;
mod store;
mod work;

use vestibule_domain::{
    policy::Source,
    upload::{ManifestRefused, SettleRefused},
};

use crate::answer::problem::{FieldError, Kind, Problem};

pub(crate) fn layer(layer: Source) -> String {
    match layer {
        Source::Default => "default".to_owned(),
        Source::Org => "org".to_owned(),
        Source::Project => "project".to_owned(),
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
            ManifestRefused::TooLarge { layer: source, .. } => {
                let error = flaw("/size", "file_too_large", &detail);
                (Kind::Policy, error.decided_by("max_upload_bytes", layer(source)))
            }
            ManifestRefused::Type { layer: source, .. } => {
                let error = flaw("/name", "file_type", &detail);
                (Kind::Policy, error.decided_by("upload_extensions", layer(source)))
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
