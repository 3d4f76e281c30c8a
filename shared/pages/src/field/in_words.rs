//! Numbers in words, where their figures could be taken for another's.

use vestibule_domain::value::Decimal;

use crate::{number::parted, texts::Texts};

/// What a number is, in words, where its figures could be taken for another: with three digits behind the mark they look
/// like thousands to some readers, and thousands may have been meant as them.
pub(super) fn in_words(texts: Texts, number: &Decimal) -> Option<String> {
    let (negative, whole, fraction) = number.parts();
    let sign = if negative { "-" } else { "" };
    match (whole.len(), fraction.len()) {
        (_, 3) => {
            let thousandths = fraction.parse::<i64>().ok()?;
            let whole = format!("{sign}{}", parted(texts.locale(), whole));
            let values = [("whole", whole.into()), ("count", thousandths.into())];
            Some(texts.say_with("number-thousandths", &values))
        }
        (4..=6, 0) => {
            let number = parted(texts.locale(), number.as_str());
            Some(texts.say_with("number-whole", &[("number", number.into())]))
        }
        _ => None,
    }
}

/// The same, to stand behind its figures.
pub(super) fn beside_figures(texts: Texts, number: &Decimal) -> Option<String> {
    let words = in_words(texts, number)?;
    Some(if number.parts().2.is_empty() { texts.say("number-is-whole") } else { words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{Locale, shared as texts};

    #[test]
    fn figures_that_two_people_read_as_two_numbers_are_said_in_words() {
        let said = |locale, kept: &str| kept.parse().ok().and_then(|number| in_words(texts(locale), &number));
        for (kept, en, es, pt) in [
            ("1.500", "1 and 500 thousandths", "1 y 500 milésimas", "1 e 500 milésimos"),
            ("-0.001", "-0 and 1 thousandth", "-0 y 1 milésima", "-0 e 1 milésimo"),
            ("1500", "the whole number 1500", "el número entero 1500", "o número inteiro 1500"),
        ] {
            let all = [Locale::En, Locale::Es, Locale::PtBr].map(|locale| said(locale, kept).unwrap_or_default());
            assert_eq!(all.map(|said| said.replace(['\u{2068}', '\u{2069}'], "")), [en, es, pt]);
        }
        for clear in ["7", "999", "1.5", "1.2345", "1234567"] {
            assert_eq!(said(Locale::En, clear), None, "{clear}");
        }
    }
}
