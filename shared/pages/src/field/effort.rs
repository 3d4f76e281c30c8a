//! How much work a field is.

use vestibule_domain::task::Field;

use super::input::{Asked, Input};

/// What answering takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// A line, a choice or a tick.
    Answer,
    /// A text of several lines.
    Prose,
    Files,
}

/// About how much work a field is.
pub fn effort(field: &Field) -> Effort {
    match Asked::by(field).input {
        Input::Files { .. } => Effort::Files,
        Input::Paragraphs => Effort::Prose,
        Input::Line(_) | Input::One(_) | Input::Many(_) | Input::Tick => Effort::Answer,
    }
}
