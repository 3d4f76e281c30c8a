//! A field of a task: what is asked, and how it is answered.

use super::{
    answer::{Answer, Flaw},
    kind::FieldKind,
    pattern::{Pattern, PatternWork},
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
        self.check_within(answer, &PatternWork::unbounded())
    }

    /// The same for one of several answers, as far as there is work left for their patterns. All of one task are bounded
    /// when it is pushed; a page with more tasks leaves the rest unsaid.
    pub fn check_within(&self, answer: &Answer, work: &PatternWork) -> Result<(), Flaw> {
        self.fits(answer)?;
        let kind = self.kind.as_type();
        kind.check(answer, self.required)?;
        let (Some(pattern), Answer::Text(text)) = (kind.pattern(), answer) else { return Ok(()) };
        let text = text.trim();
        let unsaid = |pattern: &Pattern| !work.take(pattern.work(text.chars().count()));
        match Pattern::of(pattern) {
            Ok(pattern) if unsaid(&pattern) || pattern.matches(text) => Ok(()),
            // One that is none was refused at the push, and nothing matches it.
            Ok(_) | Err(_) => Err(Flaw::Pattern),
        }
    }
}

#[cfg(test)]
mod tests;
