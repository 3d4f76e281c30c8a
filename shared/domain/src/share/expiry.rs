//! When a share ends, held against the policy.

use jiff::{Timestamp, ToSpan as _, Unit, civil::Date};

use super::terms_flaw::TermsFlaw;
use crate::{
    policy::{MAX_EXPIRY_DAYS, Policy},
    value::Zone,
};

/// When a share ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expiry {
    /// So many calendar days from now, at the same time of day in the org's zone.
    Days(u32),
    /// An instant, and the zone in which it was meant.
    At(Timestamp, Option<Zone>),
    /// The end of a day, in the zone in which it was meant, or in the org's.
    On(Date, Option<Zone>),
}

/// When a share ends that was asked for now, to the second, and the zone in which that is meant.
pub(super) fn resolve(
    asked: Option<&Expiry>,
    policy: &Policy,
    org_zone: &Zone,
    now: Timestamp,
) -> Result<(Timestamp, Zone), TermsFlaw> {
    let default = policy.default_expiry_days.value;
    let days_from_now = |days: u32| {
        let then = org_zone.at(now).checked_add(i64::from(days.min(MAX_EXPIRY_DAYS + 1)).days());
        then.map_or(now, |z| z.timestamp())
    };
    let ceiling = &policy.max_expiry_days;
    let above = |asked| TermsFlaw::AboveCeiling { asked, ceiling: ceiling.value, layer: ceiling.layer };
    let custom =
        !matches!(asked, None | Some(Expiry::Days(_))) || matches!(asked, Some(Expiry::Days(days)) if *days != default);
    if custom && !policy.allow_custom_expiry.value {
        return Err(TermsFlaw::CustomExpiry { days: default, layer: policy.allow_custom_expiry.layer });
    }
    let (at, zone) = match asked {
        None => (days_from_now(default), org_zone.clone()),
        Some(Expiry::Days(0)) => return Err(TermsFlaw::ExpiryPast),
        Some(Expiry::Days(days)) if *days > ceiling.value => return Err(above(*days)),
        Some(Expiry::Days(days)) => (days_from_now(*days), org_zone.clone()),
        Some(Expiry::At(at, meant)) => (to_the_second(*at), meant.clone().unwrap_or_else(|| org_zone.clone())),
        Some(Expiry::On(day, meant)) => {
            let meant = meant.clone().unwrap_or_else(|| org_zone.clone());
            (end_of(*day, &meant).unwrap_or(Timestamp::MAX), meant)
        }
    };
    if matches!(asked, Some(Expiry::At(..) | Expiry::On(..))) {
        if at <= now {
            return Err(TermsFlaw::ExpiryPast);
        }
        // A day is held against the last one that the policy allows, not against the time of day that it is now: that of the org,
        // because who asks may name any zone.
        let last = match asked {
            Some(Expiry::On(..)) => latest(policy, org_zone, now),
            _ => days_from_now(ceiling.value),
        };
        if at > last {
            return Err(above(days_until(at, org_zone, now).max(ceiling.value + 1)));
        }
    }
    Ok((to_the_second(at), zone))
}

/// The latest end that a share may have now: that of the last day that the policy allows, in the org's zone.
pub(super) fn latest(policy: &Policy, org_zone: &Zone, now: Timestamp) -> Timestamp {
    let days = i64::from(policy.max_expiry_days.value);
    let last = org_zone.at(now).checked_add(days.days()).map_or(now, |then| then.timestamp());
    end_of(org_zone.at(last).date(), org_zone).unwrap_or(last)
}

/// The last second of a day: what is open until Tuesday is said to end on Tuesday, not on Wednesday at 00:00. `None`:
/// beyond all calendars.
fn end_of(day: Date, zone: &Zone) -> Option<Timestamp> {
    let next = day.tomorrow().ok()?.to_zoned(zone.time_zone()).ok()?.timestamp();
    Timestamp::from_second(next.as_second() - 1).ok()
}

fn to_the_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// Calendar days of the zone from now to a later instant, a day that has begun counted as whole.
fn days_until(at: Timestamp, zone: &Zone, now: Timestamp) -> u32 {
    let from = zone.at(now);
    let whole = from.until((Unit::Day, &zone.at(at))).map_or(i32::MAX, |span| span.get_days());
    let begun = from.checked_add(whole.days()).is_ok_and(|then| then.timestamp() < at);
    u32::try_from(whole).map_or(u32::MAX, |days| days.saturating_add(begun.into()))
}

#[cfg(test)]
mod tests;
