//! A phone number.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::task::answer::{Answer, Flaw};

/// A phone number: 6 to 15 digits (ITU-T E.164 allows 15), with the separators that people write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {}

impl FieldType for Phone {
    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        let text = answer.text()?.trim();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let rest = text.strip_prefix('+').unwrap_or(text);
        let plain = rest.bytes().all(|b| b.is_ascii_digit() || b" -.()/".contains(&b));
        if plain && (6..=15).contains(&digits) { Ok(()) } else { Err(Flaw::NotAPhone) }
    }
}
