//! Ways through the functions that no budget is about, but that need permissions of their own.

use embedded_cloud::SesFailure;
use jiff::SignedDuration;
use serde_json::json;
use vestibule_domain::value::{Digest, RunId};

use crate::{
    broken_trails::forge,
    house::{House, Quarantined, Staff, run},
};

const FILE: &[u8] = b"%PDF-1.7 rare";

/// Reference files: announced under an idempotency key, attached to a run, read by a guest.
pub(super) async fn work(house: &House) {
    let carla = house.staff("carla");
    let sha256 = Digest::of(FILE).to_string();
    let file = json!({ "name": "rare.pdf", "type": "application/pdf", "size": FILE.len(), "sha256": sha256 });
    carla.post_once("/v1/projects/procurement/files", "rare", &file).await.expect(201);
    let attached = carla.reference_file("terms.pdf", FILE).await;
    let mut flow = run();
    flow["tasks"][0]["references"] = json!([attached]);
    let share = carla.share_of(&flow, |_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.download(&share, "documents", &json!(attached)).await.expect(200);
}

/// A run that is too large for one read, and a task that is completed with a file.
pub(super) async fn large(house: &House) {
    let carla = house.staff("carla");
    let field =
        |n: usize| json!({ "id": format!("f{n}"), "label": "L".repeat(200), "help": "H".repeat(500), "type": "date" });
    let fields: Vec<_> = (0..60).map(field).collect();
    let tasks: Vec<_> = (0..40).map(|n| json!({ "id": format!("t{n}"), "title": "T", "fields": fields })).collect();
    let large = json!({ "title": "Large", "tasks": tasks });
    let pushed = carla.put("/v1/projects/procurement/runs/large", &large).await.expect(201).body;
    assert_ne!(pushed["cursor"], json!(null), "a page is smaller");

    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.upload(&share, "documents", "articles", "a.pdf", FILE).await.expect(200);
    guest.complete(&share, "documents").await.expect(200);

    let scope = json!({ "type": "tasks", "run": "large", "tasks": ["t0", "t1"] });
    let share = carla.create(|terms| {
        terms["scope"] = scope;
        // To whom no mail was sent before: theirs are counted in a new row.
        terms["recipient"]["email"] = json!("bea@souza.example");
    });
    let share = share.await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.complete(&share, "t0").await.expect(200);
    house.pass(SignedDuration::from_mins(10));
    assert_eq!(house.deliver().await, 0, "the receipt");
}

/// A mail that fails, is brought again by the sweep, and is heard of before we know that it was sent.
pub(super) async fn late_mails(house: &House) {
    let carla = house.staff("carla");
    carla.share(|terms| terms["delivery"] = json!("email")).await;
    house.deliver().await;
    let share = carla.share(|terms| terms["delivery"] = json!("email")).await;
    house.system.cloud.inbox().refuse_with(Some(SesFailure::Outage));
    house.deliver().await;
    house.system.cloud.inbox().refuse_with(None);
    house.pass(SignedDuration::from_hours(1));
    house.system.sweep().await.unwrap();
    let mut early = house.mail_event("Delivery");
    early["mail"]["tags"]["share"] = json!([share.id]);
    early["mail"]["messageId"] = json!("0100018c-early");
    house.system.mail_event(&early).await.unwrap();
    assert_eq!(carla.trail(&share.id).await, ["share.created", "share.delivered"]);
}

/// Shares whose trail somebody wrote past the rules: one is revoked, the other expires.
pub(super) async fn broken_trails(house: &House) {
    let carla = house.staff("carla");
    let (revoked, expired) =
        (carla.share(|_| {}).await, carla.share(|terms| terms["expiry"] = json!({ "days": 1 })).await);
    for share in [&revoked, &expired] {
        forge(house, share).await;
    }
    carla.post(&format!("/v1/shares/{}/revoke", revoked.id), &json!({})).await.expect(200);
    house.pass(SignedDuration::from_hours(25));
    house.system.sweep().await.unwrap();
}

/// What SES says of an invitation that does not arrive, which its sender is told.
pub(super) async fn bounces(house: &House) {
    let carla = house.staff("carla");
    let bouncing = json!({ "name": "Ana", "email": "bounce@simulator.amazonses.com" });
    let by_mail = |terms: &mut serde_json::Value| {
        terms["recipient"] = bouncing;
        terms["delivery"] = json!("email");
    };
    let share = carla.share(by_mail).await;
    house.deliver().await;
    house.system.mail_events().await.unwrap();
    assert!(carla.trail(&share.id).await.contains(&"share.bounced".to_owned()));
}

/// A scanner's word on a guest's file and on a reference file.
pub(super) async fn verdicts(house: &House) {
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let way_in = guest.announce(&share, "documents", "articles", "a.pdf", FILE).await.expect(201).body;
    let sent = guest.send(&way_in, FILE).await.expect(200);
    guest.settle(&share, "documents", &way_in["id"]).await.expect(200);
    house.verdict(&Quarantined::of(&way_in, &sent), "NO_THREATS_FOUND", &[]).await;

    let (way_in, sent) = carla.send_reference("terms.pdf", FILE).await;
    let settle = format!("/v1/projects/procurement/files/{}/settle", way_in["id"].as_str().unwrap());
    carla.post(&settle, &json!({})).await.expect(200);
    house.verdict(&Quarantined::of(&way_in, &sent), "NO_THREATS_FOUND", &[]).await;
    verdict_in_a_step(house, &carla).await;
    assert_eq!(house.documents().len(), 3);
}

async fn verdict_in_a_step(house: &House, carla: &Staff<'_>) {
    let names = ("acme".parse().unwrap(), "procurement".parse().unwrap(), "scanned".parse().unwrap());
    let step = format!("/v1/steps/{}.work", RunId::of(&names.0, &names.1, &names.2));
    let markup = json!({ "id": "markup", "label": "Markup", "type": "file" });
    let work = json!({ "kind": "work", "assignees": [{ "member": "carla" }] });
    let flow =
        json!({ "title": "Scanned", "tasks": [{ "id": "work", "title": "Work", "fields": [markup], "step": work }] });
    carla.put("/v1/projects/procurement/runs/scanned", &flow).await.expect(201);
    let sha256 = Digest::of(FILE).to_string();
    let file = json!({
        "field": "markup", "name": "a.pdf", "type": "application/pdf", "size": FILE.len(), "sha256": sha256,
    });
    let way_in = carla.post(&format!("{step}/uploads"), &file).await.expect(201).body;
    let sent = house.guest().send(&way_in, FILE).await.expect(200);
    let settle = format!("{step}/uploads/{}/settle", way_in["id"].as_str().unwrap());
    carla.post(&settle, &json!({})).await.expect(200);
    house.verdict(&Quarantined::of(&way_in, &sent), "NO_THREATS_FOUND", &[]).await;
}

/// More mails about steps than an address gets in a day.
pub(super) async fn step_mails(house: &House) {
    house.org_policy(json!({ "max_mails_per_address": 1 })).await;
    let step = json!({ "kind": "review", "assignees": [{ "member": "vera" }] });
    for run in ["told", "untold"] {
        let flow = json!({ "title": "Flow", "tasks": [{ "id": "look", "title": "Look", "step": step }] });
        house.staff("carla").put(&format!("/v1/projects/procurement/runs/{run}"), &flow).await.expect(201);
    }
    house.deliver().await;
    house.pass(SignedDuration::from_mins(10));
    house.deliver().await;
}
