//! When a share ends: so many days, an instant, or a local time in a zone; shown as it was meant.

use serde_json::{Value, json};

use crate::house::{House, Reply, Staff, run, terms};

const MONDAY: &str = "2026-11-23T12:00:00Z";

async fn ask(staff: &Staff<'_>, expiry: Value) -> Reply {
    let mut terms = terms();
    terms["expiry"] = expiry;
    staff.post("/v1/shares", &terms).await
}

/// `expires_at zone` of the share that is made so.
async fn ends(staff: &Staff<'_>, expiry: Value) -> String {
    let made = ask(staff, expiry).await.expect(201).body;
    format!("{} {}", made["expires_at"].as_str().unwrap(), made["zone"].as_str().unwrap())
}

async fn refused(staff: &Staff<'_>, expiry: Value) -> Vec<String> {
    ask(staff, expiry).await.expect(422).errors()
}

async fn house_at(instant: &str) -> House {
    let house = House::at(instant).await;
    for sub in ["carla", "otto"] {
        house.staff(sub).put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    }
    house
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expiry_is_days_an_instant_or_a_local_time() {
    let house = house_at(MONDAY).await;
    let carla = house.staff("carla");
    let berlin = "Europe/Berlin";
    for (expiry, expected) in [
        (json!({ "days": 1 }), "2026-11-24T12:00:00Z America/Sao_Paulo"),
        (json!({ "days": 90 }), "2027-02-21T12:00:00Z America/Sao_Paulo"),
        (json!({ "at": "2026-11-29T17:00:00Z" }), "2026-11-29T17:00:00Z America/Sao_Paulo"),
        (json!({ "at": "2026-11-29T17:00:00-05:00" }), "2026-11-29T22:00:00Z America/Sao_Paulo"),
        (json!({ "at": "2026-11-29T17:00:00", "zone": berlin }), "2026-11-29T16:00:00Z Europe/Berlin"),
        (json!({ "at": "2026-11-29T17:00", "zone": "america/bogota" }), "2026-11-29T22:00:00Z America/Bogota"),
        (json!({ "at": "2026-11-29T17:00:00Z", "zone": berlin }), "2026-11-29T17:00:00Z Europe/Berlin"),
        (json!({ "at": "2026-11-29T17:00:00.75Z" }), "2026-11-29T17:00:00Z America/Sao_Paulo"),
    ] {
        assert_eq!(ends(&carla, expiry.clone()).await, expected, "{expiry}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_open_until_its_end_in_its_zone() {
    let house = house_at(MONDAY).await;
    let carla = house.staff("carla");
    for (expiry, expected) in [
        (json!({ "at": "2026-12-01" }), "2026-12-02T02:59:59Z America/Sao_Paulo"),
        (json!({ "at": "2026-12-01", "zone": "America/Sao_Paulo" }), "2026-12-02T02:59:59Z America/Sao_Paulo"),
        (json!({ "at": "2026-12-01", "zone": "Asia/Tokyo" }), "2026-12-01T14:59:59Z Asia/Tokyo"),
        (json!({ "at": "2026-11-23" }), "2026-11-24T02:59:59Z America/Sao_Paulo"),
    ] {
        assert_eq!(ends(&carla, expiry.clone()).await, expected, "{expiry}");
    }
    assert_eq!(refused(&carla, json!({ "at": "2026-11-22" })).await, ["/expiry expiry_past"]);
    for odd in ["20261201", "2026-12", "2026-W49-2", "01/12/2026"] {
        let zoned = json!({ "at": odd, "zone": "America/Sao_Paulo" });
        assert_eq!(refused(&carla, zoned).await, ["/expiry/at invalid"], "{odd}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn days_are_calendar_days_of_the_org_across_the_change_of_clocks() {
    let house = house_at("2027-03-25T11:00:00Z").await;
    let otto = house.staff("otto");
    assert_eq!(ends(&otto, json!({ "days": 7 })).await, "2027-04-01T10:00:00Z Europe/Berlin", "noon stays noon");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_time_that_the_clocks_skip_or_repeat_is_still_one_instant() {
    let house = house_at("2027-03-25T11:00:00Z").await;
    let carla = house.staff("carla");
    let skipped = json!({ "at": "2027-03-28T02:30:00", "zone": "Europe/Berlin" });
    assert_eq!(ends(&carla, skipped).await, "2027-03-28T01:30:00Z Europe/Berlin", "half past three by the new clock");

    let house = house_at("2026-10-20T12:00:00Z").await;
    let carla = house.staff("carla");
    let repeated = json!({ "at": "2026-10-25T02:30:00", "zone": "Europe/Berlin" });
    assert_eq!(ends(&carla, repeated).await, "2026-10-25T00:30:00Z Europe/Berlin", "the first of the two");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_past_or_too_far_or_no_time_is_refused() {
    let house = house_at(MONDAY).await;
    let carla = house.staff("carla");
    for past in ["2026-11-23T11:59:59Z", "2026-11-23T12:00:00Z", "2026-11-23T12:00:00.999Z", "1970-01-01T00:00:00Z"] {
        assert_eq!(refused(&carla, json!({ "at": past })).await, ["/expiry expiry_past"], "{past}");
    }
    assert_eq!(refused(&carla, json!({ "days": 0 })).await, ["/expiry expiry_past"]);
    for far in [
        json!({ "days": 91 }),
        json!({ "days": u32::MAX }),
        json!({ "at": "2027-02-21T12:00:01Z" }),
        json!({ "at": "9999-01-01T00:00:00Z" }),
    ] {
        assert_eq!(refused(&carla, far.clone()).await, ["/expiry above_ceiling"], "{far}");
    }
    for (expiry, expected) in [
        (json!({}), "/expiry invalid"),
        (json!({ "zone": "Europe/Berlin" }), "/expiry invalid"),
        (json!({ "days": 7, "at": "2026-11-29T17:00:00Z" }), "/expiry invalid"),
        (json!({ "days": 7, "zone": "Europe/Berlin" }), "/expiry/zone invalid"),
        (json!({ "at": "2026-11-29T17:00:00" }), "/expiry/at invalid"),
        (json!({ "at": "2026-11-31T17:00:00Z" }), "/expiry/at invalid"),
        (json!({ "at": "tomorrow", "zone": "Europe/Berlin" }), "/expiry/at invalid"),
        (json!({ "at": "2026-11-29T17:00:00Z", "zone": "Europe/Atlantis" }), "/expiry/zone invalid"),
        (json!({ "at": "2026-11-29T17:00:00Z", "zone": "\0" }), "/expiry/zone invalid"),
        (json!({ "at": "2026-11-29T17:00:00Z", "zone": "\u{200b}" }), "/expiry/zone invalid"),
        (json!({ "at": "2026-11-29T17:00:00Z", "zone": "Etc/Unknown" }), "/expiry/zone invalid"),
    ] {
        assert_eq!(refused(&carla, expiry.clone()).await, [expected], "{expiry}");
    }
    ask(&carla, json!({ "days": -1 })).await.expect(400);
    ask(&carla, json!(7)).await.expect(400);
}
