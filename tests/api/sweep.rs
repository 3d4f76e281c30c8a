//! An expiry is in force from its instant on; the sweep only writes it down, once, at a cost that grows with what
//! is due.

use jiff::SignedDuration;
use serde_json::json;
use vestibule_cloud::{index::SHARDS, meter::Counts};
use vestibule_local::Names;
use vestibule_web::request::Deadline;

use crate::{
    captured::Captured,
    faulty::Faults,
    house::{House, Share, Staff, at_once, run, statuses},
};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A share that ends an hour after Monday noon.
async fn short(staff: &Staff<'_>) -> Share {
    staff.share(|terms| terms["expiry"] = json!({ "at": "2026-11-23T13:00:00Z" })).await
}

async fn expiries(house: &House, share: &Share) -> usize {
    let trail = house.staff("carla").trail(&share.id).await;
    trail.iter().filter(|kind| *kind == "share.expired").count()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_share_is_refused_everywhere_though_no_sweep_ever_ran() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = short(&carla).await;
    let guest = house.guest();
    let opening = guest.opening(&share).await;
    guest.open(&share).await.expect(200);
    house.pass(HOUR - SignedDuration::from_secs(1));
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    let before = (house.rows(Names::STATE).await, house.rows(Names::TRAIL).await);

    house.pass(SignedDuration::from_secs(1));

    let nothing = json!({});
    let task = format!("/p/{}/tasks/details", share.id);
    let comment = json!({ "id": "cmt_0000000000000000000001", "text": "Late?" });
    let draft = json!({ "base": 2, "answers": { "employees": "12" } });
    for refused in [
        guest.peek(&share).await,
        guest.post(&share.door(), &opening).await,
        guest.get(&format!("/p/{}", share.id)).await,
        guest.post(&format!("{task}/draft"), &draft).await,
        guest.post(&format!("{task}/comments"), &comment).await,
        guest.announce(&share, "documents", "articles", "late.pdf", b"late").await,
        guest.complete(&share, "details").await,
        guest.post(&format!("{task}/files/fil_0000000000000000000001/download"), &nothing).await,
    ] {
        let refused = refused.expect(410);
        assert_eq!((&refused.body["reason"], &refused.body["at"]), (&json!("expired"), &json!("2026-11-23T13:00:00Z")));
    }
    let page = guest.page(&format!("/p/{}", share.id)).await.expect(410);
    assert!(page.text.contains("This link has expired"), "{}", page.text);
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200);
    assert_eq!(shown.body["status"], "expired");
    assert_eq!((house.rows(Names::STATE).await, house.rows(Names::TRAIL).await), before, "nobody left a trace");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sweep_records_each_expiry_once_however_often_late_and_together_it_runs() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let mut shares = Vec::new();
    for _ in 0..13 {
        shares.push(short(&carla).await);
    }
    assert_eq!(house.system.sweep().await.unwrap(), 0, "an hour too early");
    house.pass(HOUR * 30);

    let sweeps = tokio::join!(
        house.system.sweep(),
        house.system.sweep(),
        house.system.sweep(),
        house.system.sweep(),
        house.system.sweep(),
    );
    let (one, two, three, four, five) = sweeps;
    let recorded: u32 = [one, two, three, four, five].into_iter().map(Result::unwrap).sum();

    assert_eq!(recorded, 13);
    assert_eq!(house.system.sweep().await.unwrap(), 0);
    let carla = house.staff("carla");
    for share in &shares {
        assert_eq!(expiries(&house, share).await, 1);
        let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
        assert_eq!(activity["records"][1]["facts"], json!({ "expired_at": "2026-11-23T13:00:00Z" }));
        assert_eq!(activity["records"][1]["at"], "2026-11-24T18:00:00Z", "late, and it says so");
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shares_that_were_revoked_completed_or_extended_in_time_do_not_expire() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (revoked, extended) = (short(&carla).await, short(&carla).await);
    carla.post(&format!("/v1/shares/{}/revoke", revoked.id), &json!({})).await.expect(200);
    let later = json!({ "expiry": { "days": 7 } });
    carla.patch(&format!("/v1/shares/{}", extended.id), &later).await.expect(200);
    let completed = carla
        .create(|terms| {
            terms["expiry"] = json!({ "at": "2026-11-23T13:00:00Z" });
            terms["scope"]["tasks"] = json!(["secret"]);
        })
        .await;
    let guest = house.guest();
    guest.open(&completed).await.expect(200);
    guest.complete(&completed, "secret").await.expect(200);
    house.pass(HOUR * 2);

    assert_eq!(house.system.sweep().await.unwrap(), 0);

    for share in [&revoked, &extended, &completed] {
        assert_eq!(expiries(&house, share).await, 0);
    }
    house.pass(HOUR * 24 * 7);
    assert_eq!(house.system.sweep().await.unwrap(), 1, "the extended one, when its new time has come");
    house.staff("carla").patch(&format!("/v1/shares/{}", extended.id), &later).await.expect(200);
    house.pass(HOUR * 24 * 7);
    assert_eq!(house.system.sweep().await.unwrap(), 1, "and again after it was brought back");
    assert_eq!(expiries(&house, &extended).await, 2);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_that_is_extended_while_the_sweep_looks_at_it_does_not_expire() {
    let faults = Faults::default();
    let house = House::at_with(MONDAY, |options| faults.under(options)).await;
    let share = short(&house.staff("carla")).await;
    house.pass(HOUR);
    let carla = house.staff("carla");

    let mut held = faults.hold("TransactWriteItems");
    let extend = async {
        held.arrived().await;
        let later = json!({ "expiry": { "days": 7 } });
        carla.patch(&format!("/v1/shares/{}", share.id), &later).await.expect(200);
        held.release();
    };
    let (swept, ()) = tokio::join!(house.system.sweep(), extend);

    assert_eq!(swept.unwrap(), 0);
    assert_eq!(carla.trail(&share.id).await, ["share.created", "share.extended"]);
    house.guest().open(&share).await.expect(200);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_that_cannot_be_read_holds_back_no_other() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let mut shares = Vec::new();
    for _ in 0..25 {
        shares.push(short(&carla).await);
    }
    let broken = format!("SHARE#{}", shares[0].id);
    house.bend(Names::STATE, (&broken, "TERMS"), "locale", &json!("klingon")).await;
    house.bend(Names::STATE, (&broken, "GATE"), "due_at", &json!(1_795_437_000_000_u64)).await;
    house.pass(HOUR);

    let error = house.system.sweep().await.unwrap_err().to_string();

    assert!(error.contains(&shares[0].id) && error.contains("locale"), "{error}");
    for share in &shares[1..] {
        assert_eq!(expiries(&house, share).await, 1);
    }
}

#[tokio::test(flavor = "current_thread")]
async fn each_row_that_cannot_be_read_is_named_in_the_log() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    carla.share(|terms| terms["delivery"] = json!("email")).await;
    let outbox = house.rows(Names::STATE).await.into_iter().find(|row| row["sk"] == "OUTBOX").unwrap();
    let mail = outbox["pk"].as_str().unwrap();
    house.bend(Names::STATE, (mail, "OUTBOX"), "asked", &json!("noon")).await;
    let mut shares = Vec::new();
    for _ in 0..2 {
        let share = short(&carla).await;
        let broken = format!("SHARE#{}", share.id);
        house.bend(Names::STATE, (&broken, "TERMS"), "locale", &json!("klingon")).await;
        shares.push(share.id);
    }
    house.pass(HOUR);
    let (log, _guard) = Captured::log();

    let first = house.system.sweep().await.unwrap_err().to_string();

    let told: Vec<_> = log.lines().iter().filter_map(|line| line["error"].as_str().map(str::to_owned)).collect();
    let names = |place: &str| told.iter().any(|error| error.contains(place));
    assert!(first.contains(mail), "{first}");
    assert!(names(mail) && shares.iter().all(|share| names(share)), "{told:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn three_due_among_three_hundred_cost_what_three_among_thirty_cost() {
    for others in [27, 297] {
        let house = House::for_many().await;
        let carla = house.staff("carla");
        carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
        for _ in 0..3 {
            short(&carla).await;
        }
        let terms = crate::house::terms();
        let many = (0..others).map(|_| carla.request("POST", "/v1/shares").json(&terms)).collect();
        assert_eq!(statuses(&at_once(many).await), [(201, others)]);
        house.pass(HOUR);
        house.system.meter.take();

        assert_eq!(house.system.sweep().await.unwrap(), 3);

        // One query a shard of what is due, shares and mails, one of what was given up; of each share a read, and a transaction of share and trail.
        let expected = Counts { reads: 2 * u32::from(SHARDS) + 1 + 3, transactions: 3, items_written: 6, others: 0 };
        assert_eq!(house.system.meter.take(), expected, "among {others} others");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_sweep_whose_time_is_over_leaves_the_rest_to_the_next_minute_and_tells_the_lag_first() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    for _ in 0..25 {
        short(&carla).await;
    }
    house.pass(HOUR * 2);
    let (captured, _guard) = Captured::metrics();
    for recorded in [10, 10, 5, 0] {
        // Less than a round may take.
        let deadline = Deadline::after(std::time::Duration::from_secs(5));
        assert_eq!(house.system.sweep_until(deadline).await.unwrap(), recorded);
    }
    assert_eq!(captured.values("SweepLag"), [3600.0, 3600.0, 3600.0, 0.0]);
    house.balance().await;
}
