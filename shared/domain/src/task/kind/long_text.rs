//! Several lines of text.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::{
    task::{
        answer::{Answer, Flaw, MAX_TEXT_LENGTH},
        description::{SpecFlaw, check_length, flaws_of},
    },
    value::paragraphs,
};

/// Several lines of text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LongText {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
}

impl FieldType for LongText {
    fn description_flaws(&self, _: bool) -> Vec<SpecFlaw> {
        flaws_of([check_length(self.max_length, MAX_TEXT_LENGTH)])
    }

    fn cleaned(&self, text: &str) -> String {
        paragraphs(text)
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.text_within(MAX_TEXT_LENGTH).map(drop)
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        answer.text_within(self.max_length.unwrap_or(MAX_TEXT_LENGTH)).map(drop)
    }
}
