//! Every refusal of the domain as a problem, mapped once and exhaustively.

mod gate;
mod open;
mod run;
mod share;
mod store;
mod work;

pub use share::{forbidden_share, no_such_share};

use vestibule_api::problem::{Conflict, Extension, FieldError, Kind};
use vestibule_domain::file::{ManifestRefused, ReferenceRefused, SettleRefused};

use super::{problem::Problem, spelling::layer};

/// A field error that no policy setting decided.
pub(crate) fn flaw(pointer: impl Into<String>, code: &str, detail: impl ToString) -> FieldError {
    FieldError::new(pointer, code, detail.to_string())
}

/// A conflict that says no more than its code.
pub(crate) fn conflict(detail: impl Into<String>, code: Conflict) -> Problem {
    Problem::new(Kind::Conflict, detail).with(Extension { code: Some(code), ..Extension::default() })
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
            SettleRefused::NotArrived => Conflict::NotArrived,
            SettleRefused::NotAsAnnounced => Conflict::NotAsAnnounced,
            SettleRefused::Rejected { .. } => Conflict::Rejected,
        };
        conflict(detail, code)
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
