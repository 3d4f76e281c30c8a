//! Who may ask for all files of a share, see how far they are, and fetch them, while the share and its sessions end.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::json;

use crate::{
    faulty::Faults,
    house::{House, Reply, Share},
    shared_files::{ask, asked, download, opened, shared, shown, told},
};

const MONDAY: &str = "2026-11-23T12:00:00Z";
/// A worker with so little time takes one step, and leaves the rest to the next.
const NONE: Duration = Duration::ZERO;

#[tokio::test(flavor = "multi_thread")]
async fn neither_progress_nor_zip_is_left_once_the_share_is_revoked_while_it_is_built() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = shared(&house, &carla).await;
    let export = asked(&guest, &share).await;
    house.system.work(NONE).await.unwrap();
    house.system.work(NONE).await.unwrap();
    assert_ne!(shown(&guest, &share, &export).await.expect(200).body["state"], "waiting");
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    house.exported().await;

    for refused in
        [shown(&guest, &share, &export).await, download(&guest, &share, &export).await, ask(&guest, &share).await]
    {
        assert_eq!(refused.expect(410).body["reason"], "revoked");
    }
    let page = guest.page(&format!("/p/{}?zip={export}", share.id)).await.expect(410);
    assert!(!page.text.contains(&export), "{}", page.text);
    assert_eq!(told(&carla, &share).await, ["share.export_requested", "share.export_failed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_link_or_the_expiry_ends_what_the_session_could_see() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = shared(&house, &carla).await;
    let export = asked(&guest, &share).await;
    house.exported().await;
    let rotate = json!({ "delivery": "link" });
    let rotated = carla.post(&format!("/v1/shares/{}/rotate", share.id), &rotate).await.expect(200).body;
    for refused in [shown(&guest, &share, &export).await, download(&guest, &share, &export).await] {
        refused.expect(401);
    }
    let share = Share { link: rotated["link"].as_str().unwrap().to_owned(), ..share };
    let (share, again) = opened(&house, share).await;
    assert_eq!(asked(&again, &share).await, export, "the guest is the same");
    download(&again, &share, &export).await.expect(200);

    carla.patch(&format!("/v1/shares/{}", share.id), &json!({ "expiry": { "days": 1 } })).await.expect(200);
    house.pass(SignedDuration::from_hours(24));
    let house_guest = again;
    for refused in [shown(&house_guest, &share, &export).await, download(&house_guest, &share, &export).await] {
        assert!(matches!(refused.status, 404 | 410), "{}", refused.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_permission_the_zip_is_refused_as_a_single_file_is() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = shared(&house, &carla).await;
    let export = asked(&guest, &share).await;
    let permissions = json!(["read_files", "fill_fields"]);
    let reading = carla.create(|terms| terms["permissions"] = permissions).await;
    let (reading, reader) = opened(&house, reading).await;
    let file = carla.reference_file("x.pdf", b"x").await;
    let single = reader.download(&reading, "documents", &json!(file)).await.expect(403);
    for refused in [ask(&reader, &reading).await, download(&reader, &reading, &export).await] {
        let told = |reply: &Reply| (reply.body["type"].clone(), reply.body["permission"].clone());
        assert_eq!((refused.status, told(&refused)), (403, told(&single)), "{}", refused.text);
    }
    let page = reader.page(&format!("/p/{}", reading.id)).await.expect(200);
    assert!(page.text.contains("guide.pdf") && !page.text.contains("/exports"), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_before_a_revocation_is_neither_asked_for_nor_handed_out_after_it() {
    for downloads in [false, true] {
        let faults = Faults::default();
        let house = House::at_with(MONDAY, |options| faults.under(options)).await;
        let carla = house.staff("carla");
        let (share, guest) = shared(&house, &carla).await;
        let export = if downloads { asked(&guest, &share).await } else { String::new() };
        house.exported().await;
        let before = told(&carla, &share).await;

        let mut held = faults.hold("TransactWriteItems");
        let act = async { if downloads { download(&guest, &share, &export).await } else { ask(&guest, &share).await } };
        let revoke = async {
            held.arrived().await;
            carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
            held.release();
        };
        let (acted, ()) = tokio::join!(act, revoke);

        assert_eq!(acted.expect(410).body["reason"], "revoked");
        assert_eq!(told(&carla, &share).await, before);
    }
}
