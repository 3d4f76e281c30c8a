//! Any of several options.

use serde::{Deserialize, Serialize};

use super::{FieldType, single_choice::option_flaws};
use crate::task::{
    answer::{Answer, Flaw},
    description::{Choice, SpecFlaw, check_count, known},
};

/// Any of several options, within bounds of how many.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MultipleChoice {
    pub options: Vec<Choice>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
}

impl FieldType for MultipleChoice {
    fn description_flaws(&self, _: bool) -> Vec<SpecFlaw> {
        let most = u32::try_from(self.options.len()).unwrap_or(u32::MAX);
        let mut flaws = option_flaws(&self.options);
        flaws.extend(check_count(self.min, self.max, most).err());
        flaws
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        known(&self.options, answer.picked()?.iter().map(String::as_str))
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        let count = u32::try_from(answer.picked()?.len()).unwrap_or(u32::MAX);
        if let Some(min) = self.min.filter(|m| count < *m) {
            return Err(Flaw::TooFewPicked { min });
        }
        self.max.filter(|m| count > *m).map_or(Ok(()), |max| Err(Flaw::TooManyPicked { max }))
    }
}
