//! A day as people write it where their browser has no control for it.

use jiff::civil::{Date, date};

use super::letters::plain;
use crate::value::Locale;

/// The first day that is taken where a field does not say: who types the year 26 means another.
pub const EARLIEST_DAY: Date = date(1900, 1, 1);
/// The last one.
pub const LATEST_DAY: Date = date(2200, 12, 31);

/// The names of the months in all languages of pages. Their first three letters are enough: no two months share them.
const MONTHS: [&[&str]; 12] = [
    &["january", "janeiro", "enero"],
    &["february", "fevereiro", "febrero"],
    &["march", "março", "marzo"],
    &["april", "abril"],
    &["may", "maio", "mayo"],
    &["june", "junho", "junio"],
    &["july", "julho", "julio"],
    &["august", "agosto"],
    &["september", "setembro", "septiembre", "setiembre", "sept"],
    &["october", "outubro", "octubre"],
    &["november", "novembro", "noviembre"],
    &["december", "dezembro", "diciembre"],
];

/// The names of the days of a week, from Monday on, likewise.
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "segunda", "segunda-feira", "lunes"],
    &["tuesday", "terça", "terça-feira", "martes"],
    &["wednesday", "quarta", "quarta-feira", "miércoles", "miercoles"],
    &["thursday", "quinta", "quinta-feira", "jueves"],
    &["friday", "sexta", "sexta-feira", "viernes"],
    &["saturday", "sábado", "sabado"],
    &["sunday", "domingo"],
];

/// Exactly `2026-11-22`: no other form of ISO 8601, no time, no zone.
pub fn iso_day(text: &str) -> Option<Date> {
    let shape = |(at, b): (usize, u8)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    let is_day = text.len() == 10 && text.bytes().enumerate().all(shape);
    is_day.then(|| text.parse().ok()).flatten()
}

/// What was typed on a page in a language: `2026-11-22`, `22/11/2026`, `22 November 2026`, `Sunday 22 November 2026`. In English, which writes the
/// month first in one country and second in another, figures alone are a day only where there is one way to read them.
pub fn day(language: Locale, typed: &str) -> Option<Date> {
    let text = plain(typed).to_lowercase();
    iso_day(&text)
        .or_else(|| in_figures(language, &text))
        .or_else(|| in_words(&text))
        .or_else(|| behind_weekday(language, &text))
}

/// A day with its weekday before it; another weekday than its own leaves open which of both is wrong.
fn behind_weekday(language: Locale, text: &str) -> Option<Date> {
    let (weekday, rest) = text.split_once([' ', ',', '.'])?;
    let weekday = position(&WEEKDAYS, weekday)?;
    let rest = rest.trim_start_matches([' ', ',', '.']);
    let day = in_figures(language, rest).or_else(|| in_words(rest))?;
    (usize::try_from(day.weekday().to_monday_zero_offset()) == Ok(weekday)).then_some(day)
}

fn in_figures(language: Locale, text: &str) -> Option<Date> {
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|mark| matches!(mark, '/' | '.' | '-'))?;
    let [first, second, year] = <[&str; 3]>::try_from(text.split(mark).collect::<Vec<_>>()).ok()?;
    if first.len() == 4 {
        // No country writes the day behind the year.
        return of(first, second, year);
    }
    let (day_first, month_first) = (of(year, second, first), of(year, first, second));
    match (language, day_first, month_first) {
        (Locale::Es | Locale::PtBr, day_first, _) => day_first,
        (Locale::En, Some(one), Some(other)) if one != other => None,
        (Locale::En, one, other) => one.or(other),
    }
}

/// `22 de noviembre de 2026`, `nov. 22, 2026`, `22-nov-2026`, `1º de janeiro de 2026`.
fn in_words(text: &str) -> Option<Date> {
    let words = text.split([' ', ',', '-', '/', '.']).filter(|word| !word.is_empty() && !matches!(*word, "de" | "del"));
    let [first, second, year] = <[&str; 3]>::try_from(words.collect::<Vec<_>>()).ok()?;
    let (day, month) = month(second).map(|month| (first, month)).or_else(|| Some((second, month(first)?)))?;
    let day = ["st", "nd", "rd", "th", "º", "°", "ª"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    of(year, &month.to_string(), day)
}

fn month(word: &str) -> Option<usize> {
    position(&MONTHS, word).map(|at| at + 1)
}

fn position(all: &[&[&str]], word: &str) -> Option<usize> {
    let is_name = |name: &&str| *name == word || (word.chars().count() == 3 && name.starts_with(word));
    all.iter().position(|names| names.iter().any(is_name))
}

/// A year has four figures, so that nobody has to guess its century.
fn of(year: &str, month: &str, day: &str) -> Option<Date> {
    let figures =
        |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !figures(year, 4) || !figures(month, 2) || !figures(day, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
