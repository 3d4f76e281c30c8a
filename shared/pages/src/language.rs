//! Which of our languages a reader gets.

use fluent_langneg::{NegotiationStrategy, convert_vec_str_to_langids_lossy, negotiate_languages};
use unic_langid::LanguageIdentifier;
use vestibule_domain::value::Locale;

/// The best of our languages for a reader who names theirs (BCP 47), the most wanted first. Another region of a
/// language is better than another language: `pt-PT` gets `pt-BR`. English if we speak none of them.
pub fn preferred<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Locale {
    let wanted = convert_vec_str_to_langids_lossy(wanted);
    let ours = Locale::ALL.map(identifier);
    let found = negotiate_languages(&wanted, &ours, None, NegotiationStrategy::Lookup);
    let locale = found.first().and_then(|found| Locale::ALL.into_iter().find(|l| identifier(*l) == **found));
    locale.unwrap_or_default()
}

/// What a language is called by those who speak it.
pub fn name(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "English",
        Locale::PtBr => "Português",
        Locale::Es => "Español",
    }
}

/// A locale as Fluent wants it.
pub(crate) fn identifier(locale: Locale) -> LanguageIdentifier {
    locale.tag().parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_we_speak_is_chosen_in_any_region() {
        for (wanted, locale) in [
            (&["pt-BR", "pt", "en"][..], Locale::PtBr),
            (&["pt-PT"], Locale::PtBr),
            (&["pt-Latn-AO"], Locale::PtBr),
            (&["de-DE", "de", "es-419", "en"], Locale::Es),
            (&["es-AR", "pt-BR"], Locale::Es),
            (&["en-GB", "pt-BR"], Locale::En),
            (&["zh-Hant-TW", "PT"], Locale::PtBr),
            (&["de"], Locale::En),
            (&["esperanto", "*", "", "und"], Locale::En),
            (&[], Locale::En),
        ] {
            assert_eq!(preferred(wanted.iter().copied()), locale, "{wanted:?}");
        }
    }
}
