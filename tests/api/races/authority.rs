//! Staff at the same moment: a role that is taken away, a request that is sent twice, a new link for a guest who
//! is just opening the old one.

use serde_json::json;
use vestibule_local::Names;

use crate::{
    faulty::Faults,
    house::{House, at_once, run, statuses, terms},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_is_taken_away_between_decision_and_commit_creates_nothing() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let ivo = house.staff("ivo");
    ivo.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);

    let mut held = faults.hold("TransactWriteItems");
    let demote = async {
        held.arrived().await;
        let viewer = json!({ "roles": { "procurement": "viewer" } });
        house.staff("olivia").patch("/v1/members/ivo", &viewer).await.expect(200);
        held.release();
    };
    let wanted = terms();
    let (created, ()) = tokio::join!(ivo.post("/v1/shares", &wanted), demote);

    let refused = created.expect(403);
    assert_eq!((&refused.body["needed"], &refused.body["yours"]), (&json!("initiator"), &json!("viewer")));
    assert_eq!(house.state("SHARE#").await, Vec::<serde_json::Value>::new());
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_is_removed_between_decision_and_commit_creates_nothing() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let ivo = house.staff("ivo");
    ivo.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);

    let mut held = faults.hold("TransactWriteItems");
    let remove = async {
        held.arrived().await;
        house.drop_row(Names::STATE, ("PERSON#ivo", "MEMBER")).await;
        held.release();
    };
    let wanted = terms();
    let (created, ()) = tokio::join!(ivo.post("/v1/shares", &wanted), remove);

    assert_eq!(created.expect(403).problem(), "not_permitted");
    assert_eq!(house.state("SHARE#").await, Vec::<serde_json::Value>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_sent_ten_times_at_once_under_one_key_creates_one_share() {
    let house = House::open().await;
    let carla = house.staff("carla");
    carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);

    let request = || carla.request("POST", "/v1/shares").header("idempotency-key", "order-2041").json(&terms());
    let replies = at_once((0..10).map(|_| request()).collect()).await;

    assert_eq!(statuses(&replies), [(201, 10)]);
    assert!(replies.iter().all(|reply| reply.body == replies[0].body), "the same share and link for each");
    let first_hand = replies.iter().filter(|reply| reply.header("idempotency-replayed").is_empty());
    assert_eq!(first_hand.count(), 1);
    assert_eq!(house.state("SHARE#").await.iter().filter(|row| row["sk"] == "GATE").count(), 1);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_different_requests_at_once_under_one_key_one_is_a_mistake() {
    let house = House::open().await;
    let carla = house.staff("carla");
    carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    let mut other = terms();
    other["recipient"]["name"] = json!("Bia Lopes");

    let request = |body| carla.request("POST", "/v1/shares").header("idempotency-key", "order-2041").json(body);
    let replies = at_once(vec![request(&terms()), request(&other)]).await;

    assert_eq!(statuses(&replies), [(201, 1), (422, 1)]);
    let refused = replies.iter().find(|reply| reply.status == 422).unwrap();
    assert_eq!(refused.problem(), "idempotency_mismatch");
    let made = replies.iter().find(|reply| reply.status == 201).unwrap();
    let shares = house.state("SHARE#").await;
    let gates: Vec<_> = shares.iter().filter(|row| row["sk"] == "GATE").map(|row| &row["pk"]).collect();
    assert_eq!(gates, [&format!("SHARE#{}", made.body["id"].as_str().unwrap())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_between_an_openings_look_and_its_commit_kills_the_old_link() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();

    let mut held = faults.hold("TransactWriteItems");
    let rotate = async {
        held.arrived().await;
        let rotated = carla.post(&format!("/v1/shares/{}/rotate", share.id), &json!({})).await;
        held.release();
        rotated
    };
    let (opened, rotated) = tokio::join!(guest.open(&share), rotate);

    rotated.expect(200);
    assert_eq!(opened.expect(410).body["reason"], "replaced");
    assert_eq!(carla.trail(&share.id).await, ["share.created", "share.rotated"]);
    house.balance().await;
}
