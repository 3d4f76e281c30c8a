//! Times as people read them: how far away, which day, at what hour where it was meant and in UTC.

use jiff::{Timestamp, civil::Date};
use vestibule_domain::value::Zone;

use crate::texts::Texts;

/// One instant in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// "in 5 days"
    pub relative: String,
    /// "Friday 27 November, 18:00 São Paulo, 21:00 UTC"; the year only where it is another one.
    pub full: String,
    /// "in 5 days: Friday 27 November, 18:00 São Paulo, 21:00 UTC"
    pub whole: String,
    /// RFC 3339, for `<time datetime>`.
    pub machine: String,
}

/// An instant as seen from another.
pub fn moment(texts: Texts, at: Timestamp, zone: &Zone, now: Timestamp) -> Moment {
    let relative = relative(texts, at, zone, now);
    let full = in_zones(texts, at, zone, zone.at(at).year() != zone.at(now).year());
    let whole =
        texts.say_with("moment-whole", &[("relative", relative.as_str().into()), ("full", full.as_str().into())]);
    Moment { relative, full, whole, machine: machine(at) }
}

/// An instant as it is put on record: always with its year.
pub fn on_record(texts: Texts, at: Timestamp, zone: &Zone) -> String {
    in_zones(texts, at, zone, true)
}

/// "22 November, 14:03"; the year only where it is another one.
pub fn at_a_glance(texts: Texts, at: Timestamp, zone: &Zone, now: Timestamp) -> String {
    let day = zone.at(at).date();
    let mut values = vec![
        ("day", day.day().to_string().into()),
        ("month", month(texts, day).into()),
        ("time", time_of_day(at, zone).into()),
    ];
    if day.year() == zone.at(now).year() {
        return texts.say_with("moment-at-a-glance", &values);
    }
    values.push(("year", day.year().to_string().into()));
    texts.say_with("moment-at-a-glance-and-year", &values)
}

/// "14:03"
pub fn time_of_day(at: Timestamp, zone: &Zone) -> String {
    zone.at(at).strftime("%H:%M").to_string()
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

fn in_zones(texts: Texts, at: Timestamp, zone: &Zone, with_year: bool) -> String {
    let (here, utc) = (zone.at(at).date(), Zone::utc().at(at).date());
    let (time, utc_time) = (time_of_day(at, zone), time_of_day(at, &Zone::utc()));
    let date = weekday_and_date(texts, here, with_year);
    let Some(city) = city(texts, zone) else {
        return texts.say_with("moment-in-utc", &[("date", date.into()), ("time", time.into())]);
    };
    let mut values =
        vec![("date", date.into()), ("time", time.into()), ("city", city.into()), ("utc", utc_time.into())];
    if here == utc {
        return texts.say_with("moment-in-zones", &values);
    }
    values.push(("utcdate", weekday_and_date(texts, utc, false).into()));
    texts.say_with("moment-in-zones-apart", &values)
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
