//! What goes on the bus is what stands under the hashes of a trail that its aggregate knows. Anything else is not published,
//! holds nothing up, and rings the alarm of rows that somebody wrote past the rules.

use serde_json::{Value, json};
use vestibule_local::Names;

use crate::{
    broken_trails::forge,
    captured::Captured,
    house::{House, Share},
};

const MONDAY: &str = "2026-11-23T12:00:00Z";

/// A share that was created and opened, of which nothing was published yet, and revoked.
async fn lived(house: &House) -> Share {
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    house.guest().open(&share).await.expect(200);
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    share
}

/// The kinds of the share's events, in order, each with its org.
fn published(house: &House, share: &Share) -> Vec<(String, String)> {
    let of_share = |event: &&embedded_cloud::PutEvent| event.detail["data"]["share"] == share.id.as_str();
    let events = house.events();
    let told = events
        .iter()
        .filter(of_share)
        .map(|event| (event.detail_type.clone(), event.detail["data"]["org"].as_str().unwrap().to_owned()));
    told.collect()
}

fn whole() -> Vec<(String, String)> {
    let kinds = ["share.created", "share.link_opened", "share.consented", "share.revoked"];
    kinds.map(|kind| (kind.to_owned(), "acme".to_owned())).to_vec()
}

async fn rows(house: &House, share: &Share) -> Vec<Value> {
    let pk = format!("share/{}", share.id);
    house.rows(Names::TRAIL).await.into_iter().filter(|row| row["pk"] == pk.as_str()).collect()
}

#[tokio::test(flavor = "current_thread")]
async fn a_row_behind_the_end_of_the_trail_is_no_event_and_rings_the_alarm() {
    let (captured, _guard) = Captured::metrics();
    let house = House::at(MONDAY).await;
    let share = lived(&house).await;
    forge(&house, &share).await;
    assert_eq!(house.deliver().await, 0, "nothing is held up");
    assert_eq!(published(&house, &share), whole());
    assert_eq!(captured.values("TrailTaken"), [1.0]);
}

#[tokio::test(flavor = "current_thread")]
async fn a_row_whose_content_is_not_what_its_hash_says_is_no_event() {
    for (row, from, to) in [
        (0, "share.created", "share.revoked"),
        (0, "acme/procurement", "rival/procurement"),
        (1, "\"access\":1", "\"access\":2"),
        (2, "share.revoked", "share.extended"),
        (2, "acme/procurement", "rival/procurement"),
    ] {
        let (captured, _guard) = Captured::metrics();
        let house = House::at(MONDAY).await;
        let share = lived(&house).await;
        let bent = &rows(&house, &share).await[row];
        let mut records = bent["records"].clone();
        let text = records[0]["record"].as_str().unwrap().replacen(from, to, 1);
        assert_ne!(text, records[0]["record"].as_str().unwrap(), "{from} stands in it");
        records[0]["record"] = json!(text);
        let key = (bent["pk"].as_str().unwrap(), bent["sk"].as_str().unwrap());
        house.bend(Names::TRAIL, key, "records", &records).await;
        assert_eq!(house.deliver().await, 0);
        let mut others = whole();
        others.retain(|(kind, _)| match row {
            0 => kind != "share.created",
            1 => kind != "share.link_opened" && kind != "share.consented",
            _ => kind != "share.revoked",
        });
        assert_eq!(published(&house, &share), others, "{from}");
        assert_eq!(captured.values("TrailTaken"), [1.0], "{from}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_beside_the_records_changes_no_event() {
    let house = House::at(MONDAY).await;
    let share = lived(&house).await;
    for row in rows(&house, &share).await {
        assert!(row.get("of").is_none(), "{row}");
        let key = (row["pk"].as_str().unwrap(), row["sk"].as_str().unwrap());
        house.bend(Names::TRAIL, key, "of", &json!("rival/procurement")).await;
        house.bend(Names::TRAIL, key, "place", &json!("run_0000000000000000000001")).await;
    }
    house.deliver().await;
    assert_eq!(published(&house, &share), whole());
}
