//! Mails with links within a day: to one address, by one member, of one share. Who has to wait is told for how long, and by
//! which setting of which layer.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::house::{House, Reply, Staff, at_once, run, statuses, terms};

const MONDAY: &str = "2026-11-23T12:00:00Z";

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
    let words = "At most 20 mails with links may leave to this address within a day; the next is possible at";
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
