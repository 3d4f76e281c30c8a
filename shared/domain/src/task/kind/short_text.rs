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
        let of_nothing = self.message.is_some() && self.pattern.is_none();
        let message = if of_nothing { Err(SpecFlaw::Message) } else { Ok(()) };
        flaws_of([check_length(self.max_length, MAX_LINE_LENGTH), message])
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        let max = self.max_length.unwrap_or(MAX_LINE_LENGTH);
        let text = answer.text_within(max)?;
        // A pattern looks at code points, of which one character can hold many: its work is bounded by these.
        if self.pattern.is_some() && text.chars().count() > max as usize {
            return Err(Flaw::TooLong { max });
        }
        Ok(())
    }

    fn pattern(&self) -> Option<&str> {
        self.pattern.as_deref()
    }

    fn longest(&self) -> usize {
        self.max_length.unwrap_or(MAX_LINE_LENGTH) as usize
    }
}
