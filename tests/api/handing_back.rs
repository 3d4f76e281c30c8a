//! Staff hand single answers and files of a completed task back: it is open again for exactly those.

mod given;
mod guests;
mod left;
mod links;
mod many;
mod races;
mod refused;
mod rounds;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share, Staff};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const STAMP: &str = "The stamp is not readable.";
const PDF: &[u8] = b"%PDF-1.7 articles";

fn path(task: &str) -> String {
    format!("/v1/projects/procurement/runs/kyc/tasks/{task}/hand-back")
}

fn returned((named, id): (&str, &Value), reason: &str) -> Value {
    json!({ named: id, "reason": reason })
}

async fn hand_back(staff: &Staff<'_>, task: &str, returned: &[Value]) -> Reply {
    staff.post(&path(task), &json!({ "returned": returned })).await
}

async fn accept(staff: &Staff<'_>, task: &str, accepted: Value) -> Reply {
    staff.post(&path(task), &json!({ "accepted": [accepted] })).await
}

/// A share whose link left by mail, with that link.
async fn mailed(house: &House, share: Share) -> Share {
    house.deliver().await;
    let mails = house.system.cloud.inbox().messages();
    let of = mails.iter().rev().find(|mail| mail.tags.iter().any(|(_, value)| *value == share.id)).unwrap();
    let link = of.text.as_ref().unwrap().lines().find(|line| line.contains("/i#vst1_")).unwrap().to_owned();
    Share { link, ..share }
}

/// Both tasks completed, with two files, through a share that a member made.
async fn completed<'a>(house: &'a House, staff: &Staff<'_>, change: impl FnOnce(&mut Value)) -> (Share, Guest<'a>) {
    house.staff("carla").put("/v1/projects/procurement/runs/kyc", &crate::house::run()).await;
    let mut share = staff.create(change).await;
    if share.link.is_empty() {
        share = mailed(house, share).await;
    }
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    for name in ["articles.pdf", "letter.pdf"] {
        guest.upload(&share, "documents", "articles", name, &[PDF, name.as_bytes()].concat()).await.expect(200);
    }
    guest.save(&share, "documents", json!({ "remarks": "As asked." })).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza", "employees": "12" })).await.expect(200);
    for task in ["details", "documents"] {
        guest.complete(&share, task).await.expect(200);
    }
    (share, guest)
}

/// The id of a file by its name, as the guest's page has it.
async fn file(guest: &Guest<'_>, share: &Share, name: &str) -> Value {
    let uploads = guest.task(share, "documents").await["uploads"].as_array().unwrap().clone();
    uploads.into_iter().find(|file| file["name"] == name).unwrap()["id"].clone()
}

async fn status(staff: &Staff<'_>, share: &Share) -> Value {
    staff.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body["status"].clone()
}

/// The task as staff read it.
async fn task(staff: &Staff<'_>, at: usize) -> Value {
    staff.get("/v1/projects/procurement/runs/kyc").await.expect(200).body["tasks"][at].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_initiator_returns_one_file_and_the_link_opens_with_that_one_thing_to_do() {
    let house = House::at(MONDAY).await;
    let ivo = house.staff("ivo");
    let (share, guest) = completed(&house, &ivo, |terms| terms["delivery"] = json!("email")).await;
    assert_eq!(status(&ivo, &share).await, "completed");
    let letter = file(&guest, &share, "letter.pdf").await;
    let answer = hand_back(&ivo, "documents", &[returned(("file", &letter), STAMP)]).await.expect(200).body;
    assert_eq!((answer["round"].clone(), status(&ivo, &share).await), (json!(2), json!("active")));
    assert_eq!(answer["asked"][0]["share"], json!(share.id));
    assert_eq!(answer["waiting"], json!(["review"]));

    let page = guest.task(&share, "documents").await;
    assert_eq!((&page["state"], &page["round"], &page["open"]), (&json!("open"), &json!(2), &json!(["articles"])));
    let told = json!([{ "round": 1, "at": MONDAY, "returned": [
        { "field": "articles", "file": letter, "reason": STAMP } ] }]);
    assert_eq!(page["handed_back"], told);
    let upload = page["uploads"].as_array().unwrap().iter().find(|upload| upload["id"] == letter).unwrap();
    assert_eq!((&upload["state"], &upload["reason"]), (&json!("returned"), &json!(STAMP)));
    assert_eq!(guest.task(&share, "details").await["state"], "completed", "the other task stays as it is");

    let better = [PDF, b"a better one"].concat();
    guest.upload(&share, "documents", "articles", "letter.pdf", &better).await.expect(200);
    let receipt = guest.complete(&share, "documents").await.expect(200).body["receipt"].clone();
    assert_eq!(receipt["round"], 2);
    assert_eq!(receipt["earlier"][0]["handed_back"], told[0]);
    let files = receipt["files"].as_array().unwrap().iter();
    let names: BTreeSet<_> = files.map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, BTreeSet::from(["articles.pdf", "letter.pdf"]));
    assert_eq!(status(&ivo, &share).await, "completed");

    let kept = task(&ivo, 0).await;
    assert_eq!((&kept["round"], &kept["open"]), (&json!(2), &json!([])));
    assert_eq!(kept["handed_back"][0]["returned"][0]["name"], "letter.pdf");
    assert_eq!(kept["handed_back"][0]["by"], "Ivo Lima");
    let download = format!("/v1/projects/procurement/runs/kyc/files/{}/download", letter.as_str().unwrap());
    ivo.post(&download, &json!({})).await.expect(200);
    let trail = ivo.trail(&share.id).await;
    let told: Vec<_> =
        trail.iter().filter(|k| ["share.task_completed", "share.handed_back"].contains(&k.as_str())).collect();
    let (completed, back) = ("share.task_completed", "share.handed_back");
    assert_eq!(told, [completed, completed, back, completed]);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_was_returned_can_change_and_what_was_accepted_never_comes_back() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = completed(&house, &carla, |_| {}).await;
    let (letter, articles) = (file(&guest, &share, "letter.pdf").await, file(&guest, &share, "articles.pdf").await);
    let accepted = json!({ "file": articles });
    let answer = accept(&carla, "documents", accepted.clone()).await.expect(200).body;
    assert_eq!((&answer["round"], &answer["asked"]), (&json!(1), &json!([])), "nothing came back");
    assert_eq!(guest.task(&share, "documents").await["state"], "completed");
    accept(&carla, "documents", accepted).await.expect(200);
    let refused = hand_back(&carla, "documents", &[returned(("file", &articles), STAMP)]).await.expect(422);
    assert_eq!(refused.errors(), ["/returned/0 accepted"]);

    hand_back(&carla, "documents", &[returned(("file", &letter), STAMP)]).await.expect(200);
    let remarks = guest.save(&share, "documents", json!({ "remarks": "Another" })).await.expect(409);
    assert_eq!(remarks.body["code"], "not_handed_back", "{}", remarks.text);
    for kept in [&letter, &articles] {
        assert_eq!(guest.remove(&share, "documents", kept).await.expect(409).body["code"], "not_handed_back");
    }
    let settled = guest.settle(&share, "documents", &letter).await.expect(409);
    assert_eq!(settled.body["code"], "returned");
    let missing = guest.upload(&share, "documents", "articles", "new.pdf", PDF).await.expect(200).body["id"].clone();
    guest.remove(&share, "documents", &missing).await.expect(200);
    guest.complete(&share, "documents").await.expect(200);

    let again = hand_back(&carla, "documents", &[returned(("file", &letter), STAMP)]).await.expect(422);
    assert_eq!(again.errors(), ["/returned/0/file no_such_file"], "it is no part of what was sent");
    hand_back(&carla, "documents", &[returned(("field", &json!("remarks")), "Say more.")]).await.expect(200);
    let refused = guest.announce(&share, "documents", "articles", "b.pdf", PDF).await.expect(409);
    assert_eq!(refused.body["code"], "not_handed_back");
    guest.save(&share, "documents", json!({ "remarks": "More." })).await.expect(200);
    guest.complete(&share, "documents").await.expect(200);
    let kept = task(&carla, 0).await;
    assert_eq!((&kept["round"], &kept["accepted"]), (&json!(3), &json!({ "fields": [], "files": [articles] })));
    assert_eq!(kept["handed_back"][1]["returned"][0]["answer"], "As asked.", "as it was sent");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_leaves_alone_what_was_sent_once_also_while_it_is_open_again() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    completed(&house, &carla, |_| {}).await;
    hand_back(&carla, "details", &[returned(("field", &json!("employees")), "Of this year.")]).await.expect(200);
    let mut flow = crate::house::run();
    flow["tasks"][1]["title"] = json!("Other details");
    let refused = carla.put("/v1/projects/procurement/runs/kyc", &flow).await.expect(422);
    assert_eq!(refused.errors(), ["/tasks/1 task_done"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_that_is_opened_after_its_task_came_back_leads_to_the_task() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = completed(&house, &carla, |_| {}).await;
    let at = format!("/p/{}/tasks/documents/receipt", share.id);
    let receipt = guest.page(&at).await.expect(200).text;
    assert!(receipt.contains("or until something is handed back"), "{receipt}");
    hand_back(&carla, "documents", &[returned(("field", &json!("remarks")), STAMP)]).await.expect(200);
    let led = guest.page(&at).await.expect(303);
    let work = led.header("location").to_owned();
    assert_eq!(work, format!("/p/{}?cursor=documents#task-documents", share.id));
    let work = guest.page(work.split('#').next().unwrap()).await.expect(200).text;
    assert!(work.contains(STAMP), "{work}");
    guest.get(&at).await.expect(404);
    guest.page(&format!("/p/{}/tasks/none/receipt", share.id)).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_by_the_link_after_it_came_back_reads_how_much_of_it_is_asked() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, _) = completed(&house, &carla, |_| {}).await;
    hand_back(&carla, "documents", &[returned(("field", &json!("remarks")), STAMP)]).await.expect(200);
    let landing = house.guest().come(&share).await.expect(200).text;
    assert!(landing.contains("<span class=\"quiet\">1 answer · sent back to be corrected</span>"), "{landing}");
    let rotated = carla.post(&format!("/v1/shares/{}/rotate", share.id), &json!({ "delivery": "email" })).await;
    rotated.expect(200);
    house.deliver().await;
    let mails = house.system.cloud.inbox().messages();
    let asks = |mail: &str| mail.contains(". Company documents – 1 answer · sent back to be corrected\n");
    assert!(mails.iter().any(|mail| mail.text.as_deref().is_some_and(asks)), "{mails:?}");
}
