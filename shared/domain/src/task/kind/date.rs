//! A calendar day, with bounds.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::task::{
    answer::{Answer, Flaw},
    description::{SpecFlaw, check_order, flaws_of},
};

/// A calendar day, with bounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateField {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Date>,
}

impl FieldType for DateField {
    fn description_flaws(&self, _: bool) -> Vec<SpecFlaw> {
        flaws_of([check_order(self.min, self.max)])
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        let date: Date = answer.text()?.trim().parse().map_err(|_| Flaw::NotADate)?;
        if let Some(min) = self.min.filter(|m| date < *m) {
            return Err(Flaw::Before { min });
        }
        self.max.filter(|m| date > *m).map_or(Ok(()), |max| Err(Flaw::After { max }))
    }
}
