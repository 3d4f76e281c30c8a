//! One box to tick.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::task::answer::{Answer, Flaw};

/// One box to tick. Required means: it must be ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkbox {}

impl FieldType for Checkbox {
    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        match answer {
            Answer::Ticked(_) => Ok(()),
            Answer::Text(_) | Answer::Picked(_) => Err(Flaw::WrongShape),
        }
    }

    fn check(&self, _: &Answer, _: bool) -> Result<(), Flaw> {
        Ok(())
    }
}
