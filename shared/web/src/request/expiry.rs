//! When a share shall end, as requests say it.

use jiff::{Timestamp, civil::DateTime};
use serde::Deserialize;
use vestibule_domain::{share::Expiry, value::Zone};

use crate::request::fields::Fields;

/// `{"days": 7}`, or `{"at": …}` with an offset, or with a zone, or both.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpiryRequest {
    days: Option<u32>,
    at: Option<String>,
    zone: Option<String>,
}

impl ExpiryRequest {
    /// Reads it under `/expiry`.
    pub fn parse(&self, fields: &mut Fields) -> Option<Expiry> {
        let zone: Option<Zone> = fields.maybe("/expiry/zone", self.zone.as_deref());
        match (self.days, self.at.as_deref()) {
            (Some(_), None) if self.zone.is_some() => {
                fields.refuse("/expiry/zone", "invalid", "goes with at; days are those of the organisation's zone");
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
                    fields.refuse("/expiry/at", "invalid", detail);
                    return None;
                };
                Some(Expiry::At(instant, zone))
            }
            _ => {
                fields.refuse("/expiry", "invalid", "must have either days or at");
                None
            }
        }
    }
}
