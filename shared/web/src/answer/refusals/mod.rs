//! Every refusal of the domain as a problem, mapped once and exhaustively.

mod document;
mod export;
mod gate;
mod hand_back;
mod open;
mod people;
mod policy;
mod run;
mod share;
mod step;
mod store;
mod work;

pub use people::roles_flaw;
pub use share::{forbidden_share, no_such_share, too_many_invitations};
pub use work::draft_flaws;

use vestibule_api::problem::{Conflict, Extension, FieldError, Kind};
use vestibule_domain::file::{FileFlaw, ReferenceRefused, SettleRefused};

use super::{problem::Problem, spelling::layer};

/// A field error that no policy setting decided.
pub(crate) fn flaw(pointer: impl Into<String>, code: &str, detail: impl ToString) -> FieldError {
    FieldError::new(pointer, code, detail.to_string())
}

/// A conflict that says no more than its code.
pub(crate) fn conflict(detail: impl Into<String>, code: Conflict) -> Problem {
    Problem::new(Kind::Conflict, detail).with(Extension { code: Some(code), ..Extension::default() })
}

/// `policy` if the policy decided any of it, else `unprocessable`.
fn flawed(detail: impl Into<String>, errors: Vec<FieldError>) -> Problem {
    let kind = if errors.iter().any(|e| e.setting.is_some()) { Kind::Policy } else { Kind::Unprocessable };
    Problem::new(kind, detail).errors(errors)
}

/// A file that cannot come in, as the person reads it who sends it.
fn file_flawed(errors: Vec<FieldError>) -> Problem {
    let detail = errors.iter().map(|error| error.detail.as_str()).collect::<Vec<_>>().join("; ");
    flawed(detail, errors)
}

fn file(reason: &FileFlaw) -> FieldError {
    match reason {
        FileFlaw::Empty => flaw("/size", "empty_file", reason),
        FileFlaw::TooLarge { layer: decided, .. } => {
            flaw("/size", "file_too_large", reason).decided_by("max_upload_bytes", layer(*decided))
        }
        FileFlaw::Type { layer: decided, .. } => {
            flaw("/name", "file_type", reason).decided_by("upload_extensions", layer(*decided))
        }
        FileFlaw::FieldType { .. } => flaw("/name", "file_type", reason),
    }
}

impl From<SettleRefused> for Problem {
    fn from(refused: SettleRefused) -> Self {
        let detail = refused.to_string();
        let code = match refused {
            SettleRefused::NotArrived => Conflict::NotArrived,
            SettleRefused::NotAsAnnounced => Conflict::NotAsAnnounced,
            SettleRefused::Rejected { .. } => Conflict::Rejected,
            SettleRefused::Returned => Conflict::Returned,
        };
        conflict(detail, code)
    }
}

impl From<ReferenceRefused> for Problem {
    fn from(refused: ReferenceRefused) -> Self {
        match refused {
            ReferenceRefused::Forbidden(refused) => refused.into(),
            ReferenceRefused::Flawed { flaws } => file_flawed(flaws.iter().map(file).collect()),
            ReferenceRefused::Settle(refused) => refused.into(),
        }
    }
}
