//! What all pages have in common: the language they speak and the assets they name.

use vestibule_domain::{policy::Branding, value::Locale};

use crate::{
    assets::Assets,
    branding::{accent_style, logo_address},
    language,
    texts::Texts,
};

/// What the frame and every page in it ask for.
#[derive(Clone, Copy)]
pub struct Frame {
    pub texts: Texts,
    pub assets: &'static Assets,
    pub branding: Branding,
}

impl Frame {
    pub fn lang(&self) -> &'static str {
        self.texts.lang()
    }

    /// Every language with its tag, its name and whether the page speaks it.
    pub fn languages(&self) -> [(&'static str, &'static str, bool); 3] {
        Locale::ALL.map(|locale| (locale.tag(), language::name(locale), locale == self.texts.locale()))
    }

    pub fn dir(&self) -> &'static str {
        self.texts.dir()
    }

    pub fn say(&self, id: &str) -> String {
        self.texts.say(id)
    }

    /// A message with one variable.
    pub fn say_of(&self, id: &str, name: &str, value: &str) -> String {
        self.texts.say_with(id, &[(name, value.into())])
    }

    /// The time as the reader's own clock shows it, for the script to fill in.
    pub fn yours(&self) -> String {
        self.say_of("frame-yours", "time", "{time}")
    }

    /// Where the style sheet is.
    pub fn style(&self) -> &'static str {
        self.assets.style.address
    }

    /// What the page says of the org's colour.
    pub fn accent_style(&self) -> Option<String> {
        self.branding.accent.map(accent_style)
    }

    /// Where the org's logo is.
    pub fn logo(&self) -> Option<String> {
        self.branding.logo.map(logo_address)
    }

    /// Where the script is.
    pub fn script(&self) -> &'static str {
        self.assets.script.address
    }

    /// The mark itself, as an address.
    pub fn mark(&self) -> &'static str {
        self.assets.mark
    }
}
