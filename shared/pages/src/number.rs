//! Numbers as the reader's language writes them. Answers are kept with a point: `1234.5`.

use vestibule_domain::value::{Decimal, Locale, typed::decimal_mark};

/// From so many digits on, thousands are parted: with four, a mark before three of them reads like a fraction's.
const MIN_PARTED_DIGITS: usize = 5;

/// A kept answer to be read, with its thousands parted.
pub(crate) fn parted(locale: Locale, kept: &str) -> String {
    let Ok(number) = kept.parse::<Decimal>() else { return kept.to_owned() };
    let (negative, whole, fraction) = number.parts();
    let (sign, mark) = (if negative { "-" } else { "" }, decimal_mark(locale));
    let group = if mark == ',' { '.' } else { ',' };
    let mut parted = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 && whole.len() >= MIN_PARTED_DIGITS {
            parted.push(group);
        }
        parted.push(digit);
    }
    if fraction.is_empty() { format!("{sign}{parted}") } else { format!("{sign}{parted}{mark}{fraction}") }
}

/// A kept answer in the reader's way, as it can be typed. What is no plain number is shown as it was typed.
pub(crate) fn shown(locale: Locale, kept: &str) -> String {
    match kept.parse::<Decimal>() {
        Ok(_) => kept.replace('.', &decimal_mark(locale).to_string()),
        Err(_) => kept.to_owned(),
    }
}

/// The other number that somebody may have meant, as nobody can take it for a third: `1500` for `1.500`, and `1.5` for
/// `1500`. `None`: there is no other, because nobody parts thousands as in `0.500` or `12345.678`.
pub(crate) fn other(locale: Locale, number: &Decimal) -> Option<String> {
    let (negative, whole, fraction) = number.parts();
    let sign = if negative { "-" } else { "" };
    if !fraction.is_empty() {
        let is_a_group = whole.len() <= 3 && !whole.starts_with('0') && fraction.len() == 3;
        return is_a_group.then(|| format!("{sign}{whole}{fraction}"));
    }
    let (whole, fraction) = whole.split_at(whole.len().saturating_sub(3));
    let short = fraction.trim_end_matches('0');
    // With a fourth digit it is no group of thousands.
    let fraction = if short.len() == 3 { format!("{short}0") } else { short.to_owned() };
    let mark = if fraction.is_empty() { String::new() } else { decimal_mark(locale).to_string() };
    Some(format!("{sign}{whole}{mark}{fraction}"))
}

#[cfg(test)]
mod tests {
    use vestibule_domain::value::typed::{is_doubtful, number};

    use super::*;

    #[test]
    fn a_decimal_is_shown_in_the_readers_way() {
        assert_eq!(shown(Locale::PtBr, "-1234.5"), "-1234,5");
        assert_eq!(shown(Locale::En, "1234.5"), "1234.5");
        for typed in ["1.2.3", "v1.5", "1.", "12"] {
            assert_eq!(shown(Locale::Es, typed), typed);
        }
    }

    #[test]
    fn thousands_of_large_numbers_are_parted_as_the_reader_parts_them() {
        for (kept, en, es) in [
            ("10000000", "10,000,000", "10.000.000"),
            ("-1234567.50", "-1,234,567.50", "-1.234.567,50"),
            ("10000", "10,000", "10.000"),
            ("1500", "1500", "1500"),
            ("999.1234567", "999.1234567", "999,1234567"),
            ("about 10000000", "about 10000000", "about 10000000"),
        ] {
            assert_eq!((parted(Locale::En, kept), parted(Locale::Es, kept)), (en.to_owned(), es.to_owned()));
            assert_eq!(parted(Locale::PtBr, kept), es);
        }
    }

    #[test]
    fn the_other_number_is_clear_to_everybody() {
        for locale in Locale::ALL {
            for (typed, others) in
                [("1.500", ["1500", "1.5"]), ("1,234", ["1234", "1.2340"]), ("-2.000", ["-2000", "-2"])]
            {
                let read = number(locale, typed).unwrap_or_else(|| panic!("{typed}"));
                let other = other(locale, &read).unwrap_or_else(|| panic!("{typed}"));
                assert!(!is_doubtful(&other), "{other}");
                let understood = number(locale, &other).map(|n| n.to_string()).unwrap_or_default();
                assert!(others.contains(&understood.as_str()) && understood != read.to_string(), "{typed}: {other}");
            }
            for typed in ["0.500", "0,000", "-0.125", "12345.678"] {
                let read = number(locale, typed).unwrap_or_else(|| panic!("{typed}"));
                assert_eq!(other(locale, &read), None, "{typed}");
            }
        }
    }
}
