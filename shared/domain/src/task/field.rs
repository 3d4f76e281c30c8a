//! A field of a task: what is asked, and how it is answered.

use super::{
    answer::{Answer, Flaw},
    kind::FieldKind,
    pattern::{Pattern, PatternWork},
};
use crate::value::{FieldSlug, Line, Locale, typed::plain};

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

    /// An answer that was read, as its pattern takes it: where it matches only with plain letters instead of those that
    /// word processors put in their place, such as dashes and digits of full width, these are what is kept. Both matches
    /// are taken from the work; where there is not so much left, the answer stays as it is.
    #[must_use]
    pub fn in_letters_of_pattern(&self, answer: Answer, work: &PatternWork) -> Answer {
        let kind = self.kind.as_type();
        let (Some(pattern), Answer::Text(text)) = (kind.pattern(), &answer) else { return answer };
        let folded = kind.cleaned(&plain(text));
        if folded == *text || self.fits(&answer).and_then(|()| kind.check(&answer, self.required)).is_err() {
            return answer;
        }
        let Ok(pattern) = Pattern::of(pattern) else { return answer };
        let affordable = work.take(pattern.work(text.chars().count() + folded.chars().count()));
        if affordable && !pattern.matches(text) && pattern.matches(&folded) { Answer::Text(folded) } else { answer }
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
