//! Ways through the functions that no budget is about, but that need permissions of their own.

use serde_json::json;
use vestibule_domain::value::Digest;

use crate::house::{House, Quarantined, run};

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

/// What SES says of an invitation that does not arrive, which its sender is told.
pub(super) async fn bounces(house: &House) {
    let carla = house.staff("carla");
    let bouncing = json!({ "name": "Ana", "email": "bounce@simulator.amazonses.com" });
    let by_mail = |terms: &mut serde_json::Value| {
        terms["recipient"] = bouncing;
        terms["delivery"] = json!("email");
    };
    let share = carla.share(by_mail).await;
    house.system.deliver().await.unwrap();
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
    assert_eq!(house.documents().len(), 2);
}
