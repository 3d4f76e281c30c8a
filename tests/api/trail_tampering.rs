//! People are named beside the records, not in them; and a trail that was meddled with says where.

use serde_json::{Value, json};
use vestibule_local::Names;

use crate::house::{House, Share, Staff};

const MONDAY: &str = "2026-11-23T12:00:00Z";

/// A share with five records in three rows: created; opened and consented; saved; revoked.
async fn lived(house: &House) -> Share {
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": format!("Metais {}", share.id) })).await.expect(200);
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    share
}

async fn activity(staff: &Staff<'_>, share: &Share) -> Value {
    staff.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body
}

/// The rows of a share's trail: sort key and records.
async fn rows(house: &House, share: &Share) -> Vec<(String, Value)> {
    let pk = format!("share/{}", share.id);
    let rows = house.rows(Names::TRAIL).await.into_iter().filter(|row| row["pk"] == pk.as_str());
    rows.map(|row| (row["sk"].as_str().unwrap().to_owned(), row["records"].clone())).collect()
}

async fn put(house: &House, share: &Share, sk: &str, records: &Value) {
    house.bend(Names::TRAIL, (&format!("share/{}", share.id), sk), "records", records).await;
}

/// The text in which one member of a row's record is other.
fn other(records: &Value, at: usize, member: &str, from: &str, to: &str) -> Value {
    let mut changed = records.clone();
    let text = records[at][member].as_str().unwrap();
    let bent = text.replacen(from, to, 1);
    assert_ne!(bent, text, "{from} is not in {text}");
    changed[at][member] = json!(bent);
    changed
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_named_beside_the_records_and_nowhere_in_them() {
    let house = House::at(MONDAY).await;
    let share = lived(&house).await;
    let shown = activity(&house.staff("vera"), &share).await;
    assert_eq!(shown["verified"], true);
    let records = shown["records"].as_array().unwrap();
    assert_eq!(records.len(), 5);

    let named = |n: usize| {
        let details = &records[n]["details"];
        ["name", "email", "ip", "user_agent"].map(|field| details[field].as_str().unwrap_or("-").to_owned())
    };
    assert_eq!(named(0), ["Carla Mendes", "carla@acme.example", "127.0.0.1", "-"]);
    for (n, record) in records.iter().enumerate().take(4).skip(1) {
        assert_eq!(named(n), ["Ana Souza", "ana@supplier.example", "127.0.0.1", "Mozilla/5.0 (test)"]);
        assert_eq!(record["actor"], json!({ "type": "guest", "share": share.id, "assurance": "link" }));
    }
    assert_eq!(records[4]["actor"], json!({ "type": "member", "sub": "carla" }));

    for (sk, row) in rows(&house, &share).await {
        for entry in row.as_array().unwrap() {
            let record = entry["record"].as_str().unwrap();
            for personal in ["Ana", "Souza", "Carla", "supplier.example", "127.0.0.1", "Mozilla", "Metais"] {
                assert!(!record.contains(personal), "{personal} in {sk}: {record}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_a_person_leaves_the_chain_whole() {
    let house = House::at(MONDAY).await;
    let share = lived(&house).await;
    for (sk, mut row) in rows(&house, &share).await {
        for entry in row.as_array_mut().unwrap() {
            entry.as_object_mut().unwrap().remove("personal");
        }
        put(&house, &share, &sk, &row).await;
    }
    let shown = activity(&house.staff("carla"), &share).await;
    assert_eq!(shown["verified"], true);
    assert_eq!(shown["records"][1]["details"], Value::Null);
    assert_eq!(shown["records"][1]["kind"], "share.link_opened");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_record_is_named() {
    let house = House::at(MONDAY).await;
    let share = lived(&house).await;
    let carla = house.staff("carla");
    let whole = rows(&house, &share).await;
    let (sk, opened) = &whole[1];
    for (bent, expected) in [
        (
            other(opened, 0, "record", "\"access\":1", "\"access\":2"),
            "record 2 does not have the hash that its content gives",
        ),
        (
            other(opened, 1, "record", "12:00:00Z", "13:00:00Z"),
            "record 3 does not have the hash that its content gives",
        ),
        (
            other(opened, 1, "hash", &opened[1]["hash"].as_str().unwrap()[..10], "0x00000000"),
            "record 3 does not have the hash that its content gives",
        ),
        (
            other(opened, 0, "personal", "ana@supplier", "bob@supplier"),
            "the personal details beside record 2 are not those it was written with",
        ),
        (
            other(opened, 1, "personal", "127.0.0.1", "127.0.0.2"),
            "the personal details beside record 3 are not those it was written with",
        ),
        (
            other(opened, 0, "record", &share.id, "shr_0000000000000000000001"),
            "record 2 does not have the hash that its content gives",
        ),
        (json!([opened[1], opened[0]]), "record 2 is missing or out of order"),
        (json!([opened[0]]), "record 3 is missing or out of order"),
    ] {
        put(&house, &share, sk, &bent).await;
        assert_eq!(activity(&carla, &share).await["verified"], expected);
    }
    put(&house, &share, sk, opened).await;
    assert_eq!(activity(&carla, &share).await["verified"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_was_taken_away_is_missed() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    for (n, expected) in [
        (0, "record 1 is missing or out of order"),
        (1, "record 2 is missing or out of order"),
        (2, "record 4 is missing or out of order"),
        (3, "the trail ends at record 4 instead of 5"),
    ] {
        let share = lived(&house).await;
        let (sk, _) = rows(&house, &share).await.remove(n);
        house.drop_row(Names::TRAIL, (&format!("share/{}", share.id), &sk)).await;
        assert_eq!(activity(&carla, &share).await["verified"], expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_cannot_be_read_is_named_without_telling_what_is_in_it() {
    let house = House::at(MONDAY).await;
    let share = lived(&house).await;
    let carla = house.staff("carla");
    let (sk, opened) = rows(&house, &share).await.remove(1);
    for bent in [other(&opened, 0, "record", "\"kind\"", "\"sort\""), json!("nothing"), json!([1])] {
        put(&house, &share, &sk, &bent).await;
        let page = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
        let told = format!("the row {sk:?} of the trail cannot be read: nothing of ours wrote it");
        assert_eq!((&page["verified"], &page["unbroken"]), (&json!(told), &json!(told)));
        let seqs: Vec<_> = page["records"].as_array().unwrap().iter().map(|record| record["seq"].clone()).collect();
        assert_eq!(seqs, [1, 4, 5], "the others are shown");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_later_page_starts_after_the_record_that_is_named() {
    let house = House::at(MONDAY).await;
    let share = lived(&house).await;
    let carla = house.staff("carla");
    for (after, expected) in [(1, vec![2, 3, 4, 5]), (2, vec![3, 4, 5]), (3, vec![4, 5]), (4, vec![5]), (5, vec![])] {
        let page = carla.get(&format!("/v1/shares/{}/activity?after={after}", share.id)).await.expect(200).body;
        let seqs: Vec<_> = page["records"].as_array().unwrap().iter().map(|r| r["seq"].as_u64().unwrap()).collect();
        assert_eq!(seqs, expected, "after {after}");
        assert_eq!((&page["verified"], &page["unbroken"]), (&json!(true), &json!(true)), "after {after}");
        assert_eq!(page["next"], Value::Null, "after {after}");
        assert_eq!(page["head"]["seq"], 5);
    }
    let refused = carla.get(&format!("/v1/shares/{}/activity?after=all", share.id)).await.expect(400);
    assert_eq!(refused.errors(), ["/after invalid"]);
}
