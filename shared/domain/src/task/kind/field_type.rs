//! What every type of field can say of its description and of an answer.

use crate::task::{
    answer::{Answer, Flaw},
    description::SpecFlaw,
};

/// What every type of field can say of its description and of an answer.
pub trait FieldType {
    /// What is wrong with the description.
    fn check_description(&self) -> Result<(), SpecFlaw> {
        Ok(())
    }

    /// Whether an answer can be kept as a draft: the right shape and a bearable size, valid or not.
    fn fits(&self, answer: &Answer) -> Result<(), Flaw>;

    /// Whether an answer that fits and is not blank answers the field.
    fn check(&self, answer: &Answer, required: bool) -> Result<(), Flaw>;

    /// What a required field lacks that is blank.
    fn missing(&self) -> Flaw {
        Flaw::Required
    }
}
