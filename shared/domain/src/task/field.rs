//! A field of a task: what is asked, and how it is answered.

use super::{
    answer::{Answer, Flaw},
    kind::FieldKind,
};
use crate::value::{FieldSlug, Line};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub slug: FieldSlug,
    pub label: Line<200>,
    pub help: Option<Line<500>>,
    pub required: bool,
    pub kind: FieldKind,
}

impl Field {
    /// An answer as it is judged, counted, kept and handed on.
    pub fn cleaned(&self, answer: &Answer) -> Answer {
        match answer {
            Answer::Text(text) => Answer::Text(self.kind.as_type().cleaned(text)),
            Answer::Ticked(_) | Answer::Picked(_) => answer.clone(),
        }
    }

    /// Whether an answer can be kept as a draft.
    pub fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        self.kind.as_type().fits(answer)
    }

    /// Whether an answer that is not blank answers the field.
    pub fn check(&self, answer: &Answer) -> Result<(), Flaw> {
        self.fits(answer)?;
        self.kind.as_type().check(answer, self.required)
    }
}

#[cfg(test)]
mod tests;
