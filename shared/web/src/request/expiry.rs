//! When a share shall end, as requests say it.

use jiff::{Timestamp, civil::DateTime};
use vestibule_api::staff::NewExpiry;
use vestibule_domain::{share::Expiry, value::Zone};

use crate::request::fields::Fields;

impl Fields {
    /// Reads when a share shall end, under `/expiry`.
    pub fn expiry(&mut self, NewExpiry { days, at, zone: named }: &NewExpiry) -> Option<Expiry> {
        let zone: Option<Zone> = self.maybe("/expiry/zone", named.as_deref());
        match (*days, at.as_deref()) {
            (Some(_), None) if named.is_some() => {
                self.refuse("/expiry/zone", "invalid", "goes with at; days are those of the organisation's zone");
                None
            }
            (Some(days), None) => Some(Expiry::Days(days)),
            (None, Some(at)) => {
                let instant = at.parse::<Timestamp>().ok();
                let wall_clock = || {
                    let zoned = at.parse::<DateTime>().ok()?.to_zoned(zone.as_ref()?.time_zone()).ok()?;
                    Some(zoned.timestamp())
                };
                let Some(instant) = instant.or_else(wall_clock) else {
                    let detail = "must be an instant such as 2026-11-29T17:00:00Z, or a local time with a zone";
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
