//! What is wrong with an answer, in the reader's words; and for each field every flaw it can have, so that the script
//! says the same words as the page.

use vestibule_domain::task::{Field, Flaw};

use super::input::{Asked, Input, flaw_phrase};
use crate::texts::Texts;

/// One flaw in words that name the field, so that they can stand beside it and far from it. Labels are in quotes,
/// because no language can bend the words of the host.
pub(super) fn words(texts: Texts, asked: &Asked<'_>, field: &Field, flaw: &Flaw) -> String {
    let phrase = flaw_phrase(flaw).about(field.label.as_str());
    if let (Flaw::Pattern, Some(message)) = (flaw, asked.message) {
        return message.to_owned();
    }
    match (flaw, asked.input) {
        (Flaw::Required, Input::One(_) | Input::Many(_)) => phrase.say_as(texts, "flaw-required-choice"),
        (Flaw::Required, Input::Tick) => phrase.say_as(texts, "flaw-required-tick"),
        _ => phrase.say(texts),
    }
}

/// Every flaw that an answer can have, by the code under which problems name it. No answer is there yet in which a
/// character could be found.
pub(super) fn by_code(texts: Texts, asked: &Asked<'_>, field: &Field) -> Vec<(&'static str, String)> {
    let words = |flaw: &Flaw| match flaw {
        Flaw::LocalPart { .. } => flaw_phrase(flaw).about(field.label.as_str()).say_as(texts, "flaw-local-part-any"),
        _ => words(texts, asked, field, flaw),
    };
    asked.flaws.iter().map(|flaw| (flaw.code(), words(flaw))).collect()
}

/// One flaw in words, for a page that shows no control.
pub fn said(texts: Texts, field: &Field, flaw: &Flaw) -> String {
    words(texts, &Asked::by(field), field, flaw)
}

#[cfg(test)]
mod tests {
    use super::{super::input::tests::fields, *};
    use crate::texts::{Locale, shared};

    #[test]
    fn every_flaw_has_words() {
        for field in fields() {
            let asked = Asked::by(&field);
            for flaw in &asked.flaws {
                for locale in Locale::ALL {
                    assert!(!words(shared(locale), &asked, &field, flaw).starts_with("flaw-"), "{flaw:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_missing_is_asked_for_in_the_words_of_the_input() {
        let missing = |slug: &str| {
            let field = fields().into_iter().find(|f| f.slug.as_str() == slug)?;
            Some(words(shared(Locale::En), &Asked::by(&field), &field, &Flaw::Required))
        };
        assert_eq!(missing("short_text").as_deref(), Some("Fill in “Label”"));
        assert_eq!(missing("single_choice").as_deref(), Some("Choose an answer for “Label”"));
        assert_eq!(missing("multiple_choice").as_deref(), Some("Choose an answer for “Label”"));
        assert_eq!(missing("checkbox").as_deref(), Some("Tick “Label”"));
    }
}
