//! Items to tick off.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::task::{
    answer::{Answer, Flaw},
    description::{Choice, SpecFlaw, are_countable, known, repeated},
};

/// Items to tick off. Required means: every item must be ticked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    pub items: Vec<Choice>,
}

impl FieldType for Checklist {
    fn description_flaws(&self, _: bool) -> Vec<SpecFlaw> {
        let count = (!are_countable(&self.items)).then_some(SpecFlaw::ItemCount);
        count.into_iter().chain(repeated(&self.items).map(|(at, value)| SpecFlaw::SameItem { at, value })).collect()
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        known(&self.items, answer.picked()?.iter().map(String::as_str))
    }

    fn check(&self, answer: &Answer, required: bool) -> Result<(), Flaw> {
        if required && answer.picked()?.len() != self.items.len() { Err(Flaw::Unticked) } else { Ok(()) }
    }

    fn missing(&self) -> Flaw {
        Flaw::Unticked
    }
}
