//! How an answer was read, said beside its field where people could mean another by what they typed.

use vestibule_domain::{
    task::{Answer, Field},
    value::{
        Decimal, Locale,
        typed::{day, is_doubtful, iso_day, number},
    },
};

use super::{in_words::in_words, input::Asked, money::is_money, writing::Writing};
use crate::{moments::date, number as numbers, texts::Texts};

/// Beside the control, for what was typed into it in the language of the page. `None`: it can be taken in one way.
pub fn reading(texts: Texts, field: &Field, typed: &Answer) -> Option<String> {
    let Answer::Text(typed) = typed else { return None };
    let language = texts.locale();
    match Asked::by(field).input.writing() {
        Writing::Number if is_doubtful(typed) => Some(of_number(texts, &number(language, typed)?, true)),
        Writing::Number => in_figures(texts, typed),
        Writing::Date if iso_day(typed.trim()).is_none() => {
            let read = date(texts, day(language, typed)?);
            Some(texts.say_with("reading", &[("read", read.into())]))
        }
        Writing::Date | Writing::Prose | Writing::Plain => None,
    }
}

/// Beside the control of a kept answer.
pub(super) fn of_kept(texts: Texts, writing: Writing, kept: &str) -> Option<Reading> {
    if writing != Writing::Number {
        return None;
    }
    let Ok(number) = kept.parse::<Decimal>() else {
        return in_figures(texts, kept).map(|words| Reading { words, doubtful: true });
    };
    let in_control = numbers::shown(texts.locale(), kept);
    in_words(texts, &number)?;
    let doubtful = is_doubtful(&in_control);
    Some(Reading { words: of_number(texts, &number, doubtful), doubtful })
}

/// What to write instead of figures that are no number together with what stands around them. The number alone is offered
/// only where nothing but money is left out: `1.5` is not what `1.5 million` says. `None`: it is a number, or there are
/// no figures in it.
fn in_figures(texts: Texts, typed: &str) -> Option<String> {
    if !typed.chars().any(char::is_numeric) || number(texts.locale(), typed).is_some() {
        return None;
    }
    Some(without_money(texts, typed).unwrap_or_else(|| texts.say("reading-in-figures")))
}

fn without_money(texts: Texts, typed: &str) -> Option<String> {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+');
    let (start, end) = (typed.find(is_of_number)?, typed.rfind(|c: char| c.is_ascii_digit())? + 1);
    let figures = typed.get(start..end)?;
    number(texts.locale(), figures)?;
    let around = [&typed[..start], &typed[end..]].map(str::trim);
    let around: Vec<_> = around.into_iter().filter(|part| !part.is_empty()).collect();
    around.iter().all(|part| is_money(part)).then(|| {
        let values = [("number", figures.into()), ("around", around.join(", ").into())];
        texts.say_with("reading-leave-out", &values)
    })
}

/// What is said of a kept answer.
pub(super) struct Reading {
    pub(super) words: String,
    /// What stands in the control can be taken in two ways. Else it may have been typed so: the page that it was typed on
    /// knows, if its script runs.
    pub(super) doubtful: bool,
}

fn of_number(texts: Texts, number: &Decimal, with_other: bool) -> String {
    let language: Locale = texts.locale();
    let read = in_words(texts, number).unwrap_or_else(|| numbers::parted(language, number.as_str()));
    let read = texts.say_with("reading", &[("read", read.into())]);
    match numbers::other(language, number).filter(|_| with_other) {
        Some(other) => format!("{read} {}", texts.say_with("reading-other", &[("other", other.into())])),
        None => read,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::input::tests::fields, *};
    use crate::texts::shared;

    fn said(locale: Locale, kind: &str, typed: &str) -> Option<String> {
        let field = fields().into_iter().find(|field| field.slug.as_str() == kind)?;
        let words = reading(shared(locale), &field, &Answer::Text(typed.to_owned()))?;
        Some(words.replace(['\u{2068}', '\u{2069}'], ""))
    }

    #[test]
    fn what_can_be_meant_in_two_ways_is_said_as_it_was_read() {
        for (locale, kind, typed, words) in [
            (Locale::En, "number", "1.500", Some("Read as 1 and 500 thousandths. For 1500, type 1500.")),
            (Locale::En, "number", "1,500", Some("Read as the whole number 1500. For 1.5, type 1.5.")),
            (Locale::Es, "number", "1,500", Some("Se lee como 1 y 500 milésimas. Para 1500, escriba 1500.")),
            (Locale::Es, "number", "1.500", Some("Se lee como el número entero 1500. Para 1,5, escriba 1,5.")),
            (Locale::PtBr, "number", "1.500", Some("Lido como o número inteiro 1500. Para 1,5, digite 1,5.")),
            (Locale::Es, "number", "1 500", None),
            (Locale::Es, "number", "1500", None),
            (Locale::Es, "date", "5/6/2026", Some("Se lee como 5 de junio de 2026.")),
            (Locale::En, "date", "22/11/2026", Some("Read as 22 November 2026.")),
            (Locale::En, "date", "5/6/2026", None),
            (Locale::En, "date", "2026-11-22", None),
            (Locale::En, "short_text", "1.500", None),
            (Locale::PtBr, "number", "150.000", Some("Lido como o número inteiro 150.000. Para 150, digite 150.")),
            (Locale::PtBr, "number", "R$ 1.500,00", Some("Digite só o número, 1.500,00, sem R$.")),
            (Locale::Es, "number", "€ 12", Some("Escriba solo el número, 12, sin €.")),
            (Locale::En, "number", "US$ -12.50 USD", Some("Write only the number, -12.50, without US$, USD.")),
            (Locale::En, "number", "about", None),
        ] {
            assert_eq!(said(locale, kind, typed).as_deref(), words, "{locale:?} {typed}");
        }
    }

    /// Who does as the hint says must not write another number than they meant.
    #[test]
    fn a_number_is_offered_only_where_what_is_left_out_does_not_change_it() {
        for typed in [
            "1.5 million",
            "12k",
            "2,5 mi",
            "(500)",
            "-12 %",
            "US$ 12.50 net",
            "R$ 2 mil",
            "k€ 12",
            "\u{2212}5 €",
            "-€5",
            "5.",
            "approx. 500",
            "1 or 2",
            "\u{ff15} kg",
        ] {
            for (locale, words) in [
                (
                    Locale::En,
                    "Write the number in full, in digits, for example 1500000 or -500, without words or other signs.",
                ),
                (
                    Locale::Es,
                    "Escriba el número completo, en cifras, por ejemplo 1500000 o -500, sin palabras ni otros signos.",
                ),
                (
                    Locale::PtBr,
                    "Digite o número completo, em algarismos, por exemplo 1500000 ou -500, sem palavras nem outros sinais.",
                ),
            ] {
                assert_eq!(said(locale, "number", typed).as_deref(), Some(words), "{typed}");
            }
        }
    }

    #[test]
    fn a_day_as_a_page_says_it_is_read_as_the_same_day() {
        for locale in Locale::ALL {
            for month in 1..=12 {
                let of = jiff::civil::date(2026, month, 1);
                let said = date(shared(locale), of).replace(['\u{2068}', '\u{2069}'], "");
                assert_eq!(day(locale, &said), Some(of), "{said}");
            }
            for of_month in 7..=13 {
                let of = jiff::civil::date(2026, 12, of_month);
                let texts = shared(locale);
                let name = |of: &str, number: i8| texts.say(&format!("{of}-{number}")).into();
                let weekday = name("weekday", of.weekday().to_monday_one_offset());
                let (day_of, month) = (of_month.to_string().into(), name("month", 12));
                let values = [("weekday", weekday), ("day", day_of), ("month", month), ("year", "2026".into())];
                let said = texts.say_with("moment-day-and-year", &values).replace(['\u{2068}', '\u{2069}'], "");
                assert_eq!(day(locale, &said), Some(of), "{said}");
            }
        }
    }
}
