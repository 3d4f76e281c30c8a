//! Work in a task that cannot be done.

use serde_json::{Value, json};
use vestibule_domain::{
    slug::FieldSlug,
    task::{AnnounceRefused, CommentRefused, CompleteRefused, FileRefused, Flaw, SaveRefused},
};

use super::flaw;
use crate::answer::problem::{FieldError, Kind, Problem};

/// One answer's flaw, under its place in the draft.
fn answer((field, reason): &(FieldSlug, Flaw)) -> FieldError {
    flaw(format!("/answers/{field}"), code(reason), reason)
}

fn code(reason: &Flaw) -> &'static str {
    match reason {
        Flaw::Required => "required",
        Flaw::TooLong { .. } => "too_long",
        Flaw::Pattern => "pattern",
        Flaw::NotANumber => "not_a_number",
        Flaw::Below { .. } => "below",
        Flaw::Above { .. } => "above",
        Flaw::NotADate => "not_a_date",
        Flaw::Before { .. } => "before",
        Flaw::After { .. } => "after",
        Flaw::NotAnEmail => "not_an_email",
        Flaw::NotAPhone => "not_a_phone",
        Flaw::NotAnOption => "not_an_option",
        Flaw::TooFewPicked { .. } => "too_few_picked",
        Flaw::TooManyPicked { .. } => "too_many_picked",
        Flaw::Unticked => "unticked",
        Flaw::FileRequired => "file_required",
        Flaw::TooFewFiles { .. } => "too_few_files",
        Flaw::TooManyFiles { .. } => "too_many_files",
        Flaw::FilePending => "file_pending",
        Flaw::WrongShape => "wrong_shape",
    }
}

impl From<SaveRefused> for Problem {
    fn from(refused: SaveRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            SaveRefused::Work(refused) => refused.into(),
            SaveRefused::Unfit { fields } => Self::new(Kind::Unprocessable, detail).errors(fields.iter().map(answer)),
            SaveRefused::ChangedElsewhere { fields, version } => Self::new(Kind::Conflict, detail)
                .with("code", "changed_elsewhere")
                .with("fields", json!(fields))
                .with("version", Value::from(version)),
            SaveRefused::TooMuch => {
                Self::new(Kind::Unprocessable, detail).errors([flaw("/answers", "too_much", refused)])
            }
        }
    }
}

impl From<CommentRefused> for Problem {
    fn from(refused: CommentRefused) -> Self {
        match refused {
            CommentRefused::Work(refused) => refused.into(),
            CommentRefused::TooMany => Self::new(Kind::Conflict, refused.to_string()).with("code", "too_many"),
        }
    }
}

impl From<AnnounceRefused> for Problem {
    fn from(refused: AnnounceRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            AnnounceRefused::Work(refused) => refused.into(),
            AnnounceRefused::Manifest(refused) => refused.into(),
            AnnounceRefused::NoSuchField => {
                Self::new(Kind::Unprocessable, &detail).errors([flaw("/field", "no_such_field", &detail)])
            }
            AnnounceRefused::TooMany { .. } => {
                Self::new(Kind::Unprocessable, &detail).errors([flaw("/field", "too_many_files", &detail)])
            }
        }
    }
}

impl From<FileRefused> for Problem {
    fn from(refused: FileRefused) -> Self {
        match refused {
            FileRefused::Work(refused) => refused.into(),
            FileRefused::Settle(refused) => refused.into(),
            FileRefused::NoSuchFile => Self::new(Kind::NotFound, refused.to_string()),
        }
    }
}

impl From<CompleteRefused> for Problem {
    fn from(refused: CompleteRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            CompleteRefused::Work(refused) => refused.into(),
            CompleteRefused::Incomplete { fields } => {
                Self::new(Kind::Unprocessable, detail).errors(fields.iter().map(answer))
            }
        }
    }
}
