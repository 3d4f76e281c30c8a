//! One of several options.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::task::{
    answer::{Answer, Flaw},
    description::{Choice, SpecFlaw, check_options, known},
};

/// One of several options.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SingleChoice {
    pub options: Vec<Choice>,
}

impl FieldType for SingleChoice {
    fn check_description(&self) -> Result<(), SpecFlaw> {
        check_options(&self.options)
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        let text = answer.text()?;
        known(&self.options, std::iter::once(text))
    }
}
