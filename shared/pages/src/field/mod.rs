//! The fields of a task: their controls, hints and errors, the answers in words, the files.

mod answer;
mod context;
mod control;
mod effort;
mod file;
mod files;
mod flaw;
mod form;
mod in_words;
mod input;
mod money;
mod part;
mod phrase;
mod reading;
mod received;
mod returned;
mod writing;

pub use answer::shown;
pub use context::{FieldContext, Permitted};
pub use effort::{Effort, effort};
pub use file::{FileRow, misnamed};
pub use flaw::said;
pub use form::typed;
pub use input::takes_files;
pub use part::{FieldPart, anchor};
pub use reading::reading;
pub use received::received_by_field;
pub use returned::file_of as returned_file;
