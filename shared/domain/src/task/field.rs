//! A field of a task: what is asked, and how it is answered.

use super::{
    answer::{Answer, Flaw},
    kind::FieldKind,
};
use crate::value::{FieldSlug, Line, Locale};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub slug: FieldSlug,
    pub label: Line<200>,
    pub help: Option<Line<500>>,
    pub required: bool,
    pub kind: FieldKind,
}

impl Field {
    /// An answer as it is judged, counted, kept and handed on: cleaned, and read where its type reads. What cannot be read
    /// stays as it was typed, so that people see it.
    #[must_use]
    pub fn read(&self, answer: Answer, language: Option<Locale>) -> Answer {
        match answer {
            Answer::Text(typed) => {
                let kind = self.kind.as_type();
                let typed = kind.cleaned(&typed);
                Answer::Text(kind.read(&typed, language).unwrap_or(typed))
            }
            other => other,
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
