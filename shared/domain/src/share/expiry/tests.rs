//! When a share ends: calendar days in the org's zone, also where clocks change, and under every ceiling.

use super::*;
use crate::{
    fixtures::{CREATED, EXPIRES, House, at, layer},
    policy::{Layer, Overrides},
};

fn expires(zone: &str, now: &str, asked: Option<&Expiry>) -> String {
    let policy = Policy::effective(&Overrides::default(), &Overrides::default());
    let (at, _) = resolve(asked, &policy, &zone.parse().unwrap(), at(now)).unwrap();
    at.to_string()
}

fn refused(policy: &Policy, zone: &str, now: &str, asked: &str) -> Option<TermsFlaw> {
    resolve(Some(&Expiry::At(at(asked), None)), policy, &zone.parse().unwrap(), at(now)).err()
}

#[test]
fn a_week_over_the_end_of_summer_time_in_new_york_is_an_hour_longer() {
    // 09:00 EDT on 30 October, 09:00 EST on 6 November.
    assert_eq!(expires("America/New_York", "2026-10-30T13:00:00Z", None), "2026-11-06T14:00:00Z");
}

#[test]
fn a_week_over_the_start_of_summer_time_in_new_york_is_an_hour_shorter() {
    // 09:00 EST on 12 March, 09:00 EDT on 19 March.
    assert_eq!(expires("America/New_York", "2027-03-12T14:00:00Z", None), "2027-03-19T13:00:00Z");
}

#[test]
fn a_time_of_day_that_the_clocks_skip_moves_on_by_what_they_skip() {
    // 02:30 does not exist in New York on 14 March 2027: 03:30 EDT.
    assert_eq!(expires("America/New_York", "2027-03-07T07:30:00Z", None), "2027-03-14T07:30:00Z");
    // 01:30 comes twice there on 1 November 2026: the first, EDT.
    assert_eq!(expires("America/New_York", "2026-10-25T05:30:00Z", None), "2026-11-01T05:30:00Z");
}

#[test]
fn sao_paulo_has_had_no_summer_time_since_2019() {
    assert_eq!(expires("America/Sao_Paulo", "2026-10-30T12:00:00Z", None), "2026-11-06T12:00:00Z");
    // When it still had: 09:00 at UTC-3 on 30 October 2018, 09:00 at UTC-2 on 6 November.
    assert_eq!(expires("America/Sao_Paulo", "2018-10-30T12:00:00Z", None), "2018-11-06T11:00:00Z");
    // Midnight of 4 November 2018 did not exist there: 01:00 at UTC-2.
    assert_eq!(expires("America/Sao_Paulo", "2018-10-28T03:00:00Z", None), "2018-11-04T03:00:00Z");
}

#[test]
fn an_instant_is_taken_as_given_and_keeps_the_zone_in_which_it_was_meant() {
    let policy = House::new().policy();
    let org: Zone = "America/Sao_Paulo".parse().unwrap();
    let lisbon: Zone = "Europe/Lisbon".parse().unwrap();
    let meant = Expiry::At(at(EXPIRES), Some(lisbon.clone()));
    assert_eq!(resolve(Some(&meant), &policy, &org, at(CREATED)), Ok((at(EXPIRES), lisbon)));
    let bare = Expiry::At(at(EXPIRES), None);
    assert_eq!(resolve(Some(&bare), &policy, &org, at(CREATED)), Ok((at(EXPIRES), org)));
}

#[test]
fn a_day_ends_at_its_end_where_it_was_meant() {
    let policy = House::new().policy();
    let org: Zone = "America/Sao_Paulo".parse().unwrap();
    let ends = |day: &str, meant: Option<&str>| {
        let meant = meant.map(|zone| zone.parse().unwrap());
        resolve(Some(&Expiry::On(day.parse().unwrap(), meant)), &policy, &org, at(CREATED))
            .map(|(at, zone)| (at.to_string(), zone.to_string()))
    };
    let said = |at: &str, zone: &str| Ok((at.to_owned(), zone.to_owned()));
    assert_eq!(ends("2026-12-01", None), said("2026-12-02T02:59:59Z", "America/Sao_Paulo"));
    assert_eq!(ends("2026-12-01", Some("Asia/Tokyo")), said("2026-12-01T14:59:59Z", "Asia/Tokyo"));
    assert_eq!(ends("2020-01-01", None), Err(TermsFlaw::ExpiryPast));
    assert!(matches!(ends("2200-01-01", None), Err(TermsFlaw::AboveCeiling { .. })));
    let last = at(CREATED).to_zoned(org.time_zone()).date() + i64::from(policy.max_expiry_days.value).days();
    assert!(ends(&last.to_string(), None).is_ok(), "the last day that the policy allows, to its end");
    assert!(matches!(ends(&last.tomorrow().unwrap().to_string(), None), Err(TermsFlaw::AboveCeiling { .. })));
    assert!(matches!(ends("9999-12-31", None), Err(TermsFlaw::AboveCeiling { .. })));
}

#[test]
fn the_last_day_ends_with_the_orgs_whichever_zone_is_named() {
    let policy = Policy::effective(&layer(|l| l.max_expiry_days = Some(1)), &Overrides::default());
    let org: Zone = "America/Sao_Paulo".parse().unwrap();
    let ends = |day: &str, meant: &str| {
        let expiry = Expiry::On(day.parse().unwrap(), Some(meant.parse().unwrap()));
        resolve(Some(&expiry), &policy, &org, at("2026-11-27T16:44:00Z")).map(|(at, _)| at.to_string())
    };
    let above = Err(TermsFlaw::AboveCeiling { asked: 2, ceiling: 1, layer: Layer::Org });
    assert_eq!(ends("2026-11-28", "America/Sao_Paulo"), Ok("2026-11-29T02:59:59Z".to_owned()));
    assert_eq!(ends("2026-11-28", "Asia/Tokyo"), Ok("2026-11-28T14:59:59Z".to_owned()));
    for west in ["America/Los_Angeles", "Etc/GMT+12"] {
        assert_eq!(ends("2026-11-28", west), above, "{west}");
        assert!(ends("2026-11-27", west).is_ok(), "{west}");
    }
    assert_eq!(latest(&policy, &org, at("2026-11-27T16:44:00Z")), at("2026-11-29T02:59:59Z"));
}

#[test]
fn the_past_and_this_very_instant_are_too_late() {
    let house = House::new();
    for until in ["2026-11-19T12:00:00Z", "2026-11-20T11:59:59Z", CREATED] {
        assert_eq!(house.share().until(until).flaws(), [TermsFlaw::ExpiryPast], "{until}");
    }
    assert_eq!(house.share().days(0).flaws(), [TermsFlaw::ExpiryPast]);
    assert_eq!(house.share().until("2026-11-20T12:00:01Z").flaws(), []);
}

#[test]
fn an_expiry_later_within_this_second_is_too_late_for_it_is_kept_to_the_second() {
    let house = House::new();
    let terms = house.share().at("2026-11-20T12:00:00.4Z").until("2026-11-20T12:00:00.9Z");
    assert_eq!(terms.flaws(), [TermsFlaw::ExpiryPast]);
    let share = house.share().at("2026-11-20T12:00:00.4Z").created();
    assert_eq!(share.gate.expires_at, at(EXPIRES));
}

#[test]
fn no_request_makes_a_share_live_longer_than_ninety_days() {
    let house = House::new();
    assert_eq!(house.share().days(90).created().gate.expires_at, at("2027-02-18T12:00:00Z"));
    for days in [91, 1000, u32::MAX] {
        let above = TermsFlaw::AboveCeiling { asked: days, ceiling: 90, layer: Layer::Default };
        assert_eq!(house.share().days(days).flaws(), [above]);
    }
    assert_eq!(house.share().until("2027-02-18T12:00:00Z").flaws(), []);
    for until in ["2027-02-18T12:00:01Z", "2027-02-19T12:00:00Z"] {
        let above = TermsFlaw::AboveCeiling { asked: 91, ceiling: 90, layer: Layer::Default };
        assert_eq!(house.share().until(until).flaws(), [above], "{until}");
    }
}

#[test]
fn the_ceiling_names_the_layer_that_set_it() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.max_expiry_days = Some(30));
    let above = |asked, ceiling, layer| [TermsFlaw::AboveCeiling { asked, ceiling, layer }];
    assert_eq!(house.share().days(31).flaws(), above(31, 30, Layer::Org));
    house.project.policy = layer(|l| l.max_expiry_days = Some(14));
    assert_eq!(house.share().days(15).flaws(), above(15, 14, Layer::Project));
    house.project.policy = layer(|l| l.max_expiry_days = Some(60));
    assert_eq!(house.share().days(31).flaws(), above(31, 30, Layer::Org), "no project raises it");
}

#[test]
fn an_instant_beyond_the_ceiling_is_told_in_days_beyond_the_ceiling_also_over_a_clock_change() {
    let policy = Policy::effective(&layer(|l| l.max_expiry_days = Some(7)), &Overrides::default());
    let above = |asked| Some(TermsFlaw::AboveCeiling { asked, ceiling: 7, layer: Layer::Org });
    // From 09:00 EST on 12 March 2027 the seventh day ends at 09:00 EDT, 167 hours on.
    let in_spring = |asked| refused(&policy, "America/New_York", "2027-03-12T14:00:00Z", asked);
    assert_eq!(in_spring("2027-03-19T13:00:00Z"), None);
    assert_eq!(in_spring("2027-03-19T13:30:00Z"), above(8));
    // From 09:00 EDT on 30 October 2026 it ends 169 hours on.
    let in_autumn = |asked| refused(&policy, "America/New_York", "2026-10-30T13:00:00Z", asked);
    assert_eq!(in_autumn("2026-11-06T14:00:00Z"), None);
    assert_eq!(in_autumn("2026-11-06T14:00:01Z"), above(8));
    assert_eq!(in_autumn("2026-11-07T14:00:01Z"), above(9));
}

#[test]
fn only_the_default_expiry_is_allowed_where_it_is_fixed() {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.allow_custom_expiry = Some(false);
        l.default_expiry_days = Some(14);
    });
    let fourteen = at("2026-12-04T12:00:00Z");
    assert_eq!(house.share().created().gate.expires_at, fourteen);
    assert_eq!(house.share().days(14).created().gate.expires_at, fourteen);
    let fixed = [TermsFlaw::CustomExpiry { days: 14, layer: Layer::Org }];
    assert_eq!(house.share().days(13).flaws(), fixed);
    assert_eq!(house.share().until("2026-12-04T12:00:00Z").flaws(), fixed);
}

#[test]
fn a_default_above_the_ceiling_is_lowered_to_it() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.default_expiry_days = Some(30));
    house.project.policy = layer(|l| l.max_expiry_days = Some(2));
    assert_eq!(house.share().created().gate.expires_at, at("2026-11-22T12:00:00Z"));
}

#[test]
fn no_setting_makes_shares_that_are_born_expired() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.default_expiry_days = Some(0));
    assert_eq!(house.share().created().gate.expires_at, at("2026-11-21T12:00:00Z"));
    house.org.policy = layer(|l| l.max_expiry_days = Some(0));
    assert_eq!(house.share().created().gate.expires_at, at("2026-11-21T12:00:00Z"));
}
