//! Times in three languages, in zones with and without daylight saving, on both sides of midnight.

use std::sync::LazyLock;

use vestibule_domain::value::Locale;

use super::*;
use crate::texts::Catalogue;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::read(&[]));
const NOW: &str = "2026-11-22T21:00:00Z";

fn seen(locale: Locale, at: &str, zone: &str) -> Result<Moment, Box<dyn std::error::Error>> {
    Ok(moment(CATALOGUE.in_language(locale), at.parse()?, &zone.parse()?, NOW.parse()?))
}

fn whole(locale: Locale, at: &str) -> Result<String, Box<dyn std::error::Error>> {
    Ok(seen(locale, at, "America/Sao_Paulo")?.whole)
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[test]
fn a_deadline_says_how_long_which_day_and_the_hour_where_it_was_meant() -> Outcome {
    let at = "2026-11-27T21:00:00Z";
    assert_eq!(whole(Locale::En, at)?, "in 5 days: Friday 27 November, 18:00 (São Paulo time)");
    assert_eq!(whole(Locale::PtBr, at)?, "em 5 dias: sexta-feira, 27 de novembro, 18:00 (horário de São Paulo)");
    assert_eq!(whole(Locale::Es, at)?, "dentro de 5 días: viernes 27 de noviembre, 18:00 (hora de São Paulo)");
    assert_eq!(seen(Locale::En, "2026-11-27T21:00:00.123Z", "UTC")?.machine, at);
    Ok(())
}

#[test]
fn another_year_is_said_and_utc_where_nothing_else_is_meant() -> Outcome {
    let late = seen(Locale::En, "2026-11-28T01:00:00Z", "America/Sao_Paulo")?;
    assert_eq!(late.full, "Friday 27 November, 22:00 (São Paulo time)");
    let next_year = seen(Locale::PtBr, "2027-01-04T12:00:00Z", "Europe/Lisbon")?;
    assert_eq!(next_year.full, "segunda-feira, 4 de janeiro de 2027, 12:00 (horário de Lisboa)");
    assert_eq!(seen(Locale::En, "2026-11-27T21:00:00Z", "UTC")?.full, "Friday 27 November, 21:00 UTC");
    let (texts, zone) = (CATALOGUE.in_language(Locale::Es), "Asia/Kolkata".parse()?);
    assert_eq!(on_record(texts, NOW.parse()?, &zone), "lunes 23 de noviembre de 2026, 02:30 (hora de Kolkata)");
    Ok(())
}

#[test]
fn the_distance_is_told_in_the_unit_that_fits() -> Outcome {
    for (at, expected) in [
        ("2026-11-22T21:00:59Z", "in less than a minute"),
        ("2026-11-22T21:01:00Z", "in 1 minute"),
        ("2026-11-22T21:59:59Z", "in 59 minutes"),
        ("2026-11-22T23:59:59Z", "in 2 hours"),
        ("2026-11-23T08:00:00Z", "in 11 hours"),
        ("2026-11-23T21:00:00Z", "tomorrow"),
        ("2026-11-24T09:00:00Z", "in 2 days"),
        ("2026-11-22T21:00:00Z", "just now"),
        ("2026-11-22T20:00:00Z", "1 hour ago"),
        ("2026-11-21T21:00:00Z", "yesterday"),
        ("2026-11-17T21:00:00Z", "5 days ago"),
    ] {
        assert_eq!(seen(Locale::En, at, "America/Sao_Paulo")?.relative, expected, "{at}");
    }
    assert_eq!(seen(Locale::PtBr, "2026-11-22T22:00:00Z", "UTC")?.relative, "em 1 hora");
    assert_eq!(seen(Locale::Es, "2026-11-22T20:58:00Z", "UTC")?.relative, "hace 2 minutos");
    Ok(())
}

#[test]
fn a_deadline_keeps_its_wall_clock_when_daylight_saving_begins() -> Outcome {
    let (texts, zone) = (CATALOGUE.in_language(Locale::En), "Europe/Berlin".parse()?);
    let (at, now) = ("2027-03-28T16:00:00Z".parse()?, "2027-03-27T17:00:00Z".parse()?);
    assert_eq!(moment(texts, at, &zone, now).whole, "tomorrow: Sunday 28 March, 18:00 (Berlin time)");
    Ok(())
}

#[test]
fn every_weekday_and_month_has_its_name_in_every_language() -> Outcome {
    for locale in Locale::ALL {
        let texts = CATALOGUE.in_language(locale);
        for n in 1..=7 {
            assert!(texts.knows(&format!("weekday-{n}")), "{locale:?} {n}");
        }
        for n in 1..=12 {
            assert!(texts.knows(&format!("month-{n}")), "{locale:?} {n}");
        }
        assert!(date(texts, "2026-03-01".parse()?).contains("2026"));
    }
    Ok(())
}

#[test]
fn cities_are_written_as_their_readers_write_them() -> Outcome {
    let named =
        |locale, zone: &str| Ok::<_, Box<dyn std::error::Error>>(city(CATALOGUE.in_language(locale), &zone.parse()?));
    assert_eq!(named(Locale::Es, "America/New_York")?.as_deref(), Some("Nueva York"));
    assert_eq!(named(Locale::En, "America/Argentina/Buenos_Aires")?.as_deref(), Some("Buenos Aires"));
    assert_eq!(named(Locale::En, "Etc/UTC")?, None);
    Ok(())
}

#[test]
fn weekdays_have_their_articles_inside_a_sentence() -> Outcome {
    for (locale, at, until, on) in [
        (Locale::En, "2026-12-02T15:00:00Z", "Wednesday 2 December, ", "on Wednesday 2 December, "),
        (Locale::Es, "2026-12-02T15:00:00Z", "el miércoles 2 de diciembre, ", "el miércoles 2 de diciembre, "),
        (Locale::PtBr, "2026-12-02T15:00:00Z", "quarta-feira, 2 de dezembro, ", "na quarta-feira, 2 de dezembro, "),
        (Locale::PtBr, "2026-12-05T15:00:00Z", "sábado, 5 de dezembro, ", "no sábado, 5 de dezembro, "),
    ] {
        let seen = seen(locale, at, "America/Sao_Paulo")?;
        assert!(seen.until.starts_with(until) && seen.on.starts_with(on), "{seen:?}");
    }
    Ok(())
}

#[test]
fn a_time_at_a_glance_names_its_zone() -> Outcome {
    let (at, now) = ("2026-11-22T17:03:00Z".parse()?, "2026-11-23T12:00:00Z".parse()?);
    for (locale, zone, said) in [
        (Locale::En, "America/Sao_Paulo", "22 November, 14:03 (São Paulo time)"),
        (Locale::Es, "Europe/Madrid", "22 de noviembre, 18:03 (hora de Madrid)"),
        (Locale::PtBr, "UTC", "22 de novembro, 17:03 UTC"),
    ] {
        assert_eq!(at_a_glance(CATALOGUE.in_language(locale), at, &zone.parse()?, now), said);
    }
    Ok(())
}
