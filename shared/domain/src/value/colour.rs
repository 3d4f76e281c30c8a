//! Colours, and how well one can be read on another.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An opaque colour of sRGB, printed as `#14595a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Colour([u8; 3]);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not a colour in six digits, such as #14595a")]
pub struct NotAColour;

impl Colour {
    pub const WHITE: Self = Self([0xff; 3]);
    pub const BLACK: Self = Self([0; 3]);

    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// From 1, where both are the same, to 21, black on white (WCAG 2.2, "contrast ratio").
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This much of the other in it, from 0 to 1, as the `color-mix` of CSS has it in sRGB.
    #[must_use]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let mut parts = self.0;
        for (part, other) in parts.iter_mut().zip(other.0) {
            let mixed = f64::from(*part) * (1.0 - share) + f64::from(other) * share;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
            let byte = mixed.round() as u8;
            *part = byte;
        }
        Self(parts)
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits = text.trim().strip_prefix('#').ok_or(NotAColour)?;
        let mut parts = [0; 3];
        match base16ct::mixed::decode(digits, &mut parts) {
            Ok(decoded) if decoded.len() == 3 => Ok(Self(parts)),
            _ => Err(NotAColour),
        }
    }
}

impl TryFrom<String> for Colour {
    type Error = NotAColour;

    fn try_from(text: String) -> Result<Self, NotAColour> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_in_hexadecimal_digits_and_nothing_else() {
        assert_eq!("#14595A".parse(), Ok(Colour::new(0x14, 0x59, 0x5a)));
        assert_eq!(Colour::new(0x14, 0x59, 0x5a).to_string(), "#14595a");
        for text in ["", "#", "14595a", "#1459", "#14595a00", "#14595g", "teal", "#14595a;}", "#é4595"] {
            assert_eq!(text.parse::<Colour>(), Err(NotAColour), "{text}");
        }
    }

    #[test]
    fn contrasts_are_those_of_wcag() {
        assert!((Colour::WHITE.contrast(Colour::BLACK) - 21.0).abs() < 1e-9);
        assert!((Colour::WHITE.contrast(Colour::WHITE) - 1.0).abs() < 1e-9);
        // The grey that WCAG's own techniques give as the palest that can be read on white: G18.
        assert!((Colour::new(0x76, 0x76, 0x76).contrast(Colour::WHITE) - 4.54).abs() < 0.01);
        assert!(Colour::new(0x77, 0x77, 0x77).contrast(Colour::WHITE) < 4.5);
    }

    #[test]
    fn a_mixture_lies_between_both() {
        assert_eq!(Colour::BLACK.mixed(Colour::WHITE, 0.5), Colour::new(128, 128, 128));
        assert_eq!(Colour::BLACK.mixed(Colour::WHITE, 1.0), Colour::WHITE);
    }
}
