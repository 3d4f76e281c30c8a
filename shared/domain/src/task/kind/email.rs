//! An e-mail address.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::{
    task::answer::{Answer, Flaw},
    value::{Email, Locale, TextRefused, address, typed::copied_address},
};

/// An e-mail address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailField {}

impl FieldType for EmailField {
    fn cleaned(&self, text: &str) -> String {
        address(text)
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    /// The address alone, of what mail programs copy along with it.
    fn read(&self, typed: &str, _: Option<Locale>) -> Option<String> {
        copied_address(typed).map(str::to_owned)
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        match answer.text()?.parse::<Email>() {
            Ok(_) => Ok(()),
            Err(TextRefused::LocalPart(found)) => Err(Flaw::LocalPart { found }),
            Err(_) => Err(Flaw::NotAnEmail),
        }
    }
}
