//! How an org looks to its guests: a logo, and one colour that can be read.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::value::{Colour, Digest};

/// Of the accent colour to what it stands on or beside, to one: the least that people can read (WCAG 2.2, success criterion 1.4.3).
const MIN_CONTRAST: f64 = 4.5;
/// What pages are written on, by day and by night. The style sheet has the same.
pub const PAPER: [Colour; 2] = [Colour::new(0xfa, 0xf9, 0xf6), Colour::new(0x16, 0x16, 0x15)];
/// What stands out from the paper.
pub const CARD: [Colour; 2] = [Colour::WHITE, Colour::new(0x1f, 0x1f, 0x1d)];
/// How much of the accent is in what is tinted with it.
const TINT: f64 = 0.09;

/// Both are kept in the terms of each share: it looks the same to its guest until its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Branding {
    /// Of the text that a [`Logo`] is.
    pub logo: Option<Digest>,
    pub accent: Option<Accent>,
}

/// The colour of links and buttons. It can be read where it stands, since only [`Accent::new`] makes one of what
/// somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Accent(Colour);

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error(
    "has a contrast of {contrast:.1}:1 where it stands, and {MIN_CONTRAST}:1 is the least that people can read; \
     {instead} would do"
)]
pub struct Unreadable {
    pub contrast: f64,
    /// The same, only as dark as it takes.
    pub instead: Colour,
}

/// The shades of an accent on light or on dark pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shades {
    pub accent: Colour,
    /// What is written on the accent.
    pub on_accent: Colour,
    /// Behind what stands out, with a little of it.
    pub tint: Colour,
}

impl Default for Accent {
    /// The product's own.
    fn default() -> Self {
        Self(Colour::new(0x14, 0x59, 0x5a))
    }
}

impl Accent {
    pub fn new(colour: Colour) -> Result<Self, Unreadable> {
        match contrast(colour, 0) {
            enough if enough >= MIN_CONTRAST => Ok(Self(colour)),
            contrast => Err(Unreadable { contrast, instead: readable(colour, Colour::BLACK, 0) }),
        }
    }

    pub fn colour(self) -> Colour {
        self.0
    }

    pub fn on_light(self) -> Shades {
        Shades { accent: self.0, on_accent: CARD[0], tint: tint(self.0, 0) }
    }

    /// Made as light as it takes.
    pub fn on_dark(self) -> Shades {
        let accent = readable(self.0, Colour::WHITE, 1);
        Shades { accent, on_accent: PAPER[1], tint: tint(accent, 1) }
    }
}

fn tint(colour: Colour, theme: usize) -> Colour {
    CARD[theme].mixed(colour, TINT)
}

/// The least contrast of a colour to anything that it stands on.
fn contrast(colour: Colour, theme: usize) -> f64 {
    let behind = [PAPER[theme], CARD[theme], tint(colour, theme)];
    behind.map(|behind| colour.contrast(behind)).into_iter().fold(f64::INFINITY, f64::min)
}

/// With as little of the other as makes it readable.
fn readable(colour: Colour, other: Colour, theme: usize) -> Colour {
    let steps = (0..=50).map(|step| colour.mixed(other, f64::from(step) / 50.0));
    steps.into_iter().find(|mixed| contrast(*mixed, theme) >= MIN_CONTRAST).unwrap_or(other)
}

/// A picture: the bytes of a PNG in base64. PNG alone, because an SVG can hold scripts.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is no PNG of at most {MAX_LOGO_BYTES} bytes")]
pub struct NotALogo;

/// Of the PNG itself: a first visit is to take 40 kB in all.
pub const MAX_LOGO_BYTES: usize = 3_200;
/// What the signature of a PNG is in base64 (PNG specification, 5.2), but for its last bits.
const SIGNATURE: &str = "iVBORw0KGg";

impl Logo {
    /// The bytes of the PNG in base64.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }
}

impl FromStr for Logo {
    type Err = NotALogo;

    fn from_str(base64: &str) -> Result<Self, NotALogo> {
        let fits = base64.len() <= MAX_LOGO_BYTES.div_ceil(3) * 4;
        if fits && base64.starts_with(SIGNATURE) { Ok(Self(base64.to_owned())) } else { Err(NotALogo) }
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({})", self.digest())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_refused_with_one_that_can() {
        for text in ["#ffd400", "#ffffff", "#9ad0ff", "#8a8a8a", "#00ff00"] {
            let refused = Accent::new(colour(text)).unwrap_err();
            assert!(refused.contrast < MIN_CONTRAST, "{text}: {refused}");
            let accent = Accent::new(refused.instead).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(accent.on_light().accent, refused.instead);
        }
        let refused = Accent::new(colour("#ffd400")).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "has a contrast of 1.4:1 where it stands, and 4.5:1 is the least that people can read; #806a00 would do"
        );
    }

    #[test]
    fn an_accent_can_be_read_by_day_and_by_night() {
        for text in ["#14595a", "#000000", "#0000ff", "#a12c1d", "#5b2a86", "#6b6b00"] {
            let accent = Accent::new(colour(text)).unwrap_or_else(|error| panic!("{text}: {error}"));
            for (theme, shades) in [accent.on_light(), accent.on_dark()].into_iter().enumerate() {
                for behind in [PAPER[theme], CARD[theme], shades.tint, shades.on_accent] {
                    let contrast = shades.accent.contrast(behind);
                    assert!(contrast >= MIN_CONTRAST, "{text} as {} on {behind}: {contrast}", shades.accent);
                }
            }
        }
    }

    #[test]
    fn only_a_small_png_is_a_logo() {
        let logo: Logo = "iVBORw0KGgoAAAANSUhEUg==".parse().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(logo.as_str(), "iVBORw0KGgoAAAANSUhEUg==");
        let large = format!("iVBORw0KGgo{}", "A".repeat(MAX_LOGO_BYTES * 4 / 3));
        for text in ["", "PHN2Zz4=", "A privacy notice", large.as_str()] {
            assert_eq!(text.parse::<Logo>(), Err(NotALogo), "{text}");
        }
    }
}
