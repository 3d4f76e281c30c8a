//! Verification of a trail that no single answer holds: page by page, and from any record on.

use serde_json::{Value, json};
use vestibule_domain::{audit::Record, value::Digest};
use vestibule_local::Names;

use crate::{
    broken_trails::forge,
    house::{House, Share},
};

/// Records that each fill a tenth of a page, so that the trail has more than two.
const RECORDS: u64 = 24;

/// A share with so long a trail: the product's first record, and then others that are chained as it has to be.
async fn long(house: &House) -> Share {
    let share = house.staff("carla").share(|_| {}).await;
    let pk = format!("share/{}", share.id);
    let first = house.rows(Names::TRAIL).await.into_iter().find(|row| row["pk"] == pk.as_str()).unwrap();
    let (mut row, first) = (first.clone(), first["records"][0].clone());
    let mut prev: Digest = first["hash"].as_str().unwrap().trim_start_matches("0x").parse().unwrap();
    let personal = format!(r#"{{"salt":"{}"}}"#, "0".repeat(100_000));
    let commitment = Digest::of(&personal);
    for seq in 2..=RECORDS {
        let mut record: Value = serde_json::from_str(first["record"].as_str().unwrap()).unwrap();
        (record["seq"], record["personal"]) = (json!(seq), json!(commitment));
        let record = Record::parse(record.to_string()).unwrap();
        prev = record.hash(prev);
        let entry = json!({ "record": record.text(), "hash": format!("0x{prev}"), "personal": personal });
        (row["sk"], row["records"]) = (json!(format!("{seq:012}")), json!([entry]));
        house.put_row(Names::TRAIL, &row).await;
    }
    let gate = format!("SHARE#{}", share.id);
    house.bend(Names::STATE, (&gate, "GATE"), "seq", &json!(RECORDS)).await;
    house.bend(Names::STATE, (&gate, "GATE"), "head", &json!(format!("0x{prev}"))).await;
    share
}

/// Every page of its activity: how many records, and what is said of the whole trail and of the page.
async fn pages(house: &House, share: &Share) -> Vec<(usize, Value, Value)> {
    let (carla, mut after, mut pages) = (house.staff("carla"), json!(0), vec![]);
    while after != Value::Null {
        let page = carla.get(&format!("/v1/shares/{}/activity?after={after}", share.id)).await.expect(200).body;
        let records = page["records"].as_array().unwrap().len();
        pages.push((records, page["verified"].clone(), page["unbroken"].clone()));
        after = page["next"].clone();
    }
    pages
}

async fn change(house: &House, share: &Share, seq: u64) {
    let key = (format!("share/{}", share.id), format!("{seq:012}"));
    let row = house.rows(Names::TRAIL).await.into_iter().find(|row| row["pk"] == key.0 && row["sk"] == key.1).unwrap();
    let mut records = row["records"].clone();
    let text = records[0]["record"].as_str().unwrap().replacen("\"max_accesses\":0", "\"max_accesses\":9", 1);
    records[0]["record"] = json!(text);
    house.bend(Names::TRAIL, (&key.0, &key.1), "records", &records).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_page_vouches_for_a_trail_of_several() {
    let house = House::open().await;
    let share = long(&house).await;
    let pages = pages(&house, &share).await;
    assert!(pages.len() > 2, "{pages:?}");
    assert_eq!(pages.iter().map(|(records, ..)| *records as u64).sum::<u64>(), RECORDS);
    let (last, others) = pages.split_last().unwrap();
    assert!(others.iter().all(|(_, whole, page)| (whole, page) == (&Value::Null, &json!(true))), "{pages:?}");
    assert_eq!((&last.1, &last.2), (&json!(true), &json!(true)));
    house.staff("carla").post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    let told = house.staff("carla").get(&format!("/v1/shares/{}/activity?after={RECORDS}", share.id)).await.expect(200);
    assert_eq!((&told.body["verified"], &told.body["records"][0]["kind"]), (&json!(true), &json!("share.revoked")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_was_changed_is_named_by_its_own_page_and_by_the_last() {
    let house = House::open().await;
    let share = long(&house).await;
    change(&house, &share, 3).await;
    let broken = json!("record 3 does not have the hash that its content gives");
    let pages = pages(&house, &share).await;
    let (last, others) = pages.split_last().unwrap();
    assert_eq!((&pages[0].1, &pages[0].2), (&broken, &broken));
    assert!(others[1..].iter().all(|(_, whole, page)| (whole, page) == (&Value::Null, &json!(true))), "{pages:?}");
    assert_eq!((&last.1, &last.2), (&broken, &json!(true)), "no page of a broken trail says that all of it holds");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_beyond_the_head_is_seen_from_whichever_page_one_looks() {
    let house = House::open().await;
    let share = long(&house).await;
    forge(&house, &share).await;
    let beyond = json!(format!("record {} stands beyond the end of the trail, which is record {RECORDS}", RECORDS + 1));
    assert_eq!(pages(&house, &share).await.pop().unwrap().1, beyond);
    let carla = house.staff("carla");
    let of = async |after: u64| {
        let page = carla.get(&format!("/v1/shares/{}/activity?after={after}", share.id)).await.expect(200).body;
        (page["verified"].clone(), page["unbroken"].clone())
    };
    assert_eq!(of(RECORDS - 1).await, (beyond.clone(), beyond.clone()));
    assert_eq!(of(RECORDS).await, (beyond.clone(), beyond));
    let ends = json!(format!("the trail ends at record {} instead of {RECORDS}", RECORDS + 1));
    assert_eq!(of(RECORDS + 1).await, (ends.clone(), ends));
    let (whole, page) = of(RECORDS + 900).await;
    assert!(whole != json!(true) && page == Value::Null, "{whole}: nobody vouches from a record that there is not");
}

#[tokio::test(flavor = "multi_thread")]
async fn records_that_come_while_a_page_is_read_are_none_beyond_the_end() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let (carla, activity) = (house.staff("carla"), format!("/v1/shares/{}/activity", share.id));
    let saves = async {
        for n in 0..40 {
            guest.save(&share, "details", json!({ "legal_name": format!("Souza {n}") })).await.expect(200);
        }
    };
    let reads = async {
        for n in 0..60 {
            let page = carla.get(&format!("{activity}?after={}", n % 4)).await.expect(200).body;
            assert_eq!(page["verified"], json!(true), "{page}");
        }
    };
    tokio::join!(saves, reads);
}
