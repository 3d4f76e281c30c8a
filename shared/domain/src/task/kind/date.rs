//! A calendar day, with bounds.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::{
    task::{
        answer::{Answer, Flaw},
        description::{SpecFlaw, check_order, flaws_of},
    },
    value::{
        Locale,
        typed::{self, EARLIEST_DAY, LATEST_DAY, iso_day},
    },
};

/// A calendar day, with bounds: where there is none, the years from 1900 to 2200.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateField {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Date>,
}

impl DateField {
    /// The first day that is taken.
    pub fn first(&self) -> Date {
        self.min.unwrap_or(EARLIEST_DAY)
    }

    /// The last one.
    pub fn last(&self) -> Date {
        self.max.unwrap_or(LATEST_DAY)
    }
}

impl FieldType for DateField {
    fn description_flaws(&self, _: bool) -> Vec<SpecFlaw> {
        let (first, last) = (self.first(), self.last());
        let ends = match (self.min, self.max) {
            (Some(_), None) if first > last => Err(SpecFlaw::AfterAllDays { last }),
            (None, Some(_)) if first > last => Err(SpecFlaw::BeforeAllDays { first }),
            _ => Ok(()),
        };
        flaws_of([check_order(self.min, self.max), ends])
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    /// From programs nothing else is taken than what is kept.
    fn read(&self, typed: &str, language: Option<Locale>) -> Option<String> {
        Some(typed::day(language?, typed)?.to_string())
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        let day = iso_day(answer.text()?).ok_or(Flaw::NotADate)?;
        match (self.first(), self.last()) {
            (min, _) if day < min => Err(Flaw::Before { min }),
            (_, max) if day > max => Err(Flaw::After { max }),
            _ => Ok(()),
        }
    }
}
