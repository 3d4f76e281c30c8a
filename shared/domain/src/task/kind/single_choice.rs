//! One of several options.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::task::{
    answer::{Answer, Flaw},
    description::{Choice, SpecFlaw, are_countable, known, repeated},
};

/// One of several options.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SingleChoice {
    pub options: Vec<Choice>,
}

impl FieldType for SingleChoice {
    fn description_flaws(&self, _: bool) -> Vec<SpecFlaw> {
        option_flaws(&self.options)
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        let text = answer.text()?;
        known(&self.options, std::iter::once(text))
    }
}

/// What is wrong with the options of a choice.
pub(super) fn option_flaws(options: &[Choice]) -> Vec<SpecFlaw> {
    let count = (!are_countable(options)).then_some(SpecFlaw::OptionCount);
    count.into_iter().chain(repeated(options).map(|(at, value)| SpecFlaw::SameOption { at, value })).collect()
}
