//! The languages that pages and mails speak.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::text::TextRefused;
use crate::with_all::with_all;

with_all! {
    /// The languages that pages and mails speak.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
    pub enum Locale {
        #[default]
        #[serde(rename = "en")]
        En,
        #[serde(rename = "pt-BR")]
        PtBr,
        #[serde(rename = "es")]
        Es,
    }
}

impl FromStr for Locale {
    type Err = TextRefused;
    fn from_str(text: &str) -> Result<Self, TextRefused> {
        Self::ALL.into_iter().find(|l| l.tag().eq_ignore_ascii_case(text)).ok_or(TextRefused::UnknownLocale)
    }
}

impl Locale {
    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::PtBr => "pt-BR",
            Self::Es => "es",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_every_tag() {
        let tags = Locale::ALL.map(Locale::tag).join(", ");
        let refused = "tlh".parse::<Locale>().map_err(|refused| refused.to_string());
        assert_eq!(refused, Err(format!("must be one of {tags}")));
    }
}
