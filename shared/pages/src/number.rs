//! Numbers as the reader's language writes them. Answers are kept with a point: `1234.5`.

use vestibule_domain::value::{Decimal, Locale, typed::decimal_mark};

use crate::texts::Texts;

/// A kept answer in the reader's way. What is no plain number is shown as it was typed.
pub(crate) fn shown(locale: Locale, kept: &str) -> String {
    match kept.parse::<Decimal>() {
        Ok(_) => kept.replace('.', &decimal_mark(locale).to_string()),
        Err(_) => kept.to_owned(),
    }
}

/// What a number is, in words, where its figures could be taken for another: with three digits behind the mark they look
/// like thousands to some readers, and thousands may have been meant as them.
pub(crate) fn in_words(texts: Texts, number: &Decimal) -> Option<String> {
    let (negative, whole, fraction) = number.parts();
    let sign = if negative { "-" } else { "" };
    match (whole.len(), fraction.len()) {
        (_, 3) => {
            let thousandths = fraction.parse::<i64>().ok()?;
            let values = [("whole", format!("{sign}{whole}").into()), ("count", thousandths.into())];
            Some(texts.say_with("number-thousandths", &values))
        }
        (4..=6, 0) => Some(texts.say_with("number-whole", &[("number", number.to_string().into())])),
        _ => None,
    }
}

/// The same, to stand behind its figures.
pub(crate) fn beside_figures(texts: Texts, number: &Decimal) -> Option<String> {
    let words = in_words(texts, number)?;
    Some(if number.parts().2.is_empty() { texts.say("number-is-whole") } else { words })
}

/// The other number that somebody may have meant, as nobody can take it for a third: `1500` for `1.500`, and `1.5` for
/// `1500`.
pub(crate) fn other(locale: Locale, number: &Decimal) -> String {
    let (negative, whole, fraction) = number.parts();
    let sign = if negative { "-" } else { "" };
    if !fraction.is_empty() {
        return format!("{sign}{}", format!("{whole}{fraction}").trim_start_matches('0'));
    }
    let (whole, fraction) = whole.split_at(whole.len().saturating_sub(3));
    let short = fraction.trim_end_matches('0');
    // With a fourth digit it is no group of thousands.
    let fraction = if short.len() == 3 { format!("{short}0") } else { short.to_owned() };
    let mark = if fraction.is_empty() { String::new() } else { decimal_mark(locale).to_string() };
    format!("{sign}{whole}{mark}{fraction}")
}

#[cfg(test)]
mod tests {
    use vestibule_domain::value::typed::{is_doubtful, number};

    use super::*;
    use crate::texts::shared as texts;

    #[test]
    fn a_decimal_is_shown_in_the_readers_way() {
        assert_eq!(shown(Locale::PtBr, "-1234.5"), "-1234,5");
        assert_eq!(shown(Locale::En, "1234.5"), "1234.5");
        for typed in ["1.2.3", "v1.5", "1.", "12"] {
            assert_eq!(shown(Locale::Es, typed), typed);
        }
    }

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

    #[test]
    fn the_other_number_is_clear_to_everybody() {
        for locale in Locale::ALL {
            for (typed, others) in
                [("1.500", ["1500", "1.5"]), ("1,234", ["1234", "1.2340"]), ("-2.000", ["-2000", "-2"])]
            {
                let read = number(locale, typed).unwrap_or_else(|| panic!("{typed}"));
                let other = other(locale, &read);
                assert!(!is_doubtful(&other), "{other}");
                let understood = number(locale, &other).map(|n| n.to_string()).unwrap_or_default();
                assert!(others.contains(&understood.as_str()) && understood != read.to_string(), "{typed}: {other}");
            }
        }
    }
}
