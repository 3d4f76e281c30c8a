//! Who has a share of a document, and what was done to it.

use serde_json::json;

use super::{DOCUMENTS, document, flaws, opened, path, read, share};
use crate::house::House;

#[tokio::test(flavor = "multi_thread")]
async fn a_document_lists_its_shares_and_what_was_done_to_it() {
    let house = House::at("2026-11-23T12:00:00Z").await;
    let carla = house.staff("carla");
    let id = document(&carla, "WALL-1").await;
    document(&carla, "WALL-2").await;
    let first = share(&carla, "WALL-1", |_| {}).await;
    house.pass(jiff::SignedDuration::from_secs(1));
    let second = share(&carla, "WALL-1", |_| {}).await;
    share(&carla, "WALL-2", |_| {}).await;
    carla.post(&format!("/v1/shares/{}/revoke", first.id), &json!({})).await.expect(200);
    let listed = house.staff("vera").get(&format!("{DOCUMENTS}/WALL-1/shares")).await.expect(200).body;
    let ids: Vec<_> = listed["shares"].as_array().unwrap().iter().map(|share| share["id"].clone()).collect();
    assert_eq!(ids, [second.id.as_str(), first.id.as_str()]);

    let guest = opened(&house, &second).await;
    let seen = read(&guest, &second).await;
    house.pass(jiff::SignedDuration::from_secs(1));
    let later = house.now();
    guest.post(&format!("{}/download", path(&second, &seen)), &json!({})).await.expect(200);
    let activity = async |query: &str| {
        let page = carla.get(&format!("{DOCUMENTS}/{id}/activity{query}")).await.expect(200).body;
        let kinds = page["records"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap().to_owned());
        kinds.collect::<Vec<_>>()
    };
    let all = activity("").await;
    assert_eq!(all.first().map(String::as_str), Some("share.revision_downloaded"));
    assert!(all.contains(&"document.created".to_owned()) && all.contains(&"share.revoked".to_owned()), "{all:?}");
    assert_eq!(activity("?of=document").await, ["document.revised", "document.created"]);
    assert!(activity("?of=guest_shares").await.iter().all(|kind| kind.starts_with("share.")));
    assert_eq!(activity("?kind=share.revision_downloaded").await, ["share.revision_downloaded"]);
    assert_eq!(activity(&format!("?share={}", first.id)).await, ["share.revoked", "share.created"]);
    assert_eq!(activity("?member=carla&of=document").await.len(), 2);
    assert_eq!(activity("?member=vera").await, Vec::<String>::new());
    assert_eq!(activity(&format!("?since={later}")).await, ["share.revision_downloaded"]);
    assert_eq!(activity(&format!("?until={later}&kind=share.revision_downloaded")).await, Vec::<String>::new());
    assert_eq!(activity(&format!("?since={later}&until={later}")).await, Vec::<String>::new());
    assert_eq!(activity(&format!("?of=document&share={}", second.id)).await, Vec::<String>::new());
    let between = later + jiff::SignedDuration::from_micros(500);
    assert_eq!(activity(&format!("?since={between}")).await, Vec::<String>::new(), "after it");
    assert_eq!(activity(&format!("?since={later}&until={between}")).await, ["share.revision_downloaded"]);
    let no_end = carla.get(&format!("{DOCUMENTS}/{id}/activity?until=9999-12-31T23:59:59Z")).await.expect(400);
    assert!(no_end.text.contains("must be an instant such as"), "{}", no_end.text);
    let bad = carla.get(&format!("{DOCUMENTS}/{id}/activity?cursor=nonsense")).await.expect(400);
    assert_eq!(flaws(&bad), [("/cursor", "invalid")]);
    let stray = format!("{DOCUMENTS}/{id}/activity?since={later}&cursor=1.000000000001.share/shr_1");
    assert_eq!(flaws(&carla.get(&stray).await.expect(400)), [("/cursor", "invalid")]);
    carla.get(&format!("{DOCUMENTS}/NOWHERE-1/activity")).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_a_document_learns_nothing_of_its_shares() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let id = document(&carla, "WALL-1").await;
    for _ in 0..3 {
        share(&carla, "WALL-1", |_| {}).await;
    }
    let page = carla.get(&format!("{DOCUMENTS}/{id}/shares?limit=1")).await.expect(200).body;
    let cursor = page["cursor"].as_str().unwrap();
    let otto = house.staff("otto");
    for query in ["?limit=1".to_owned(), format!("?limit=1&cursor={cursor}")] {
        let foreign = otto.get(&format!("{DOCUMENTS}/{id}/shares{query}")).await.expect(200).body;
        assert_eq!(foreign, json!({ "shares": [], "cursor": null }), "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_is_read_page_after_page_each_record_once() {
    let house = House::open().await;
    let carla = house.staff("carla");
    document(&carla, "WALL-1").await;
    let shared = share(&carla, "WALL-1", |_| {}).await;
    let guest = opened(&house, &shared).await;
    let seen = read(&guest, &shared).await;
    for _ in 0..120 {
        guest.post(&format!("{}/download", path(&shared, &seen)), &json!({})).await.expect(200);
    }
    let (mut all, mut cursor, mut pages) = (vec![], String::new(), 0);
    loop {
        let page = carla.get(&format!("{DOCUMENTS}/WALL-1/activity{cursor}")).await.expect(200).body;
        all.extend(page["records"].as_array().unwrap().iter().map(|one| format!("{} {}", one["trail"], one["seq"])));
        pages += 1;
        match page["cursor"].as_str() {
            Some(next) => cursor = format!("?cursor={next}"),
            None => break,
        }
    }
    // Of the document two; of the share its creation, its opening with the consent, and the downloads.
    assert_eq!((all.len(), pages), (125, 2));
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 125);
}
