//! When a share shall end, as requests say it.

use jiff::{Timestamp, civil::DateTime};
use vestibule_api::staff::NewExpiry;
use vestibule_domain::{
    share::Expiry,
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
                let instant = at.parse::<Timestamp>().ok();
                // A day in any other form has no time of day that anybody meant.
                let wall_clock = || {
                    at.contains(['T', 't', ' ']).then_some(())?;
                    let zoned = at.parse::<DateTime>().ok()?.to_zoned(zone.as_ref()?.time_zone()).ok()?;
                    Some(zoned.timestamp())
                };
                let Some(instant) = instant.or_else(wall_clock) else {
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
}
