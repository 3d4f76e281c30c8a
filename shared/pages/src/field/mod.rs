//! The fields of a task: their controls, hints and errors, the answers in words, the files.

mod answer;
mod file;
mod flaw;
mod form;
mod hint;
mod part;

pub use answer::shown;
pub use file::FileRow;
pub use form::typed;
pub use part::{FieldContext, FieldPart, Permitted};
