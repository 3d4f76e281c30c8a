//! A decimal number, with bounds.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::{
    task::{
        answer::{Answer, Flaw},
        description::{End, SpecFlaw, check_order, flaws_of},
    },
    value::{Decimal, Locale, typed},
};

/// A decimal number, with bounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberField {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
}

impl FieldType for NumberField {
    fn description_flaws(&self, _: bool) -> Vec<SpecFlaw> {
        let digits = |bound: Option<&Decimal>, end| {
            if bound.is_none_or(Decimal::is_within_digits) { Ok(()) } else { Err(SpecFlaw::Digits { end }) }
        };
        let (min, max) = (self.min.as_ref(), self.max.as_ref());
        flaws_of([check_order(min, max), digits(min, End::Min), digits(max, End::Max)])
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    /// As programs write it, or as the language of the page does.
    fn read(&self, typed: &str, language: Option<Locale>) -> Option<String> {
        let number = match language {
            Some(language) => typed::number(language, typed)?,
            None => typed.trim().parse().ok()?,
        };
        number.is_within_digits().then(|| number.to_string())
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        let number: Option<Decimal> = answer.text()?.trim().parse().ok();
        let number = number.filter(Decimal::is_within_digits).ok_or(Flaw::NotANumber)?;
        if let Some(min) = self.min.as_ref().filter(|min| number < **min) {
            return Err(Flaw::Below { min: min.to_string() });
        }
        match self.max.as_ref().filter(|max| number > **max) {
            Some(max) => Err(Flaw::Above { max: max.to_string() }),
            None => Ok(()),
        }
    }
}
