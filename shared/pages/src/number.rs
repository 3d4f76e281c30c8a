//! Numbers as the reader's language writes them. Answers are kept with a point: `1234.5`.

use vestibule_domain::value::Locale;

/// What separates the fraction from the whole.
pub(crate) fn separator(locale: Locale) -> char {
    match locale {
        Locale::En => '.',
        Locale::PtBr | Locale::Es => ',',
    }
}

/// A kept answer in the reader's way. What is no plain number is shown as it was typed.
pub(crate) fn shown(locale: Locale, kept: &str) -> String {
    let digits = kept.strip_prefix(['-', '+']).unwrap_or(kept);
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, fraction)) if plain(whole) && plain(fraction) => kept.replace('.', &separator(locale).to_string()),
        _ => kept.to_owned(),
    }
}

/// What was typed in the reader's way, as it is kept: without separators of thousands, with a point.
/// What is no such number is left as it was typed, so that the guest sees it. `words.js` does the same.
pub(crate) fn meant(locale: Locale, typed: &str) -> String {
    let text = typed.trim();
    let decimal = separator(locale);
    let group = if decimal == ',' { '.' } else { ',' };
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once(decimal).unwrap_or((unsigned, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let grouped = plain(first) && groups.clone().all(|g| g.len() == 3 && plain(g));
    let short_first = first.len() <= 3 || groups.next().is_none();
    if grouped && short_first && plain(fraction) {
        text.replace(group, "").replace(decimal, ".")
    } else {
        typed.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_shown_and_understood_in_the_readers_way() {
        assert_eq!(shown(Locale::PtBr, "-1234.5"), "-1234,5");
        assert_eq!(shown(Locale::En, "1234.5"), "1234.5");
        for (locale, typed, kept) in [
            (Locale::PtBr, "1.234,5", "1234.5"),
            (Locale::PtBr, "1.234", "1234"),
            (Locale::Es, "-12,50", "-12.50"),
            (Locale::Es, "1.5", "1.5"),
            (Locale::En, "1,234,567.8", "1234567.8"),
            (Locale::En, "1,5", "1,5"),
            (Locale::En, "12345,678", "12345,678"),
            (Locale::En, "about 5", "about 5"),
        ] {
            assert_eq!(meant(locale, typed), kept, "{typed}");
        }
        for typed in ["1.2.3", "v1.5", "1.", "12"] {
            assert_eq!(shown(Locale::Es, typed), typed);
        }
    }
}
