//! The same `Idempotency-Key` does a thing once and gives one answer, which holds no secret while it is kept.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use vestibule_local::Names;

use crate::house::{House, Reply, Share, Staff, run, terms};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const PASSWORD: &str = "correct horse battery";

async fn house_with_run() -> House {
    let house = House::at(MONDAY).await;
    for sub in ["carla", "otto"] {
        house.staff(sub).put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    }
    house
}

fn was_replayed(reply: &Reply) -> bool {
    reply.header("idempotency-replayed") == "true"
}

async fn listed(staff: &Staff<'_>) -> usize {
    let listed = staff.get("/v1/shares?project=procurement").await.expect(200);
    listed.body["shares"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_and_body_make_one_share_and_give_one_answer() {
    let house = house_with_run().await;
    let carla = house.staff("carla");

    let first = carla.post_once("/v1/shares", "one", &terms()).await.expect(201);
    house.pass(SignedDuration::from_hours(2));
    let again = carla.post_once("/v1/shares", "one", &terms()).await.expect(201);

    assert_eq!((was_replayed(&first), was_replayed(&again)), (false, true));
    assert_eq!(again.body, first.body, "with its link");
    assert!(first.body["link"].as_str().unwrap().contains("/i#vst1_"));
    assert_eq!(again.header("content-type"), "application/json");
    assert_eq!(listed(&carla).await, 1);
    assert_eq!(carla.trail(first.body["id"].as_str().unwrap()).await, ["share.created"]);
    let other = carla.post_once("/v1/shares", "two", &terms()).await.expect(201);
    assert_ne!(other.body["id"], first.body["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_for_another_request_is_a_mistake() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    let made = carla.post_once("/v1/shares", "one", &terms()).await.expect(201).body;
    let mut other = terms();
    other["label"] = json!("Other");
    let revoke = format!("/v1/shares/{}/revoke", made["id"].as_str().unwrap());
    for (path, body) in [("/v1/shares", &other), ("/v1/shares?dry_run=true", &terms()), (revoke.as_str(), &json!({}))] {
        let refused = carla.post_once(path, "one", body).await.expect(422);
        assert_eq!(refused.problem(), "idempotency_mismatch", "{path}");
    }
    assert_eq!(listed(&carla).await, 1);
    for key in [&b""[..], &[b'k'; 256], b"with space", "chave-ção".as_bytes(), b"chave-\xe7"] {
        let key = http::HeaderValue::from_bytes(key).unwrap();
        let request = carla.request("POST", "/v1/shares").header("idempotency-key", &key).json(&terms());
        let refused = Reply::of(request).await.expect(400);
        assert_eq!(refused.errors(), ["/Idempotency-Key invalid"], "{key:?}: {}", refused.text);
    }
    carla.post_once("/v1/shares", &"k".repeat(255), &terms()).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_its_members_own() {
    let house = house_with_run().await;
    let mut made = BTreeSet::new();
    for sub in ["carla", "ivo", "olivia", "otto"] {
        let reply = house.staff(sub).post_once("/v1/shares", "one", &terms()).await.expect(201);
        assert!(!was_replayed(&reply), "{sub}");
        made.insert(reply.body["id"].to_string());
    }
    assert_eq!(made.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_at_once_make_exactly_one_share() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    let mut underway = JoinSet::new();
    for _ in 0..20 {
        let request = carla.request("POST", "/v1/shares").header("idempotency-key", "one").json(&terms());
        underway.spawn(Reply::of(request));
    }
    let replies = underway.join_all().await;

    let bodies: BTreeSet<_> = replies.iter().map(|reply| (reply.status, reply.body.to_string())).collect();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    assert_eq!(replies[0].status, 201);
    assert_eq!(replies.iter().filter(|reply| !was_replayed(reply)).count(), 1);
    assert_eq!(listed(&carla).await, 1);
    assert_eq!(house.state("RESULT#").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn managing_and_files_are_done_once_too() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let at = |what: &str| format!("/v1/shares/{}{what}", share.id);
    let files = "/v1/projects/procurement/files";
    let sha256 = vestibule_domain::value::Digest::of(b"abc").to_string();
    let file = json!({ "name": "a.pdf", "type": "application/pdf", "size": 3, "sha256": sha256 });

    let first = carla.post_once(&at("/rotate"), "rotate", &json!({})).await.expect(200);
    let again = carla.post_once(&at("/rotate"), "rotate", &json!({})).await.expect(200);
    assert_eq!((again.body, was_replayed(&first)), (first.body, false));
    let password = json!({ "password": PASSWORD });
    let first = carla.post_once(&at("/password"), "password", &password).await.expect(200);
    let again = carla.post_once(&at("/password"), "password", &password).await.expect(200);
    assert_eq!((again.body, was_replayed(&first)), (first.body, false));
    let first = carla.post_once(files, "file", &file).await.expect(201);
    let again = carla.post_once(files, "file", &file).await.expect(201);
    assert_eq!((&again.body["id"], was_replayed(&again)), (&first.body["id"], true));
    house.guest().send(&again.body, b"abc").await.expect(200);
    let settle = format!("{files}/{}/settle", first.body["id"].as_str().unwrap());
    let first = carla.post_once(&settle, "settle", &json!({})).await.expect(200);
    assert_eq!(carla.post_once(&settle, "settle", &json!({})).await.expect(200).body, first.body);
    for expected in [false, true] {
        let extend = carla.request("PATCH", &at("")).header("idempotency-key", "extend");
        let extended = Reply::of(extend.json(&json!({ "expiry": { "days": 9 } }))).await.expect(200);
        assert_eq!(was_replayed(&extended), expected);
    }
    let first = carla.post_once(&at("/revoke"), "revoke", &json!({})).await.expect(200);
    let again = carla.post_once(&at("/revoke"), "revoke", &json!({})).await.expect(200);
    assert_eq!((again.body, was_replayed(&first)), (first.body, false));

    assert_eq!(
        carla.trail(&share.id).await,
        ["share.created", "share.rotated", "share.password_changed", "share.extended", "share.revoked"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_is_told_no_link_that_was_made_for_somebody_else_since() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    let made = carla.post_once("/v1/shares", "one", &terms()).await.expect(201).body;
    let rotate = format!("/v1/shares/{}/rotate", made["id"].as_str().unwrap());
    carla
        .post(&format!("/v1/shares/{}/password", made["id"].as_str().unwrap()), &json!({ "password": PASSWORD }))
        .await;
    let again = carla.post_once("/v1/shares", "one", &terms()).await.expect(201).body;
    assert_eq!(again["link"], made["link"], "a password leaves the link as it is");

    carla.post_once(&rotate, "two", &json!({ "delivery": "email" })).await.expect(200);
    let again = carla.post_once("/v1/shares", "one", &terms()).await.expect(201).body;
    assert_eq!(again["link"], Value::Null, "the guest alone is to have the new one");

    let rotated = carla.post_once(&rotate, "three", &json!({ "delivery": "link" })).await.expect(200).body;
    house.staff("olivia").post(&rotate, &json!({})).await.expect(200);
    let again = carla.post_once(&rotate, "three", &json!({ "delivery": "link" })).await.expect(200).body;
    assert!(rotated["link"].is_string());
    assert_eq!(again["link"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_no_longer_do_it_gets_no_answer_from_before() {
    let house = house_with_run().await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    let made = ivo.post_once("/v1/shares", "one", &terms()).await.expect(201).body;
    let sha256 = vestibule_domain::value::Digest::of(b"abc").to_string();
    let file = json!({ "name": "a.pdf", "type": "application/pdf", "size": 3, "sha256": sha256 });
    let files = "/v1/projects/procurement/files";
    let way_in = ivo.post_once(files, "file", &file).await.expect(201).body;
    house.guest().send(&way_in, b"abc").await.expect(200);
    let settle = format!("{files}/{}/settle", way_in["id"].as_str().unwrap());
    ivo.post_once(&settle, "settle", &json!({})).await.expect(200);
    let rotate = format!("/v1/shares/{}/rotate", made["id"].as_str().unwrap());
    carla.post_once(&rotate, "rotate", &json!({})).await.expect(200);

    for (who, role) in [("ivo", "viewer"), ("carla", "initiator")] {
        let roles = json!({ "roles": { "procurement": role } });
        house.staff("olivia").patch(&format!("/v1/members/{who}"), &roles).await.expect(200);
    }

    for (path, key, body) in [("/v1/shares", "one", &terms()), (files, "file", &file), (&settle, "settle", &json!({}))]
    {
        let refused = ivo.post_once(path, key, body).await.expect(403);
        assert_eq!((&refused.body["yours"], &refused.body["link"]), (&json!("viewer"), &Value::Null), "{path}");
    }
    let refused = carla.post_once(&rotate, "rotate", &json!({})).await.expect(403);
    assert_eq!(refused.body["yours"], "initiator", "who manages their own shares, and this is somebody else's");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stored_answer_that_does_not_parse_is_a_failure_and_no_empty_answer() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    carla.post_once("/v1/shares", "one", &terms()).await.expect(201);
    house.bend(Names::STATE, ("RESULT#carla#one", "RESULT"), "body", &json!("{")).await;
    carla.post_once("/v1/shares", "one", &terms()).await.expect(500);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_row_holds_a_link_or_a_password() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    let mut with_password = terms();
    with_password["password"] = json!(PASSWORD);
    let made = carla.post_once("/v1/shares", "one", &with_password).await.expect(201).body;
    let mut links = vec![made["link"].as_str().unwrap().to_owned()];
    let at = |what: &str| format!("/v1/shares/{}/{what}", made["id"].as_str().unwrap());
    let rotated = carla.post_once(&at("rotate"), "two", &json!({})).await.expect(200).body;
    links.push(rotated["link"].as_str().unwrap().to_owned());
    let other = json!({ "password": "another secret" });
    carla.post_once(&at("password"), "three", &other).await.expect(200);
    carla.post_once(&at("rotate"), "four", &json!({ "delivery": "email" })).await.expect(200);
    let mut rows = house.rows(Names::STATE).await;
    house.deliver().await;
    let mail = house.system.cloud.inbox().messages().pop().unwrap().text.unwrap();
    links.push(mail.lines().find(|line| line.contains("#vst1_")).unwrap().to_owned());

    assert_eq!(house.state("RESULT#").await.len(), 4);
    rows.extend([house.rows(Names::STATE).await, house.rows(Names::TRAIL).await].concat());
    for row in &rows {
        let text = row.to_string();
        for link in &links {
            let share = Share { id: String::new(), link: link.clone() };
            assert!(!text.contains(share.token()), "{} {}", row["pk"], row["sk"]);
        }
        for secret in ["vst1_", PASSWORD, "another secret"] {
            assert!(!text.contains(secret), "{secret} in {} {}", row["pk"], row["sk"]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_kept_for_a_day() {
    let house = house_with_run().await;
    let first = house.staff("carla").post_once("/v1/shares", "one", &terms()).await.expect(201);
    house.pass(SignedDuration::from_secs(24 * 3600 - 1));
    let kept = house.staff("carla").post_once("/v1/shares", "one", &terms()).await.expect(201);
    assert_eq!((was_replayed(&kept), &kept.body["id"]), (true, &first.body["id"]));

    house.pass(SignedDuration::from_secs(1));

    let anew = house.staff("carla").post_once("/v1/shares", "one", &terms()).await.expect(201);
    assert!(!was_replayed(&anew));
    assert_ne!(anew.body["id"], first.body["id"]);
    let kept = house.staff("carla").post_once("/v1/shares", "one", &terms()).await.expect(201);
    assert_eq!((was_replayed(&kept), &kept.body["id"]), (true, &anew.body["id"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_request_may_be_corrected_under_the_same_key() {
    let house = house_with_run().await;
    let carla = house.staff("carla");
    let mut wrong = terms();
    wrong["recipient"]["email"] = json!("nobody");
    carla.post_once("/v1/shares", "one", &wrong).await.expect(422);
    carla.post_once("/v1/shares?dry_run=true", "one", &terms()).await.expect(200);
    let made = carla.post_once("/v1/shares", "one", &terms()).await.expect(201);
    assert!(!was_replayed(&made));
    assert_eq!(listed(&carla).await, 1);
}
