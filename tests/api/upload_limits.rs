//! What may be announced at all: names, types, sizes, checksums and numbers of files.

use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share};

const MONDAY: &str = "2026-11-23T12:00:00Z";

async fn opened(house: &House) -> (Share, Guest<'_>) {
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    (share, guest)
}

async fn announce(guest: &Guest<'_>, share: &Share, change: impl FnOnce(&mut Value)) -> Reply {
    let mut body = json!({
        "field": "articles", "name": "articles.pdf", "type": "application/pdf", "size": 8,
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
    change(&mut body);
    guest.post(&format!("/p/{}/tasks/documents/uploads", share.id), &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_file_is_refused_with_words() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    let refused = announce(&guest, &share, |b| b["size"] = json!(0)).await.expect(422);
    assert_eq!((refused.problem(), refused.errors()), ("unprocessable", vec!["/size empty_file".to_owned()]));
    assert_eq!(refused.body["detail"], "The file is empty.");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_policys_limits_name_their_setting_and_its_layer() {
    let house = House::at(MONDAY).await;
    house.org_policy(json!({ "max_upload_bytes": 1_000_000 })).await;
    house.project_policy(json!({ "upload_extensions": ["pdf", "png"] })).await;
    let (share, guest) = opened(&house).await;

    let large = announce(&guest, &share, |b| b["size"] = json!(1_000_001)).await.expect(422);
    assert_eq!((large.problem(), large.errors()), ("policy", vec!["/size file_too_large".to_owned()]));
    assert_eq!(large.body["errors"][0]["setting"], "max_upload_bytes");
    assert_eq!(large.body["errors"][0]["layer"], "org");
    assert_eq!(large.body["detail"], "The file has 1000001 bytes; at most 1000000 are allowed.");

    let script = announce(&guest, &share, |b| b["name"] = json!("articles.pdf.exe")).await.expect(422);
    assert_eq!((script.problem(), script.errors()), ("policy", vec!["/name file_type".to_owned()]));
    assert_eq!(script.body["errors"][0]["setting"], "upload_extensions");
    assert_eq!(script.body["errors"][0]["layer"], "project");

    announce(&guest, &share, |b| b["size"] = json!(1_000_000)).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fields_own_list_of_types_is_not_blamed_on_the_policy() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    for name in ["articles", "pdf", "articles.pdf."] {
        let refused = announce(&guest, &share, |b| b["name"] = json!(name)).await.expect(422);
        assert_eq!(refused.errors(), ["/name file_type"], "{name}");
    }
    let photo = announce(&guest, &share, |b| b["name"] = json!("photo.png")).await.expect(422);
    assert_eq!(photo.problem(), "unprocessable");
    assert_eq!(photo.body["errors"][0].get("setting"), None, "{}", photo.text);
    assert_eq!(photo.body["detail"], "Files of this type are not accepted here; accepted are: pdf.");
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_an_announcement_is_told_at_once() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    let refused = announce(&guest, &share, |b| {
        b["field"] = json!("no field");
        b["name"] = json!("\u{0}\u{200b}");
        b["type"] = json!("text/html; charset=utf-8");
        b["sha256"] = json!("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
    });
    let refused = refused.await.expect(422);
    assert_eq!(refused.errors(), ["/field invalid", "/name invalid", "/type invalid", "/sha256 invalid"]);

    let refused = announce(&guest, &share, |b| {
        b["name"] = json!("a.exe");
        b["type"] = json!("pdf");
        b["size"] = json!(0);
    });
    let refused = refused.await.expect(422);
    assert_eq!(
        (refused.problem(), refused.body["errors"][1]["setting"].as_str()),
        ("policy", Some("upload_extensions"))
    );
    assert_eq!(refused.errors(), ["/size empty_file", "/name file_type", "/type invalid"]);

    for name in ["", "   ", "\u{0}", "\r\n\u{200b}", "\u{202e}\u{2069}"] {
        let refused = announce(&guest, &share, |b| b["name"] = json!(name)).await.expect(422);
        assert_eq!(refused.errors(), ["/name invalid"], "{name:?}");
    }
    for size in [json!(-1), json!(1.5), json!("8"), json!(1e300), Value::Null] {
        let refused = announce(&guest, &share, |b| b["size"] = size.clone()).await.expect(400);
        assert_eq!(refused.problem(), "bad_request", "{size}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_looks_like_a_path_is_only_a_name() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    for name in ["../../x.pdf", r"C:\x.pdf"] {
        let settled = guest.upload(&share, "documents", "articles", name, name.as_bytes()).await.expect(200).body;
        assert_eq!(settled["name"], name);
    }
    let flat = |keys: Vec<String>| keys.iter().all(|key| key.starts_with("tasks/run_") && key.split('/').count() == 5);
    assert!(flat(house.documents()) && flat(house.quarantine()), "{:?}", house.documents());
    let shown = guest.task(&share, "documents").await;
    let mut names: Vec<_> = shown["uploads"].as_array().unwrap().iter().map(|u| u["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["../../x.pdf", r"C:\x.pdf"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_takes_so_many_files_and_one_more_once_one_is_removed() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    let first = announce(&guest, &share, |b| b["name"] = json!("1.pdf")).await.expect(201).body;
    announce(&guest, &share, |b| b["name"] = json!("2.pdf")).await.expect(201);

    let refused = announce(&guest, &share, |b| b["name"] = json!("3.pdf")).await.expect(422);
    assert_eq!(refused.errors(), ["/field too_many_files"]);
    assert_eq!(refused.body["detail"], "At most 2 files are accepted here; remove one first.");

    guest.remove(&share, "documents", &first["id"]).await.expect(200);
    announce(&guest, &share, |b| b["name"] = json!("3.pdf")).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_announcement_that_nothing_followed_is_forgotten_after_a_day() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    announce(&guest, &share, |b| b["name"] = json!("1.pdf")).await.expect(201);
    announce(&guest, &share, |b| b["name"] = json!("2.pdf")).await.expect(201);
    house.pass(jiff::SignedDuration::from_hours(23));
    announce(&guest, &share, |b| b["name"] = json!("3.pdf")).await.expect(422);

    house.pass(jiff::SignedDuration::from_hours(1));

    guest.open(&share).await.expect(200);
    announce(&guest, &share, |b| b["name"] = json!("3.pdf")).await.expect(201);
}
