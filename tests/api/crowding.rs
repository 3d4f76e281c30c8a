//! No guest of a task crowds out another, and what one share takes in a day has an end.

use jiff::SignedDuration;
use serde_json::json;

use crate::house::{Guest, House, Reply, Share, run};

const MONDAY: &str = "2026-11-23T12:00:00Z";

/// A task with four fields for many files, shared with several people.
async fn shared(house: &House) {
    let mut flow = run();
    let field = |n: u32| json!({ "id": format!("f{n}"), "label": "Files", "type": "file", "max": 60 });
    let tasks = flow["tasks"].as_array_mut().unwrap();
    let documents = tasks.iter_mut().find(|task| task["id"] == "documents").unwrap();
    documents["fields"] = (1..=4).map(field).collect();
    house.staff("carla").put("/v1/projects/procurement/runs/kyc", &flow).await.expect(201);
}

async fn guest<'a>(house: &'a House, email: &str) -> (Share, Guest<'a>) {
    let share = house.staff("carla").create(|terms| terms["recipient"]["email"] = json!(email)).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    (share, guest)
}

async fn announce(guest: &Guest<'_>, share: &Share, field: &str, n: usize, size: u64) -> Reply {
    let body = json!({ "field": field, "name": format!("{n}.pdf"), "type": "application/pdf", "size": size,
        "sha256": format!("{n:064x}") });
    guest.post(&format!("/p/{}/tasks/documents/uploads", share.id), &body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_files_of_one_guest_keep_nobody_else_out() {
    let house = House::at(MONDAY).await;
    shared(&house).await;
    let (share, one) = guest(&house, "ana@souza.example").await;
    for n in 0..60 {
        let bytes = n.to_string();
        one.upload(&share, "documents", "f1", &format!("{n}.pdf"), bytes.as_bytes()).await.expect(200);
    }
    let full = announce(&one, &share, "f2", 60, 8).await.expect(422);
    assert_eq!(full.errors(), ["/field too_many_files"]);
    let (their_share, other) = guest(&house, "bea@souza.example").await;
    other.upload(&their_share, "documents", "f2", "mine.pdf", b"mine").await.expect(200);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_announced_files_are_waited_for_and_the_next_one_when_one_is_there() {
    let house = House::at(MONDAY).await;
    shared(&house).await;
    let (share, one) = guest(&house, "ana@souza.example").await;
    let first = announce(&one, &share, "f1", 0, 8).await.expect(201).body;
    for n in 1..30 {
        announce(&one, &share, "f1", n, 8).await.expect(201);
    }
    let refused = announce(&one, &share, "f2", 30, 8).await.expect(409);
    assert_eq!(refused.body["code"], "too_many");
    let detail = "30 announced files are waited for in this task already; send them or take some out first.";
    assert_eq!(refused.body["detail"], detail);
    one.remove(&share, "documents", &first["id"]).await.expect(200);
    announce(&one, &share, "f2", 30, 8).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loop_of_announcing_and_removing_ends_and_a_new_link_begins_none() {
    let house = House::at(MONDAY).await;
    shared(&house).await;
    let (share, one) = guest(&house, "ana@souza.example").await;
    let mut refused = None;
    for n in 0..=500 {
        let answer = announce(&one, &share, "f1", n, 8).await;
        if answer.status != 201 {
            refused = Some((n, answer));
            break;
        }
        one.remove(&share, "documents", &answer.body["id"]).await.expect(200);
    }
    let (times, refused) = refused.expect("it goes on for ever");
    assert_eq!((times, refused.status, refused.problem()), (500, 429, "too_many_requests"));
    assert_eq!((refused.header("retry-after"), &refused.body["at"]), ("173", &json!("2026-11-23T12:02:53Z")));
    let words = "More files were announced than can come within a day; the next is possible at";
    assert_eq!(refused.body["detail"], format!("{words} 2026-11-23T12:02:53Z."));

    let rotate = format!("/v1/shares/{}/rotate", share.id);
    let rotated = house.staff("carla").post(&rotate, &json!({ "delivery": "link" })).await.expect(200);
    let share = Share { link: rotated.body["link"].as_str().unwrap().to_owned(), ..share };
    let one = house.guest();
    one.open(&share).await.expect(200);
    announce(&one, &share, "f1", 501, 8).await.expect(429);
    house.pass(SignedDuration::from_secs(173));
    announce(&one, &share, "f1", 501, 8).await.expect(201);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_announced_in_a_day_has_an_end_in_bytes() {
    let house = House::at(MONDAY).await;
    house.org_policy(json!({ "max_upload_bytes": 4_u64 << 30 })).await;
    shared(&house).await;
    let (share, one) = guest(&house, "ana@souza.example").await;
    for n in 0..5 {
        announce(&one, &share, "f1", n, 4 << 30).await.expect(201);
    }
    let refused = announce(&one, &share, "f1", 5, 1 << 30).await.expect(429);
    assert_eq!(refused.header("retry-after"), "4320");
    assert!(
        refused.body["detail"].as_str().unwrap().starts_with("Larger files were announced than"),
        "{}",
        refused.text
    );
    let (share, other) = guest(&house, "bea@souza.example").await;
    announce(&other, &share, "f1", 5, 1 << 30).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_were_still_sending_when_a_task_was_sent_is_on_record() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, one) = {
        let share = carla.share(|_| {}).await;
        let guest = house.guest();
        guest.open(&share).await.expect(200);
        (share, guest)
    };
    let (theirs, other) = guest(&house, "bea@souza.example").await;
    let arrived = other.announce(&theirs, "documents", "articles", "theirs.pdf", b"theirs").await.expect(201).body;
    other.send(&arrived, b"theirs").await.expect(200);
    one.upload(&share, "documents", "articles", "mine.pdf", b"mine").await.expect(200);
    one.complete(&share, "documents").await.expect(200);

    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    let completed = activity["records"].as_array().unwrap().iter().find(|r| r["kind"] == "share.task_completed");
    assert_eq!(completed.unwrap()["facts"]["left_out"], json!([arrived["id"]]));
    let late = other.settle(&theirs, "documents", &arrived["id"]).await.expect(409);
    assert_eq!(late.body["code"], "task_done");
    let page = other.page(&format!("/p/{}", theirs.id)).await.expect(200);
    assert!(page.text.contains("theirs.pdf") && page.text.contains("had not arrived"), "{}", page.text);
    let shown = other.task(&theirs, "documents").await;
    assert_eq!(shown["left_out"], json!([{ "id": arrived["id"], "name": "theirs.pdf" }]));
    assert_eq!(one.task(&share, "documents").await["left_out"], json!([]), "nobody else's");
    house.balance().await;
}
