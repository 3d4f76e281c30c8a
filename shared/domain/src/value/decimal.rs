//! An exact decimal number. It is compared and shown, never computed with, so its digits are enough.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};

/// Most digits before, and after, the decimal point: what is typed and what bounds it. Leading zeros are none.
pub const MAX_DECIMAL_DIGITS: usize = 30;
/// The largest power of ten in a bound that is read at all, so that a few letters do not become a long text.
const MAX_EXPONENT: i64 = 400;
/// With so many digits a JSON number is the same for every program that reads it (IEEE 754: 15 digits come back).
const MAX_JSON_DIGITS: usize = 15;

/// An exact decimal number: an optional `-`, digits without leading zeros, and behind a point those of the fraction, as
/// many as were given. `1.50` and `1.5` are equal, and each is kept as it is.
#[derive(Debug, Clone)]
pub struct Decimal(String);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a decimal number such as 1234.5")]
pub struct NotADecimal;

impl FromStr for Decimal {
    type Err = NotADecimal;

    /// Digits with an optional sign and one point between them: no exponent, no separators of thousands.
    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let (negative, digits) = unsigned(text);
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return Err(NotADecimal),
            Some(parts) => parts,
            None => (digits, ""),
        };
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) {
            return Err(NotADecimal);
        }
        Ok(Self::of(negative, whole, fraction))
    }
}

impl Decimal {
    /// Of digits alone.
    fn of(negative: bool, whole: &str, fraction: &str) -> Self {
        let whole = whole.trim_start_matches('0');
        let is_zero = whole.is_empty() && fraction.bytes().all(|b| b == b'0');
        let sign = if negative && !is_zero { "-" } else { "" };
        let whole = if whole.is_empty() { "0" } else { whole };
        let point = if fraction.is_empty() { "" } else { "." };
        Self(format!("{sign}{whole}{point}{fraction}"))
    }

    /// A number as JSON writes it, with its exponent multiplied out.
    pub fn of_json(text: &str) -> Result<Self, NotADecimal> {
        let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return text.parse() };
        let exponent: i64 = exponent.parse().map_err(|_| NotADecimal)?;
        let mantissa: Self = mantissa.parse()?;
        if exponent.abs() > MAX_EXPONENT {
            return Err(NotADecimal);
        }
        let (negative, whole, fraction) = mantissa.parts();
        let shift = usize::try_from(exponent.abs()).map_err(|_| NotADecimal)?;
        let zeros = "0".repeat(shift);
        Ok(if exponent < 0 {
            let digits = format!("{zeros}{whole}");
            let (whole, moved) = digits.split_at(digits.len() - shift);
            Self::of(negative, whole, &format!("{moved}{fraction}"))
        } else {
            let digits = format!("{fraction}{zeros}");
            let (moved, fraction) = digits.split_at(shift);
            let whole = format!("{whole}{moved}");
            Self::of(negative, &whole, fraction.trim_end_matches('0'))
        })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has no more digits than can be typed.
    pub fn is_within_digits(&self) -> bool {
        let (_, whole, fraction) = self.parts();
        whole.len() <= MAX_DECIMAL_DIGITS && fraction.len() <= MAX_DECIMAL_DIGITS
    }

    /// Whether it is negative, the digits before the point, and those behind it.
    pub fn parts(&self) -> (bool, &str, &str) {
        let (negative, digits) = unsigned(&self.0);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        (negative, whole, fraction)
    }
}

fn unsigned(text: &str) -> (bool, &str) {
    let negative = text.starts_with('-');
    (negative, text.strip_prefix(['-', '+']).unwrap_or(text))
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sides = |of: &Self| {
            let (negative, whole, fraction) = of.parts();
            (negative, (whole.len(), whole.to_owned(), fraction.trim_end_matches('0').to_owned()))
        };
        let ((negative, one), (also, another)) = (sides(self), sides(other));
        match (negative, also) {
            (false, false) => one.cmp(&another),
            (true, true) => another.cmp(&one),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// In a row: a JSON number where every reader takes it for the same, as older versions wrote all of them; else a text.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (_, whole, fraction) = self.parts();
        if fraction.is_empty() {
            if let Ok(number) = self.0.parse::<i64>() {
                return serializer.serialize_i64(number);
            }
        } else if whole.len() + fraction.len() <= MAX_JSON_DIGITS
            && !fraction.ends_with('0')
            && let Ok(number) = self.0.parse::<serde_json::Number>()
        {
            return number.serialize(serializer);
        }
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Stored)
    }
}

struct Stored;

impl Visitor<'_> for Stored {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number")
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Decimal, E> {
        Ok(Decimal(number.to_string()))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Decimal, E> {
        Ok(Decimal(number.to_string()))
    }

    /// Its shortest text. What has more digits than that was no bound that could be kept.
    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Decimal, E> {
        number.to_string().parse().map_err(E::custom)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Decimal, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(test)]
mod tests;
