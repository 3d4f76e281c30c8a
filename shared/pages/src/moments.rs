//! Times as people read them: how far away, which day, at what hour where it was meant.

use jiff::{Timestamp, civil::Date};
use vestibule_domain::value::Zone;

use crate::texts::Texts;

/// One instant in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// "in 5 days"
    pub relative: String,
    /// "Friday 27 November, 18:00 (São Paulo time)"; the year only where it is another one.
    pub full: String,
    /// As it follows "until" or "by": "el viernes 27 de noviembre, …".
    pub until: String,
    /// As it says when something was: "on Friday 27 November, …", "na sexta-feira, 27 de novembro, …".
    pub on: String,
    /// "in 5 days: Friday 27 November, 18:00 (São Paulo time)"
    pub whole: String,
    /// RFC 3339, for `<time datetime>`.
    pub machine: String,
}

/// An instant as seen from another.
pub fn moment(texts: Texts, at: Timestamp, zone: &Zone, now: Timestamp) -> Moment {
    let relative = relative(texts, at, zone, now);
    let full = in_zone(texts, at, zone, zone.at(at).year() != zone.at(now).year());
    let whole =
        texts.say_with("moment-whole", &[("relative", relative.as_str().into()), ("full", full.as_str().into())]);
    let (until, on) = (within(texts, "moment-until", at, zone, &full), within(texts, "moment-on", at, zone, &full));
    Moment { relative, full, until, on, whole, machine: machine(at) }
}

/// An instant as it is put on record: always with its year.
pub fn on_record(texts: Texts, at: Timestamp, zone: &Zone) -> String {
    in_zone(texts, at, zone, true)
}

/// The same as it follows "until".
pub fn on_record_until(texts: Texts, at: Timestamp, zone: &Zone) -> String {
    within(texts, "moment-until", at, zone, &on_record(texts, at, zone))
}

/// The same as the day on which something happened.
pub fn on_record_on(texts: Texts, at: Timestamp, zone: &Zone) -> String {
    within(texts, "moment-on", at, zone, &on_record(texts, at, zone))
}

/// As a part of a sentence: languages put different words before different weekdays.
fn within(texts: Texts, id: &str, at: Timestamp, zone: &Zone, full: &str) -> String {
    let weekday = i64::from(zone.at(at).weekday().to_monday_one_offset());
    texts.say_with(id, &[("weekday", weekday.into()), ("full", full.into())])
}

/// "22 November, 14:03 (São Paulo time)"; the year only where it is another one.
pub fn at_a_glance(texts: Texts, at: Timestamp, zone: &Zone, now: Timestamp) -> String {
    let day = zone.at(at).date();
    let mut values = vec![
        ("day", day.day().to_string().into()),
        ("month", month(texts, day).into()),
        ("time", time_with_zone(texts, at, zone).into()),
    ];
    if day.year() == zone.at(now).year() {
        return texts.say_with("moment-at-a-glance", &values);
    }
    values.push(("year", day.year().to_string().into()));
    texts.say_with("moment-at-a-glance-and-year", &values)
}

/// "14:03 (São Paulo time)"
pub fn time_with_zone(texts: Texts, at: Timestamp, zone: &Zone) -> String {
    let time = zone.at(at).strftime("%H:%M").to_string();
    match city(texts, zone) {
        Some(city) => texts.say_with("moment-time-in-zone", &[("time", time.into()), ("city", city.into())]),
        None => texts.say_with("moment-time-in-utc", &[("time", time.into())]),
    }
}

/// "22 November 2026"
pub fn date(texts: Texts, date: Date) -> String {
    let (day, month, year) = (date.day().to_string(), month(texts, date), date.year().to_string());
    texts.say_with("moment-date", &[("day", day.into()), ("month", month.into()), ("year", year.into())])
}

/// RFC 3339 in UTC, to the second.
pub fn machine(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The city that an IANA zone is named after, as its readers write it; `None` for UTC.
pub fn city(texts: Texts, zone: &Zone) -> Option<String> {
    let last = zone.as_str().rsplit('/').next().unwrap_or_default();
    if matches!(last, "UTC" | "UCT" | "Universal" | "Zulu") {
        return None;
    }
    let id = format!("city-{last}");
    Some(if texts.knows(&id) { texts.say(&id) } else { last.replace('_', " ") })
}

/// Rounded towards now, so that a guest never has less time than they read.
fn relative(texts: Texts, at: Timestamp, zone: &Zone, now: Timestamp) -> String {
    let seconds = at.duration_since(now).as_secs();
    let ahead = seconds > 0;
    let (minutes, hours) = (seconds.abs() / 60, seconds.abs() / 3600);
    let days = zone.at(at).date().duration_since(zone.at(now).date()).as_hours().abs() / 24;
    let counted = |id: &str, count: i64| texts.say_with(id, &[("count", count.into())]);
    match (ahead, days) {
        (true, _) if minutes == 0 => texts.say("moment-soon"),
        (false, _) if minutes == 0 => texts.say("moment-just-now"),
        (true, _) if hours == 0 => counted("moment-in-minutes", minutes),
        (false, _) if hours == 0 => counted("moment-minutes-ago", minutes),
        (true, days) if hours < 12 || days == 0 => counted("moment-in-hours", hours),
        (false, days) if hours < 12 || days == 0 => counted("moment-hours-ago", hours),
        (true, 1) => texts.say("moment-tomorrow"),
        (false, 1) => texts.say("moment-yesterday"),
        (true, days) => counted("moment-in-days", days),
        (false, days) => counted("moment-days-ago", days),
    }
}

fn in_zone(texts: Texts, at: Timestamp, zone: &Zone, with_year: bool) -> String {
    let date = weekday_and_date(texts, zone.at(at).date(), with_year);
    texts.say_with("moment-in-zone", &[("date", date.into()), ("time", time_with_zone(texts, at, zone).into())])
}

fn weekday_and_date(texts: Texts, date: Date, with_year: bool) -> String {
    let weekday = texts.say(&format!("weekday-{}", date.weekday().to_monday_one_offset()));
    let mut values =
        vec![("weekday", weekday.into()), ("day", date.day().to_string().into()), ("month", month(texts, date).into())];
    if !with_year {
        return texts.say_with("moment-day", &values);
    }
    values.push(("year", date.year().to_string().into()));
    texts.say_with("moment-day-and-year", &values)
}

fn month(texts: Texts, date: Date) -> String {
    texts.say(&format!("month-{}", date.month()))
}

#[cfg(test)]
mod tests;
