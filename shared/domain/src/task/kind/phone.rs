//! A phone number.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::{
    task::answer::{Answer, Flaw},
    value::{Locale, typed::PhoneNumber},
};

/// A phone number with the separators that people write, and with an extension.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {}

impl FieldType for Phone {
    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    /// Without what nobody sees, because contacts copy marks of direction along, and without labels such as `Tel.`.
    fn read(&self, typed: &str, _: Option<Locale>) -> Option<String> {
        Some(typed.parse::<PhoneNumber>().ok()?.as_str().to_owned())
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        answer.text()?.parse::<PhoneNumber>().map(drop).map_err(|_| Flaw::NotAPhone)
    }

    fn phone(&self, answer: &Answer) -> Option<PhoneNumber> {
        answer.text().ok()?.parse().ok()
    }
}
