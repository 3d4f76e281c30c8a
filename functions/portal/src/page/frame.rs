//! What all pages have in common: the language they speak and the assets they name.

use std::sync::LazyLock;

use askama::Template;
use vestibule_domain::text::Locale;
use vestibule_pages::texts::{Catalogue, Texts};

use super::assets;

macro_rules! sources {
    ($($locale:ident $folder:literal: $($name:literal)*;)*) => { [$($(
        (Locale::$locale, include_str!(concat!("../../texts/", $folder, "/", $name, ".ftl"))),
    )*)*] };
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::read(&sources! {
        En "en": "ends" "fields" "files" "frame" "invitation" "landing" "receipt" "words" "work";
        PtBr "pt-BR": "ends" "fields" "files" "frame" "invitation" "landing" "receipt" "words" "work";
        Es "es": "ends" "fields" "files" "frame" "invitation" "landing" "receipt" "words" "work";
    })
});

pub(super) fn texts(locale: Locale) -> Texts {
    CATALOGUE.speak(locale)
}

/// What templates ask for.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) texts: Texts,
}

impl Frame {
    pub(super) fn speaking(locale: Locale) -> Self {
        Self { texts: texts(locale) }
    }

    pub(super) fn lang(&self) -> &'static str {
        self.texts.lang()
    }

    pub(super) fn dir(&self) -> &'static str {
        self.texts.dir()
    }

    pub(super) fn say(&self, id: &str) -> String {
        self.texts.say(id)
    }

    /// A message with one variable.
    pub(super) fn say_of(&self, id: &str, name: &str, value: &str) -> String {
        self.texts.say_with(id, &[(name, value.into())])
    }

    /// A message about the one who asks and the organisation they ask for.
    pub(super) fn say_of_both(&self, id: &str, inviter: &str, org: &str) -> String {
        self.texts.say_with(id, &[("inviter", inviter.into()), ("org", org.into())])
    }

    /// The time as the guest's own clock shows it, for the script to fill in.
    pub(super) fn yours(&self) -> String {
        self.say_of("frame-yours", "time", "{time}")
    }

    /// Where an asset is, by the name it has in the source.
    #[expect(clippy::unused_self, reason = "templates call methods of what they hold")]
    pub(super) fn asset(&self, name: &str) -> &'static str {
        assets::href(name)
    }
}

/// A page as text. Writing to a string cannot fail, and templates call nothing else that could.
pub(super) fn rendered(template: &impl Template) -> String {
    template.render().unwrap_or_default()
}
