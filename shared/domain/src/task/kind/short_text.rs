//! One line of text.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::{
    task::{
        answer::{Answer, Flaw, MAX_LINE_LENGTH},
        description::{SpecFlaw, check_length, flaws_of},
    },
    value::Line,
};

/// Longest pattern.
const MAX_PATTERN_LENGTH: usize = 200;
/// How large a pattern may be once compiled.
const MAX_PATTERN_SIZE: usize = 1 << 18;

/// One line of text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShortText {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// A regular expression that the whole answer matches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// What somebody reads whose answer does not match it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Line<200>>,
}

impl FieldType for ShortText {
    fn description_flaws(&self, _: bool) -> Vec<SpecFlaw> {
        let pattern = match self.pattern.as_deref().map(compiled) {
            Some(None) => Err(SpecFlaw::Pattern),
            Some(Some(_)) | None => Ok(()),
        };
        let of_nothing = self.message.is_some() && self.pattern.is_none();
        let message = if of_nothing { Err(SpecFlaw::Message) } else { Ok(()) };
        flaws_of([check_length(self.max_length, MAX_LINE_LENGTH), pattern, message])
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        let text = answer.text_within(self.max_length.unwrap_or(MAX_LINE_LENGTH))?;
        let matches = self.pattern.as_deref().and_then(compiled).is_none_or(|p| p.is_match(text.trim()));
        if matches { Ok(()) } else { Err(Flaw::Pattern) }
    }
}

/// A pattern that has to match a whole answer, as HTML's `pattern` does.
fn compiled(pattern: &str) -> Option<regex_lite::Regex> {
    if pattern.len() > MAX_PATTERN_LENGTH {
        return None;
    }
    regex_lite::RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(MAX_PATTERN_SIZE).build().ok()
}
