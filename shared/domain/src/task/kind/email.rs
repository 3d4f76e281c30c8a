//! An e-mail address.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::{
    task::answer::{Answer, Flaw},
    value::Email,
};

/// An e-mail address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailField {}

impl FieldType for EmailField {
    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        answer.text()?.parse::<Email>().map(drop).map_err(|_| Flaw::NotAnEmail)
    }
}
