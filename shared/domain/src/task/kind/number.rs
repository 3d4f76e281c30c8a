//! A decimal number, with bounds.

use serde::{Deserialize, Serialize};

use super::FieldType;
use crate::task::{
    answer::{Answer, Flaw},
    description::{SpecFlaw, check_order, flaws_of},
};

/// Most digits before, and after, the decimal point.
const MAX_DIGITS: usize = 30;
/// The largest number of so many digits, as it is compared.
const LARGEST: f64 = 1e30;

/// A decimal number, with bounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberField {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Bound>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Bound>,
}

/// A finite decimal number, kept as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "serde_json::Number", into = "serde_json::Number")]
pub struct Bound(String);

impl Bound {
    pub fn value(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Debug, thiserror::Error)]
#[error("is not a finite number")]
pub struct NotFinite;

impl TryFrom<serde_json::Number> for Bound {
    type Error = NotFinite;
    fn try_from(number: serde_json::Number) -> Result<Self, NotFinite> {
        number.as_f64().filter(|n| n.is_finite()).map(|_| Self(number.to_string())).ok_or(NotFinite)
    }
}

impl From<Bound> for serde_json::Number {
    fn from(bound: Bound) -> Self {
        bound.0.parse().unwrap_or_else(|_| 0.into())
    }
}

impl FieldType for NumberField {
    fn description_flaws(&self, _: bool) -> Vec<SpecFlaw> {
        let (min, max) = (self.min.as_ref().map(Bound::value), self.max.as_ref().map(Bound::value));
        let unreachable = min.is_some_and(|min| min > LARGEST) || max.is_some_and(|max| max < -LARGEST);
        let digits = if unreachable { Err(SpecFlaw::OutOfDigits { digits: MAX_DIGITS }) } else { Ok(()) };
        flaws_of([check_order(min, max), digits])
    }

    fn fits(&self, answer: &Answer) -> Result<(), Flaw> {
        answer.line()
    }

    fn check(&self, answer: &Answer, _: bool) -> Result<(), Flaw> {
        let number = decimal(answer.text()?.trim()).ok_or(Flaw::NotANumber)?;
        if let Some(min) = self.min.as_ref().filter(|m| number < m.value()) {
            return Err(Flaw::Below { min: min.as_str().to_owned() });
        }
        match self.max.as_ref().filter(|m| number > m.value()) {
            Some(max) => Err(Flaw::Above { max: max.as_str().to_owned() }),
            None => Ok(()),
        }
    }
}

/// Digits with an optional sign and one decimal point: no NaN, infinity or exponent.
fn decimal(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.len() <= MAX_DIGITS && part.bytes().all(|b| b.is_ascii_digit());
    (plain(whole) && plain(fraction)).then(|| text.parse().ok()).flatten()
}
