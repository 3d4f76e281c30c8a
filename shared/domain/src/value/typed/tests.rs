//! What people type, in every language of pages.

use proptest::prelude::*;

use super::*;
use crate::value::{Decimal, Locale};

fn read(language: Locale, typed: &str) -> Option<String> {
    number(language, typed).map(|number| number.to_string())
}

#[test]
fn numbers_are_read_as_they_are_meant() {
    let same = |number| [number; 3];
    for (typed, [en, es, pt]) in [
        ("1234.5", same(Some("1234.5"))),
        ("1234,5", same(Some("1234.5"))),
        ("1.234,5", same(Some("1234.5"))),
        ("1,234.5", same(Some("1234.5"))),
        ("1.234.567", same(Some("1234567"))),
        ("1,234,567.80", same(Some("1234567.80"))),
        ("-12,50", same(Some("-12.50"))),
        ("\u{2212}7", same(Some("-7"))),
        ("- 7", same(Some("-7"))),
        ("1 500", same(Some("1500"))),
        ("1\u{a0}500", same(Some("1500"))),
        ("1\u{200b}5\u{17b4}0\u{180e}0", same(Some("1500"))),
        ("1\u{202f}500,25", same(Some("1500.25"))),
        ("1\u{2019}500.25", same(Some("1500.25"))),
        ("1'500", same(Some("1500"))),
        ("1.500", [Some("1.500"), Some("1500"), Some("1500")]),
        ("1,500", [Some("1500"), Some("1.500"), Some("1.500")]),
        ("0.500", same(Some("0.500"))),
        ("12345.678", same(Some("12345.678"))),
        (",5", same(Some("0.5"))),
        (" 7 ", same(Some("7"))),
        ("\u{ff11}\u{ff0e}\u{ff15}", same(Some("1.5"))),
        ("\u{202d}42\u{202c}", same(Some("42"))),
        ("1.", same(None)),
        ("1 50", same(None)),
        ("1.23.456", same(None)),
        ("1,234 567", same(None)),
        ("1234 567", same(None)),
        ("1..5", same(None)),
        ("1e3", same(None)),
        ("about 5", same(None)),
        ("", same(None)),
        ("-", same(None)),
        ("1234567890123456789012345678901", same(None)),
    ] {
        let found = [Locale::En, Locale::Es, Locale::PtBr].map(|language| read(language, typed));
        assert_eq!(found.each_ref().map(Option::as_deref), [en, es, pt], "{typed}");
    }
}

#[test]
fn a_number_is_doubtful_where_one_mark_stands_before_three_digits() {
    for typed in ["1.500", "1,500", "-1,500", "0.500", "12345,678", " 999.999 ", "- 1.500"] {
        assert!(is_doubtful(typed), "{typed}");
    }
    for typed in ["1500", "1.5", "1,50", "1.5000", "1.500,0", "1.500.000", "1 500", "a.500"] {
        assert!(!is_doubtful(typed), "{typed}");
    }
}

#[test]
fn only_one_form_is_a_day_to_programs() {
    assert_eq!(iso_day("2026-11-22").map(|day| day.to_string()), Some("2026-11-22".to_owned()));
    for text in [
        "20261122",
        "2026-11-22T10:00:00",
        "2026-11-22T10:00:00+05:00",
        "2026-11-22[America/Sao_Paulo]",
        "-000001-01-01",
        "2026-02-30",
        " 2026-11-22",
        "2026-1-22",
        "26-11-2022",
        "２０２６-11-22",
    ] {
        assert_eq!(iso_day(text), None, "{text}");
    }
}

#[test]
fn days_are_read_as_each_language_writes_them() {
    let read = |language, typed| day(language, typed).map(|day| day.to_string());
    for typed in
        ["2026-11-22", "22 November 2026", "Nov. 22, 2026", "22-nov-2026", "22nd nov 2026", "22 de noviembre de 2026"]
    {
        for language in Locale::ALL {
            assert_eq!(read(language, typed).as_deref(), Some("2026-11-22"), "{typed}");
        }
    }
    for typed in ["5/6/2026", "05/06/2026", "05-06-2026", "5.6.2026", "\u{200e}05/06/2026"] {
        for language in [Locale::Es, Locale::PtBr] {
            assert_eq!(read(language, typed).as_deref(), Some("2026-06-05"), "{typed}");
        }
        assert_eq!(read(Locale::En, typed), None, "day or month first? {typed}");
    }
    for typed in ["22/11/2026", "11/22/2026"] {
        assert_eq!(read(Locale::En, typed).as_deref(), Some("2026-11-22"), "{typed}");
    }
    assert_eq!(read(Locale::Es, "11/22/2026"), None);
    assert_eq!(read(Locale::PtBr, "1º de março de 2026").as_deref(), Some("2026-03-01"));
    for typed in ["22/11/26", "22/11", "31/02/2026", "tomorrow", "22 smarch 2026", "0/0/0000", ""] {
        for language in Locale::ALL {
            assert_eq!(read(language, typed), None, "{typed}");
        }
    }
}

#[test]
fn days_are_read_with_their_weekday_and_with_the_year_first() {
    for typed in [
        "quinta-feira, 10 de dezembro de 2026",
        "Quinta, 10 de dezembro de 2026",
        "qui., 10 dez. 2026",
        "jueves 10 de diciembre de 2026",
        "jueves, 10 de diciembre de 2026",
        "Thursday 10 December 2026",
        "Thursday, December 10, 2026",
        "Thu 10-Dec-2026",
        "2026/12/10",
        "2026.12.10",
        "quinta-feira, 2026/12/10",
    ] {
        for language in Locale::ALL {
            assert_eq!(day(language, typed), Some(jiff::civil::date(2026, 12, 10)), "{typed}");
        }
    }
    assert_eq!(day(Locale::En, "2026/6/5"), Some(jiff::civil::date(2026, 6, 5)));
    assert_eq!(day(Locale::Es, "mar 10 2026"), Some(jiff::civil::date(2026, 3, 10)), "a month");
    assert_eq!(day(Locale::Es, "mar. 10 mar. 2026"), Some(jiff::civil::date(2026, 3, 10)), "a Tuesday");
    assert_eq!(day(Locale::PtBr, "quinta-feira, 10/12/2026"), Some(jiff::civil::date(2026, 12, 10)));
    for typed in [
        "Friday 10 December 2026",
        "Thursday, 5/6/2026",
        "Thursday",
        "Thursday 10",
        "2026/22/11",
        "2026/13/1",
        "2026/2/30",
    ] {
        assert_eq!(day(Locale::En, typed), None, "{typed}");
    }
}

#[test]
fn a_phone_number_is_cleaned_and_keeps_its_extension() {
    for (typed, kept, e164, extension) in [
        ("\u{202a}+55 11 91234-5678\u{202c}", "+55 11 91234-5678", Some("+5511912345678"), None),
        ("+55\u{a0}11\u{a0}91234\u{2011}5678", "+55 11 91234-5678", Some("+5511912345678"), None),
        ("\u{202d}+55 11 91234-5678\u{202c}", "+55 11 91234-5678", Some("+5511912345678"), None),
        (
            "\u{ff10}\u{ff19}\u{ff10}\u{ff0d}\u{ff11}\u{ff12}\u{ff13}\u{ff14}\u{ff0d}\u{ff15}\u{ff16}\u{ff17}\u{ff18}",
            "090-1234-5678",
            None,
            None,
        ),
        ("+34 912 345 678 ext. 12", "+34 912 345 678 ext. 12", Some("+34912345678"), Some("12")),
        ("+55 11 3123-4567 ramal 21", "+55 11 3123-4567 ramal 21", Some("+551131234567"), Some("21")),
        ("tel:+34-912-345-678;ext=12", "+34-912-345-678;ext=12", Some("+34912345678"), Some("12")),
        ("(11) 3123-4567 x12", "(11) 3123-4567 x12", None, Some("12")),
        ("(11) 3123-4567 x 12", "(11) 3123-4567 x 12", None, Some("12")),
        ("912 345 678, Ext: 7", "912 345 678, Ext: 7", None, Some("7")),
        ("912 345 678 #7", "912 345 678 #7", None, Some("7")),
        ("+44 (0)20 7946 0958", "+44 (0)20 7946 0958", Some("+442079460958"), None),
        ("(+55) 11 91234.5678", "(+55) 11 91234.5678", Some("+5511912345678"), None),
        ("00 55 11 91234 5678", "00 55 11 91234 5678", None, None),
        ("(11) 1234.5678", "(11) 1234.5678", None, None),
        ("Tel.: +55 11 3456-7890 ramal 21", "+55 11 3456-7890 ramal 21", Some("+551134567890"), Some("21")),
        ("+55 11 3456-7890 r. 21", "+55 11 3456-7890 r. 21", Some("+551134567890"), Some("21")),
        ("M +34 600 123 456", "+34 600 123 456", Some("+34600123456"), None),
        ("t: +34 600 123 456", "+34 600 123 456", Some("+34600123456"), None),
        ("Móvil: 600 123 456", "600 123 456", None, None),
        ("Phone (212) 555-0100 ext. 4", "(212) 555-0100 ext. 4", None, Some("4")),
        ("Tel/Fax: (11) 3456-7890", "(11) 3456-7890", None, None),
        ("Fone - +55 11 3456-7890", "+55 11 3456-7890", Some("+551134567890"), None),
        ("Cel:+55 11 91234-5678", "+55 11 91234-5678", Some("+5511912345678"), None),
        ("Mobile +1 212 555 0100 (work)", "+1 212 555 0100", Some("+12125550100"), None),
        ("+55 11 91234-5678 (WhatsApp)", "+55 11 91234-5678", Some("+5511912345678"), None),
        ("+55 11 91234-5678 - Cel./WhatsApp", "+55 11 91234-5678", Some("+5511912345678"), None),
        ("+55 11 3456-7890 ramal 21 (fax)", "+55 11 3456-7890 ramal 21", Some("+551134567890"), Some("21")),
    ] {
        let phone: PhoneNumber = typed.parse().unwrap_or_else(|e| panic!("{typed}: {e}"));
        assert_eq!((phone.as_str(), phone.e164().as_deref(), phone.extension()), (kept, e164, extension), "{typed}");
        assert_eq!(phone.as_str().parse(), Ok(phone.clone()), "read again, it is the same");
    }
    for typed in [
        "12345",
        "1234567890123456",
        "call me",
        "+55+11 1234567",
        "+34 912 345 678 ext.",
        "+34 912 345 678 or 12",
        "+34 912 345 678 x 12 x 13",
        "912345678 x123456789012",
        "Tel.",
        "Tel. (WhatsApp)",
        &"Tel ".repeat(100_000),
        &" (Tel)".repeat(100_000),
        "M1234567",
        "Model 1234567",
        "912 345 678 (Ana)",
        "T 912 345 678 M 600 123 456",
        "ext. 12",
    ] {
        assert!(typed.parse::<PhoneNumber>().is_err(), "{typed}");
    }
}

proptest! {
    #[test]
    fn a_number_as_a_language_writes_it_is_the_same_number(text in "-?[0-9]{1,30}(\\.[0-9]{1,30})?", language in 0usize..3) {
        let language = Locale::ALL[language];
        let number: Decimal = text.parse().unwrap_or_else(|e| panic!("{text}: {e}"));
        let written = number.as_str().replace('.', &decimal_mark(language).to_string());
        prop_assert_eq!(read(language, &written), Some(number.to_string()));
        // Kept once, it is read as it is by programs, too.
        prop_assert_eq!(number.as_str().parse::<Decimal>().ok().map(|n| n.to_string()), Some(number.to_string()));
    }

    #[test]
    fn thousands_that_are_parted_lose_no_digit(number in 1_000_000_u64.., language in 0usize..3, mark in 0usize..6) {
        let mark = [",", ".", " ", "\u{a0}", "\u{202f}", "'"][mark];
        let digits = number.to_string();
        let head = (digits.len() - 1) % 3 + 1;
        let mut written = digits[..head].to_owned();
        for group in digits.as_bytes()[head..].chunks(3) {
            written = format!("{written}{mark}{}", String::from_utf8_lossy(group));
        }
        prop_assert_eq!(read(Locale::ALL[language], &written), Some(digits));
    }

    #[test]
    fn what_is_read_once_stays_so_and_no_text_panics(typed in ".{0,30}|[0-9., ']{0,12}|[0-9/. -]{6,10}", language in 0usize..3) {
        let language = Locale::ALL[language];
        if let Some(number) = number(language, &typed) {
            prop_assert_eq!(number.as_str().parse::<Decimal>().map(|n| n.to_string()), Ok(number.to_string()));
        }
        if let Some(found) = day(language, &typed) {
            prop_assert_eq!(day(language, &found.to_string()), Some(found));
        }
        if let Ok(phone) = typed.parse::<PhoneNumber>() {
            prop_assert_eq!(phone.as_str().parse(), Ok(phone.clone()));
        }
    }

    #[test]
    fn a_number_without_its_labels_is_read_as_itself(typed in "(Tel|M|Cel|fax|r|x|[ .:/(),;-]){0,4}[+]?(12|345|[ ()-]){4,6}(r|x|ramal|WhatsApp|cel|12|[ .:/(),;-]){0,6}") {
        if let Ok(phone) = typed.parse::<PhoneNumber>() {
            prop_assert_eq!(phone.as_str().parse(), Ok(phone.clone()));
        }
    }

    #[test]
    fn every_day_is_read_in_figures_and_as_it_is_kept(year in 1900_i16..=2200, month in 1_i8..=12, of_month in 1_i8..=28, language in 0usize..3) {
        let language = Locale::ALL[language];
        let date = jiff::civil::date(year, month, of_month);
        prop_assert_eq!(day(language, &date.to_string()), Some(date));
        prop_assert_eq!(iso_day(&date.to_string()), Some(date));
        if language != Locale::En {
            prop_assert_eq!(day(language, &format!("{of_month}/{month}/{year}")), Some(date));
        }
    }
}

#[test]
fn a_number_that_machines_could_take_for_another_is_told_as_it_was_typed_alone() {
    for typed in ["+(0)(0)(0)(0)(0)(0)", "+1 (0)(0)(0)(0)2(0)3", "+1 5550100 / 5550101", "+44 (0 20) 7946 0958"] {
        let phone: Option<PhoneNumber> = typed.parse().ok();
        assert_eq!(phone.and_then(|phone| phone.e164()), None, "{typed}");
    }
    let lisbon: PhoneNumber = "+351 (0) 21 234 5678".parse().unwrap();
    assert_eq!(lisbon.e164().as_deref(), Some("+351212345678"));
}
