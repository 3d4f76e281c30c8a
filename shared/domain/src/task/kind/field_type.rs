//! What every type of field can say of its description and of an answer.

use crate::{
    task::{
        answer::{Answer, Flaw},
        description::SpecFlaw,
    },
    value::{Locale, line, typed::PhoneNumber},
};

/// What every type of field can say of its description and of an answer.
pub trait FieldType {
    /// All that is wrong with the description of a field that has to be answered, or need not be, beside its pattern.
    fn description_flaws(&self, _required: bool) -> Vec<SpecFlaw> {
        vec![]
    }

    /// A text that was typed, as it is judged and kept: one line, for most types.
    fn cleaned(&self, text: &str) -> String {
        line(text)
    }

    /// Whether an answer can be kept as a draft: the right shape and a bearable size, valid or not.
    fn fits(&self, answer: &Answer) -> Result<(), Flaw>;

    /// What was typed, as it is kept: on a page in a language, or by a program, which has none. `None`: as it is.
    fn read(&self, _typed: &str, _language: Option<Locale>) -> Option<String> {
        None
    }

    /// The regular expression that an answer has to match beside [`FieldType::check`].
    fn pattern(&self) -> Option<&str> {
        None
    }

    /// The most characters that such a pattern is held against.
    fn longest(&self) -> usize {
        0
    }

    /// The phone number that an answer is.
    fn phone(&self, _: &Answer) -> Option<PhoneNumber> {
        None
    }

    /// Whether an answer that fits and is not blank answers the field.
    fn check(&self, answer: &Answer, required: bool) -> Result<(), Flaw>;

    /// What a required field lacks that is blank.
    fn missing(&self) -> Flaw {
        Flaw::Required
    }
}
