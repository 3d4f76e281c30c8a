//! Mails within a day: to one address, and those with links by one member, of one share. Who has to wait is told for how
//! long, and by which setting of which layer; what nobody waits for is left out, with a record.

use embedded_cloud::SesFailure;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::house::{House, Reply, Share, Staff, at_once, run, statuses, terms};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const GUEST: &str = "ana@supplier.example";

async fn create(staff: &Staff<'_>, to: &str) -> Reply {
    let mut mailed = terms();
    mailed["delivery"] = json!("email");
    mailed["recipient"]["email"] = json!(to);
    staff.post("/v1/shares", &mailed).await
}

async fn house_with_run() -> House {
    let house = House::at(MONDAY).await;
    house.staff("carla").put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    house
}

fn error(refused: &Reply) -> Value {
    refused.body["errors"][0].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_gets_twenty_mails_in_a_day_from_all_members_together() {
    let house = house_with_run().await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    for n in 0..20 {
        create(if n % 2 == 0 { &carla } else { &ivo }, "ana@souza.example").await.expect(201);
    }
    let refused = create(&carla, "Ana@Souza.example").await.expect(429);
    assert_eq!((refused.problem(), refused.header("retry-after")), ("too_many_requests", "4320"));
    assert_eq!(refused.body["at"], "2026-11-23T13:12:00Z");
    let error = error(&refused);
    assert_eq!((&error["pointer"], &error["code"]), (&json!("/delivery"), &json!("too_many_mails")));
    assert_eq!((&error["setting"], &error["layer"]), (&json!("max_mails_per_address"), &json!("default")));
    let words = "At most 20 mails may leave to this address within a day; the next is possible at";
    assert_eq!(refused.body["detail"], format!("{words} 2026-11-23T13:12:00Z."));

    create(&carla, "bea@souza.example").await.expect(201);
    carla.create(|terms| terms["recipient"]["email"] = json!("ana@souza.example")).await;
    house.pass(SignedDuration::from_secs(4_320));
    create(&carla, "ana@souza.example").await.expect(201);
    create(&carla, "ana@souza.example").await.expect(429);
    assert_eq!(house.deliver().await, 0);
    assert_eq!(house.system.cloud.inbox().messages().len(), 22);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mails_asked_for_at_once_are_counted_one_by_one() {
    let house = house_with_run().await;
    house.org_policy(json!({ "max_mails_per_address": 5 })).await;
    let carla = house.staff("carla");
    let mut mailed = terms();
    mailed["delivery"] = json!("email");
    let requests = (0..12).map(|_| carla.request("POST", "/v1/shares").json(&mailed)).collect();
    let replies = at_once(requests).await;
    let created = statuses(&replies).into_iter().find(|(status, _)| *status == 201).unwrap().1;
    assert_eq!(created, 5, "{:?}", statuses(&replies));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_and_a_share_have_numbers_of_their_own_which_a_project_lowers() {
    let house = house_with_run().await;
    house.org_policy(json!({ "max_mails_per_member": 12, "max_mails_per_share": 4 })).await;
    house.project_policy(json!({ "max_mails_per_share": 2, "max_mails_per_member": 500 })).await;
    let carla = house.staff("carla");
    let share = create(&carla, "ana@souza.example").await.expect(201).body["id"].as_str().unwrap().to_owned();
    let rotate = format!("/v1/shares/{share}/rotate");
    for _ in 0..2 {
        carla.post(&rotate, &json!({})).await.expect(200);
    }
    let before = house.state(&format!("SHARE#{share}")).await;
    let refused = carla.post(&rotate, &json!({})).await.expect(429);
    let told = error(&refused);
    assert_eq!((&told["setting"], &told["layer"]), (&json!("max_mails_per_share"), &json!("project")));
    assert_eq!(house.state(&format!("SHARE#{share}")).await, before, "the old link still stands");
    carla.post(&rotate, &json!({ "delivery": "link" })).await.expect(200);

    for n in 0..9 {
        create(&carla, &format!("guest-{n}@souza.example")).await.expect(201);
    }
    let refused = create(&carla, "another@souza.example").await.expect(429);
    let told = error(&refused);
    assert_eq!((&told["setting"], &told["layer"]), (&json!("max_mails_per_member"), &json!("org")));
    create(&house.staff("ivo"), "another@souza.example").await.expect(201);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_counts_once_and_a_dry_run_not_at_all() {
    let house = house_with_run().await;
    house.org_policy(json!({ "max_mails_per_address": 2 })).await;
    let carla = house.staff("carla");
    let mut mailed = terms();
    mailed["delivery"] = json!("email");
    for _ in 0..3 {
        carla.post("/v1/shares?dry_run=true", &mailed).await.expect(200);
        carla.post_once("/v1/shares", "one", &mailed).await.expect(201);
    }
    carla.post("/v1/shares", &mailed).await.expect(201);
    carla.post("/v1/shares?dry_run=true", &mailed).await.expect(429);
    assert_eq!(house.state("MAILS#").await.len(), 2);
}

/// A run of one task that asks for nothing, shared by a link that its creator carries.
async fn signed(house: &House, run: usize) -> Share {
    let carla = house.staff("carla");
    let flow = json!({ "title": "Flow", "tasks": [{ "id": "sign", "title": "Sign" }] });
    carla.put(&format!("/v1/projects/procurement/runs/run-{run}"), &flow).await.expect(201);
    let of_run = json!({ "type": "tasks", "run": format!("run-{run}"), "tasks": ["sign"] });
    carla.create(|terms| terms["scope"] = of_run).await
}

fn mails(house: &House) -> usize {
    house.system.cloud.inbox().messages().iter().filter(|mail| mail.to.contains(&GUEST.to_owned())).count()
}

/// What a share's trail says of mails that were left out.
async fn left_out(house: &House, share: &Share) -> Vec<Value> {
    let activity = house.staff("carla").get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200);
    let records = activity.body["records"].as_array().unwrap().iter();
    records.filter(|record| record["kind"] == "share.mail_left_out").map(|record| record["facts"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_count_for_their_address_and_an_act_of_a_guest_never_fails_because_of_it() {
    let house = house_with_run().await;
    house.org_policy(json!({ "max_mails_per_address": 3 })).await;
    let mut shares = Vec::new();
    for run in 0..6 {
        let share = signed(&house, run).await;
        let guest = house.guest();
        guest.open(&share).await.expect(200);
        guest.complete(&share, "sign").await.expect(200);
        shares.push(share);
    }
    assert_eq!(house.deliver().await, 0);
    assert_eq!(mails(&house), 3);
    assert_eq!(house.state("OUTBOX#").await.len(), 0, "nothing waits");
    let mut told = Vec::new();
    for share in &shares {
        told.extend(left_out(&house, share).await);
    }
    assert_eq!(told, vec![json!({ "mail": "receipt", "again_at": "2026-11-23T20:00:00Z" }); 3]);
    create(&house.staff("carla"), GUEST).await.expect(429);

    house.pass(SignedDuration::from_hours(8));
    let late = signed(&house, 6).await;
    let guest = house.guest();
    guest.open(&late).await.expect(200);
    guest.complete(&late, "sign").await.expect(200);
    house.deliver().await;
    assert_eq!((mails(&house), left_out(&house, &late).await), (4, vec![]));
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_write_counts_for_the_address_too() {
    let house = House::at(MONDAY).await;
    house.org_policy(json!({ "max_mails_per_address": 2 })).await;
    let carla = house.staff("carla");
    let mut shares = Vec::new();
    for run in 0..5 {
        let share = signed(&house, run).await;
        let comment = json!({ "task": "sign", "text": "Of this year.", "visible_to": "guest" });
        carla.post(&format!("/v1/shares/{}/comments", share.id), &comment).await.expect(201);
        shares.push(share);
    }
    house.pass(SignedDuration::from_mins(10));
    house.system.sweep().await.unwrap();
    house.deliver().await;
    assert_eq!((mails(&house), house.state("OUTBOX#").await.len()), (2, 0));
    let mut told = Vec::new();
    for share in &shares {
        told.extend(left_out(&house, share).await);
    }
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|facts| facts["mail"] == "staff_comments"), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_tried_again_was_counted_the_first_time() {
    let house = House::at(MONDAY).await;
    house.org_policy(json!({ "max_mails_per_address": 1 })).await;
    let share = signed(&house, 0).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.complete(&share, "sign").await.expect(200);
    house.system.cloud.inbox().refuse_with(Some(SesFailure::SendingPaused));
    assert_eq!(house.deliver().await, 2, "the receipt, and what its owner is told");
    house.system.cloud.inbox().refuse_with(None);
    house.pass(SignedDuration::from_mins(5));
    house.system.sweep().await.unwrap();
    house.deliver().await;
    assert_eq!((mails(&house), left_out(&house, &share).await), (1, vec![]));
}
