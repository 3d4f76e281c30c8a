//! When a share shall end, and when a step is due, as requests say it.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use vestibule_api::{staff::NewExpiry, task::NewDue};
use vestibule_domain::{
    share::Expiry,
    task::Due,
    value::{Zone, typed::iso_day},
};

use crate::request::fields::Fields;

impl Fields {
    /// Reads when a share shall end, under `/expiry`.
    pub fn expiry(&mut self, NewExpiry { days, at, zone: named }: &NewExpiry) -> Option<Expiry> {
        let zone: Option<Zone> = self.word("/expiry/zone", named.as_deref());
        match (*days, at.as_deref()) {
            (Some(_), None) if named.is_some() => {
                self.refuse("/expiry/zone", "invalid", "goes with at; days are those of the organisation's zone");
                None
            }
            (Some(days), None) => Some(Expiry::Days(days)),
            (None, Some(at)) => {
                if let Some(day) = iso_day(at) {
                    return Some(Expiry::On(day, zone));
                }
                let Some(instant) = instant(at, zone.as_ref()) else {
                    let detail = "must be an instant such as 2026-11-29T17:00:00Z, a day, or a local time with a zone";
                    self.refuse("/expiry/at", "invalid", detail);
                    return None;
                };
                Some(Expiry::At(instant, zone))
            }
            _ => {
                self.refuse("/expiry", "invalid", "must have either days or at");
                None
            }
        }
    }

    /// Reads when a step is due, under a pointer. A day is meant until its end.
    pub fn due(&mut self, pointer: &str, NewDue { at, zone }: &NewDue) -> Option<Due> {
        let end = |day: Date| Some(day.at(23, 59, 59, 0).to_zoned(zone.time_zone()).ok()?.timestamp());
        let found = iso_day(at).map_or_else(|| instant(at, Some(zone)), end);
        if found.is_none() {
            let detail = "must be an instant such as 2026-11-29T17:00:00Z, or a day or a local time in the zone";
            self.refuse(&format!("{pointer}/at"), "invalid", detail);
        }
        Some(Due { at: found?, zone: zone.clone() })
    }
}

/// An instant, or a local time in a zone. A day in any other form has no time of day that anybody meant.
fn instant(at: &str, zone: Option<&Zone>) -> Option<Timestamp> {
    let wall_clock = || {
        at.contains(['T', 't', ' ']).then_some(())?;
        Some(at.parse::<DateTime>().ok()?.to_zoned(zone?.time_zone()).ok()?.timestamp())
    };
    at.parse().ok().or_else(wall_clock)
}
