//! Files that guests read: one short way out per click, under the original name, each on record.

use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share, Staff, run};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const GUIDELINE: &[u8] = b"Documents must be legible and complete.";

/// A share of the sample run, with a file to read in its first task.
async fn share_with_file(staff: &Staff<'_>, name: &str) -> (Share, Value) {
    let file = json!(staff.reference_file(name, GUIDELINE).await);
    (staff.share_of(&with_file(&file), |_| {}).await, file)
}

/// The sample run with a file to read in its first and its secret task.
fn with_file(file: &Value) -> Value {
    let mut flow = run();
    flow["tasks"][0]["references"] = json!([file]);
    flow["tasks"][3]["references"] = json!([file]);
    flow
}

async fn fetch(house: &House, url: &Value) -> Reply {
    Reply::of(house.http().get(url.as_str().unwrap())).await
}

/// As a page without script submits it.
async fn submit(guest: &Guest<'_>, share: &Share, file: &Value, csrf: &str) -> Reply {
    let path = format!("/p/{}/tasks/documents/files/{}/download", share.id, file.as_str().unwrap());
    guest.form(&path, &[("csrf", csrf)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_is_an_attachment_under_its_own_name_for_a_minute() {
    let house = House::at(MONDAY).await;
    let (share, file) = share_with_file(&house.staff("carla"), "Relatório \"final\"; ção 株.pdf").await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);

    let way_out = guest.download(&share, "documents", &file).await.expect(200).body;

    let url = way_out["url"].as_str().unwrap();
    assert_eq!(way_out["method"], "GET");
    assert!(url.contains("X-Amz-Expires=60&"), "{url}");
    let read = fetch(&house, &way_out["url"]).await.expect(200);
    assert_eq!(read.text.as_bytes(), GUIDELINE);
    assert_eq!(read.header("content-type"), "application/pdf");
    assert_eq!(
        read.header("content-disposition"),
        "attachment; filename=\"Relat_rio _final__ __o _.pdf\"; \
         filename*=UTF-8''Relat%C3%B3rio%20%22final%22%3B%20%C3%A7%C3%A3o%20%E6%A0%AA.pdf"
    );
    for (from, to) in [("X-Amz-Expires=60", "X-Amz-Expires=3600"), ("attachment", "inline")] {
        let other = url.replace(from, to);
        assert_ne!(other, url);
        fetch(&house, &json!(other)).await.expect(403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_download_is_on_record_and_asking_is_a_post() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, file) = share_with_file(&carla, "guideline.pdf").await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let path = format!("/p/{}/tasks/documents/files/{}/download", share.id, file.as_str().unwrap());

    guest.get(&path).await.expect(404);
    guest.download(&share, "documents", &file).await.expect(200);

    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    let records = activity["records"].as_array().unwrap();
    let read: Vec<_> = records.iter().filter(|r| r["kind"] == "share.file_downloaded").collect();
    assert_eq!(read.len(), 1);
    let sha256 = vestibule_domain::value::Digest::of(GUIDELINE).to_string();
    assert_eq!(read[0]["facts"], json!({ "task": "documents", "file": file, "sha256": sha256 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_script_is_sent_on_to_the_file() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, file) = share_with_file(&carla, "guideline.pdf").await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let csrf = guest.csrf().remove(&share.id).unwrap();

    let forged = submit(&guest, &share, &file, "").await.expect(303);
    assert!(forged.header("location").starts_with("/i/problem?kind=not_permitted&"), "{forged:?}");
    let sent = submit(&guest, &share, &file, &csrf).await.expect(303);
    let read = fetch(&house, &json!(sent.header("location"))).await.expect(200);
    assert_eq!(read.text.as_bytes(), GUIDELINE);
    let kinds = carla.trail(&share.id).await;
    assert_eq!(kinds[3..], ["share.file_downloaded"], "the forged one left none");

    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    let late = submit(&guest, &share, &file, &csrf).await.expect(303);
    assert_eq!(late.header("location"), format!("/p/{}", share.id), "where the page says why");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_files_of_shared_tasks_can_be_read_and_only_with_permission() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, file) = share_with_file(&carla, "guideline.pdf").await;
    let permissions = json!(["fill_fields", "upload_files"]);
    let blind = carla.share_of(&with_file(&file), |terms| terms["permissions"] = permissions).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.open(&blind).await.expect(200);

    let refused = guest.download(&blind, "documents", &file).await.expect(403);
    assert_eq!(refused.body["permission"], "download_files");
    guest.download(&share, "details", &file).await.expect(404);
    guest.download(&share, "secret", &file).await.expect(404);
    guest.download(&share, "documents", &json!("fil_0000000000000000000001")).await.expect(404);
    guest.download(&share, "documents", &json!("nonsense")).await.expect(404);

    let kinds = [carla.trail(&share.id).await, carla.trail(&blind.id).await].concat();
    assert!(!kinds.contains(&"share.file_downloaded".to_owned()), "{kinds:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_reads_back_their_own_files_and_nobody_elses() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let bruno = |terms: &mut Value| terms["recipient"]["email"] = json!("bruno@lima.example");
    let (mine, theirs) = (carla.share(|_| {}).await, carla.share(bruno).await);
    let (me, them) = (house.guest(), house.guest());
    me.open(&mine).await.expect(200);
    them.open(&theirs).await.expect(200);
    let sent = me.upload(&mine, "documents", "articles", "mine.pdf", b"my articles").await.expect(200).body;
    let way_in = me.announce(&mine, "documents", "articles", "late.pdf", b"late").await.expect(201).body;

    them.download(&theirs, "documents", &sent["id"]).await.expect(404);
    me.download(&mine, "documents", &way_in["id"]).await.expect(404);
    me.send(&way_in, b"late").await.expect(200);
    me.download(&mine, "documents", &way_in["id"]).await.expect(404);

    let way_out = me.download(&mine, "documents", &sent["id"]).await.expect(200).body;
    assert_eq!(fetch(&house, &way_out["url"]).await.expect(200).text, "my articles");
    me.complete(&mine, "documents").await.expect(200);
    me.download(&mine, "documents", &sent["id"]).await.expect(200);
    me.remove(&mine, "documents", &way_in["id"]).await.expect(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn revoking_and_expiring_close_every_way_but_the_one_already_open() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, file) = share_with_file(&carla, "guideline.pdf").await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let way_out = guest.download(&share, "documents", &file).await.expect(200).body;
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);

    let refused = guest.download(&share, "documents", &file).await.expect(410);
    assert_eq!(refused.body["reason"], "revoked");
    fetch(&house, &way_out["url"]).await.expect(200);

    let (other, file) = share_with_file(&carla, "guideline.pdf").await;
    house.pass(jiff::SignedDuration::from_hours(6 * 24 + 23));
    guest.open(&other).await.expect(200);
    guest.download(&other, "documents", &file).await.expect(200);
    house.pass(jiff::SignedDuration::from_hours(1));
    let refused = guest.download(&other, "documents", &file).await.expect(410);
    assert_eq!(refused.body["reason"], "expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_how_many_copies_a_guest_was_handed_and_when_they_were_there_last() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, file) = share_with_file(&carla, "guideline.pdf").await;
    let seen = async || {
        let share = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
        json!([share["downloads"], share["last_access_at"]])
    };
    assert_eq!(seen().await, json!([0, null]));
    let guest = house.guest();
    guest.come(&share).await.expect(200);
    assert_eq!(seen().await, json!([0, null]), "who looks at the door is not in");
    guest.open(&share).await.expect(200);
    assert_eq!(seen().await, json!([0, MONDAY]));
    house.pass(jiff::SignedDuration::from_mins(10));
    guest.page(&format!("/p/{}", share.id)).await.expect(200);
    assert_eq!(seen().await, json!([0, MONDAY]), "who looks at an open page does nothing");
    for copies in 1..=2 {
        guest.download(&share, "documents", &file).await.expect(200);
        assert_eq!(seen().await, json!([copies, "2026-11-23T12:10:00Z"]));
    }
}
