//! What goes through one share within a day, or is decided in a step, is bounded, and people are told when it goes on.

use std::fmt::Write as _;

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_local::Names;

use crate::house::{House, Reply, Share, run, step_id};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Where the row has each allowance.
const OPENINGS: usize = 3;
const DOWNLOADS: usize = 4;
const DECISIONS: usize = 6;

/// The share as if all of one allowance had been used just now.
async fn use_up(house: &House, share: &Share, allowance: usize) {
    use_up_in(house, (&format!("SHARE#{}", share.id), "GATE"), allowance).await;
}

/// The same of the row that counts it.
async fn use_up_in(house: &House, row: (&str, &str), allowance: usize) {
    let until = (house.now() + DAY).as_millisecond();
    let all = (0..=DECISIONS).fold("0x".to_owned(), |mut all, at| {
        write!(all, "{:012x}", if at == allowance { until } else { 0 }).unwrap();
        all
    });
    house.bend(Names::STATE, row, "spent", &json!(all)).await;
}

fn told(refused: &Reply, seconds: &str, words: &str) {
    assert_eq!((refused.problem(), refused.header("retry-after")), ("too_many_requests", seconds));
    assert!(refused.body["detail"].as_str().unwrap().starts_with(words), "{}", refused.text);
}

async fn records(house: &House, share: &Share) -> usize {
    house.staff("carla").trail(&share.id).await.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_was_opened_too_often_says_when_it_opens_again() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|_| {}).await;
    house.guest().open(&share).await.expect(200);
    use_up(&house, &share, OPENINGS).await;
    let before = records(&house, &share).await;
    let guest = house.guest();
    let refused = guest.open(&share).await.expect(429);
    told(&refused, "87", "The link was opened more often than it can be within a day");
    assert_eq!(refused.body["at"], "2026-11-23T12:01:27Z");
    assert_eq!(records(&house, &share).await, before);
    let page = guest.page(&format!("{}?refused=too_often", share.door())).await.expect(200);
    assert!(page.text.contains("The link was opened too often today."), "{}", page.text);
    house.pass(SignedDuration::from_secs(87));
    guest.open(&share).await.expect(200);
    house.guest().open(&share).await.expect(429);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_in_is_not_kept_from_working_by_others_who_open_the_link() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    use_up(&house, &share, OPENINGS).await;
    guest.save(&share, "details", json!({ "legal_name": "Souza" })).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_were_fetched_too_often_can_be_fetched_later() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let file: Value = json!(carla.reference_file("a.pdf", b"guideline").await);
    let mut flow = run();
    flow["tasks"][0]["references"] = json!([file]);
    let share = carla.share_of(&flow, |_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.download(&share, "documents", &file).await.expect(200);
    use_up(&house, &share, DOWNLOADS).await;
    let before = records(&house, &share).await;
    let words = "Files were fetched more often than they can be within a day";
    told(&guest.download(&share, "documents", &file).await.expect(429), "44", words);
    told(&guest.post(&format!("/p/{}/exports", share.id), &json!({})).await.expect(429), "44", words);
    assert_eq!(records(&house, &share).await, before);
    house.pass(SignedDuration::from_secs(44));
    guest.download(&share, "documents", &file).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_decides_and_takes_it_back_all_day_long_is_told_when_the_next_decision_is_possible() {
    let house = House::at(MONDAY).await;
    let (vera, path) = (house.staff("vera"), "/v1/projects/procurement/runs/kyc");
    let assignees = json!([{ "member": "vera" }, { "member": "ivo" }]);
    let step = json!({ "kind": "review", "assignees": assignees, "rule": "all", "withdrawable": true });
    let flow = json!({ "title": "Reviewed", "tasks": [{ "id": "review", "title": "Review", "step": step }] });
    house.staff("carla").put(path, &flow).await.expect(201);
    let (step, nothing) = (step_id("kyc", "review"), json!({}));
    let withdraw = format!("/v1/steps/{step}/withdraw");
    vera.decide(&step, "approve", None).await.expect(200);
    let rows = house.state("STEP#").await;
    let row = rows.iter().find(|row| row["sub"] == "vera").unwrap();
    let row = (row["pk"].as_str().unwrap(), row["sk"].as_str().unwrap());
    use_up_in(&house, row, DECISIONS).await;
    vera.post(&withdraw, &nothing).await.expect(200);
    let refused = vera.decide(&step, "approve", None).await.expect(429);
    told(&refused, "173", "Decisions were given more often than they can be within a day");
    house.staff("ivo").decide(&step, "approve", None).await.expect(200);
    house.pass(SignedDuration::from_secs(173));
    vera.decide(&step, "approve", None).await.expect(200);
}
