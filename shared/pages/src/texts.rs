//! Texts in the reader's language: Fluent messages, read once, English where a translation is missing.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

use crate::language::identifier;

/// What a message can interpolate: text or a number.
pub use fluent_bundle::FluentValue as Value;
pub use vestibule_domain::value::Locale;

/// FTL sources in every language, from `{folder}/{language}/{name}.ftl` beside the file that names them.
#[macro_export]
macro_rules! sources {
    ($folder:literal: $($name:literal)*) => { [$(
        ($crate::texts::Locale::En, include_str!(concat!($folder, "/en/", $name, ".ftl"))),
        ($crate::texts::Locale::PtBr, include_str!(concat!($folder, "/pt-BR/", $name, ".ftl"))),
        ($crate::texts::Locale::Es, include_str!(concat!($folder, "/es/", $name, ".ftl"))),
    )*] };
}

/// The texts that pages and mails share.
const SHARED: [(Locale, &str); 21] =
    sources!("../texts": "asked" "decision" "moments" "frame" "fields" "files" "words");

/// Every text of one function in every language. Keep it in a `LazyLock`.
pub struct Catalogue {
    bundles: Vec<(Locale, FluentBundle<FluentResource>)>,
}

/// The texts of one catalogue in one language.
#[derive(Clone, Copy)]
pub struct Texts {
    catalogue: &'static Catalogue,
    locale: Locale,
}

impl Catalogue {
    /// Reads FTL sources; any number for each language. What does not parse is left out; tests make sure that
    /// everything parses.
    pub fn read(sources: &[(Locale, &str)]) -> Self {
        let mut bundles: Vec<_> =
            Locale::ALL.into_iter().map(|l| (l, FluentBundle::new_concurrent(vec![identifier(l)]))).collect();
        for (locale, source) in SHARED.iter().chain(sources) {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(parsed, _errors)| parsed);
            if let Some((_, bundle)) = bundles.iter_mut().find(|(l, _)| l == locale) {
                bundle.add_resource_overriding(resource);
            }
        }
        Self { bundles }
    }

    pub fn in_language(&'static self, locale: Locale) -> Texts {
        Texts { catalogue: self, locale }
    }

    fn bundle(&self, locale: Locale, id: &str) -> Option<&FluentBundle<FluentResource>> {
        self.bundles.iter().find(|(l, bundle)| *l == locale && bundle.has_message(id)).map(|(_, bundle)| bundle)
    }
}

impl Texts {
    pub fn locale(self) -> Locale {
        self.locale
    }

    /// For `<html lang>`.
    pub fn lang(self) -> &'static str {
        self.locale.tag()
    }

    /// For `<html dir>`.
    pub fn dir(self) -> &'static str {
        match self.locale {
            Locale::En | Locale::PtBr | Locale::Es => "ltr",
        }
    }

    /// Whether the message exists in this very language.
    pub fn knows(self, id: &str) -> bool {
        self.catalogue.bundle(self.locale, id).is_some()
    }

    pub fn say(self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// A message with its variables. Each value is isolated from the direction of the text beside it, so that a
    /// name in another script turns nothing around.
    pub fn say_with(self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        let bundle = self.catalogue.bundle(self.locale, id).or_else(|| self.catalogue.bundle(Locale::En, id));
        let Some((bundle, pattern)) = bundle.and_then(|b| b.get_message(id)?.value().map(|p| (b, p))) else {
            tracing::error!(id, "a text is missing");
            return id.to_owned();
        };
        let args: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
        if !errors.is_empty() {
            tracing::error!(id, ?errors, "a text lacks a value");
        }
        without_needless_isolates(text)
    }
}

/// Drops the isolates of a text in which everything runs left to right. They have no effect there (UAX #9), but
/// people copy them, and mails carry them in their subjects.
fn without_needless_isolates(text: Cow<'_, str>) -> String {
    if text.chars().any(runs_right_to_left) {
        return text.into_owned();
    }
    text.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).collect()
}

/// The blocks of right-to-left scripts, from Hebrew on, and the right-to-left mark.
fn runs_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{0590}'..='\u{08ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The shared texts alone.
#[cfg(test)]
pub(crate) fn shared(locale: Locale) -> Texts {
    static CATALOGUE: std::sync::LazyLock<Catalogue> = std::sync::LazyLock::new(|| Catalogue::read(&[]));
    CATALOGUE.in_language(locale)
}

#[cfg(test)]
mod tests;
