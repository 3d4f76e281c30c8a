//! The audit trail from outside: which operation leaves which records, who is named beside them, and what
//! becomes of a trail that somebody meddles with.

mod codes;
mod documents;
mod leaves;
mod people;
mod policies;
mod steps;
mod watch;

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_domain::events;
use vestibule_fixtures::lists;
use vestibule_local::{Names, SystemOptions};

use crate::{
    broken_trails,
    faulty::Faults,
    house::{Guest, House, Quarantined, SQUARE, Share, Staff, run},
    races::mails::while_its_mail_leaves,
};
use codes::by_code;
use leaves::LEAVES;
use people::people;
use policies::policies;
use watch::Watch;

const MONDAY: &str = "2026-11-23T12:00:00Z";

#[test]
fn every_kind_of_record_is_left_by_some_operation() {
    let kinds: BTreeSet<_> = events::kinds().map(|kind| kind.name).collect();
    let left: BTreeSet<_> = LEAVES.iter().flat_map(|(_, kinds)| kinds.iter().copied()).collect();
    lists::compare(left, kinds);
}

/// More tasks than one transaction holds.
async fn push_many(watch: &mut Watch<'_>, staff: &Staff<'_>) {
    let tasks: Vec<_> = (0..100).map(|n| json!({ "id": format!("t{n}"), "title": "T" })).collect();
    let many = json!({ "title": "Many", "tasks": tasks });
    staff.put("/v1/projects/procurement/runs/many", &many).await.expect(201);
    for sub in ["vera", "ivo"] {
        let step = json!({ "kind": "acknowledge", "assignees": [{ "member": sub }] });
        let tasks: Vec<_> = (0..100).map(|n| json!({ "id": format!("t{n}"), "title": "T", "step": step })).collect();
        staff.put("/v1/projects/procurement/runs/many", &json!({ "title": "Many", "tasks": tasks })).await.expect(200);
        let name = match sub {
            "vera" => "PUT /v1/projects/{project}/runs/{run}, with more tasks than a transaction holds",
            _ => "PUT /v1/projects/{project}/runs/{run}, which takes more steps from somebody than a transaction holds",
        };
        watch.note(name).await;
    }
}

/// Staff fetch a file; an export that comes to its end; and one of a file that somebody has changed past the rules.
async fn fetched(watch: &mut Watch<'_>, staff: &Staff<'_>, file: &Value) {
    let download = format!("/v1/projects/procurement/runs/kyc/files/{}/download", file.as_str().unwrap());
    staff.post(&download, &json!({})).await.expect(200);
    watch.note("POST /v1/projects/{project}/runs/{run}/files/{file}/download").await;
    let exports = "/v1/projects/procurement/runs/kyc/exports";
    let house = watch.house;
    let export = staff.post(exports, &json!({})).await.expect(202).body;
    watch.note("POST /v1/projects/{project}/runs/{run}/exports").await;
    house.exported().await;
    watch.note("jobs").await;
    let download = format!("{exports}/{}/download", export["id"].as_str().unwrap());
    staff.post(&download, &json!({})).await.expect(200);
    watch.note("POST /v1/projects/{project}/runs/{run}/exports/{export}/download").await;
    staff.post(exports, &json!({})).await.expect(202);
    watch.pass_over().await;
    let key = house.documents().into_iter().find(|key| key.starts_with("tasks/")).unwrap();
    let changed = b"changed!".to_vec().into();
    house.system.account.s3().put_object().bucket(Names::DOCUMENTS).key(key).body(changed).send().await.unwrap();
    house.exported().await;
    watch.note("jobs, of a file that has changed").await;
}

/// A guest fetches a file, then all; and another file comes to be shared, which somebody has changed past the rules.
async fn fetched_by_guest(
    watch: &mut Watch<'_>,
    staff: &Staff<'_>,
    (guest, share): (&Guest<'_>, &Share),
    file: &Value,
) {
    guest.download(share, "documents", file).await.expect(200);
    watch.note("POST /p/{share}/tasks/{task}/files/{file}/download").await;
    let (house, exports) = (watch.house, format!("/p/{}/exports", share.id));
    let export = guest.post(&exports, &json!({})).await.expect(202).body;
    watch.note("POST /p/{share}/exports").await;
    house.exported().await;
    watch.note("jobs, of a share").await;
    let download = format!("{exports}/{}/download", export["id"].as_str().unwrap());
    guest.post(&download, &json!({})).await.expect(200);
    watch.note("POST /p/{share}/exports/{export}/download").await;
    let (other, sent) = staff.send_reference("c.pdf", b"the prices").await;
    let settle = format!("/v1/projects/procurement/files/{}/settle", other["id"].as_str().unwrap());
    staff.post(&settle, &json!({})).await.expect(200);
    house.verdict(&Quarantined::of(&other, &sent), "NO_THREATS_FOUND", &[]).await;
    let mut flow = run();
    flow["tasks"][0]["references"] = json!([other["id"]]);
    staff.put("/v1/projects/procurement/runs/kyc", &flow).await.expect(200);
    guest.post(&exports, &json!({})).await.expect(202);
    watch.pass_over().await;
    let key = format!("references/{}", other["id"].as_str().unwrap());
    let changed = b"no prices!".to_vec().into();
    house.system.account.s3().put_object().bucket(Names::DOCUMENTS).key(key).body(changed).send().await.unwrap();
    house.exported().await;
    watch.note("jobs, of a share's file that has changed").await;
}

async fn sent(guest: &Guest<'_>, share: &Share) -> (Value, Quarantined) {
    let way_in = guest.announce(share, "documents", "articles", "a.pdf", b"articles").await.expect(201).body;
    let reply = guest.send(&way_in, b"articles").await.expect(200);
    (way_in["id"].clone(), Quarantined::of(&way_in, &reply))
}

async fn answer(carla: &Staff<'_>, share: &Share) {
    let answer = json!({ "task": "details", "text": "Of this year.", "visible_to": "guest" });
    carla.post(&format!("/v1/shares/{}/comments", share.id), &answer).await.expect(201);
}

/// Staff accept one answer, and hand another one back.
async fn handed_back(watch: &mut Watch<'_>, carla: &Staff<'_>) {
    let path = "/v1/projects/procurement/runs/kyc/tasks/documents/hand-back";
    let accept = json!({ "accepted": [{ "field": "articles" }] });
    carla.post(path, &accept).await.expect(200);
    watch.note("POST /v1/projects/{project}/runs/{run}/tasks/{task}/hand-back, accepting").await;
    let back = json!({ "returned": [{ "field": "remarks", "reason": "Say more." }] });
    carla.post(path, &back).await.expect(200);
    watch.note("POST /v1/projects/{project}/runs/{run}/tasks/{task}/hand-back").await;
    watch.house.deliver().await;
    watch.pass_over().await;
}

/// Comes with a dead link, and asks for another one.
async fn ask_for_another(guest: &Guest<'_>, share: &Share) {
    guest.peek(share).await.expect(410);
    guest.post(&format!("{}/request", share.door()), &json!({})).await.expect(202);
}

async fn what_goes_wrong(watch: &mut Watch<'_>, faults: &Faults) {
    let house = watch.house;
    let broken = house.staff("carla").share(|_| {}).await;
    broken_trails::forge(house, &broken).await;
    watch.pass_over().await;
    house.staff("carla").post(&format!("/v1/shares/{}/revoke", broken.id), &json!({})).await.expect(200);
    watch.note("POST /v1/shares/{share}/revoke, where somebody wrote past the rules").await;
    house.deliver().await;
    let mailed = house.staff("carla").share(|terms| terms["delivery"] = json!("email")).await;
    watch.pass_over().await;
    while_its_mail_leaves(house, faults, &mailed, "rotate", &json!({ "delivery": "link" })).await;
    watch.note("notify, of a link that is rotated meanwhile").await;
    house.deliver().await;
    let told = house.staff("carla").share(|_| {}).await;
    answer(&house.staff("carla"), &told).await;
    house.org_policy(json!({ "max_mails_per_address": 1 })).await;
    watch.pass_over().await;
    house.pass(SignedDuration::from_mins(10));
    house.system.sweep().await.unwrap();
    house.deliver().await;
    watch.note("notify, of one more mail than an address gets in a day").await;
    steps::left_out(watch).await;
}

async fn of_the_org(watch: &mut Watch<'_>) {
    watch.note("bootstrap").await;
    watch.house.brand(SQUARE, "#7a1f5c").await;
    watch.note("vestibule policy set").await;
    policies(watch).await;
    people(watch).await;
}

/// The last one that was mailed.
fn last_link(house: &House) -> String {
    let mails = house.system.cloud.inbox().messages();
    let mut lines = mails.iter().filter_map(|mail| mail.text.as_deref()).flat_map(str::lines);
    lines.rfind(|line| line.contains("#vst1_")).unwrap().to_owned()
}

/// What can be changed of a share.
async fn edited(watch: &mut Watch<'_>, carla: &Staff<'_>, share: &str) {
    carla.patch(share, &json!({ "expiry": { "days": 1 } })).await.expect(200);
    watch.note("PATCH /v1/shares/{share}").await;
    carla.patch(share, &json!({ "max_accesses": 900 })).await.expect(200);
    watch.note("PATCH /v1/shares/{share}, for more openings").await;
    carla.post(&format!("{share}/password"), &json!({ "password": null })).await.expect(200);
    watch.note("POST /v1/shares/{share}/password").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_operation_leaves_the_records_that_are_listed() {
    let faults = Faults::default();
    let options = |options: &mut SystemOptions| {
        options.scanner = true;
        faults.under(options);
    };
    let house = House::at_with(MONDAY, options).await;
    let carla = house.staff("carla");
    house.project_policy(json!({ "disclaimer": { "en": "I have received this." } })).await;
    let mut watch = Watch { house: &house, seen: BTreeSet::new(), left: Vec::new() };
    of_the_org(&mut watch).await;
    let (file, sent_file) = carla.send_reference("a.pdf", b"guideline").await;
    watch.note("POST /v1/projects/{project}/files").await;
    let settle = |id: &Value| format!("/v1/projects/procurement/files/{}/settle", id.as_str().unwrap());
    carla.post(&settle(&file["id"]), &json!({})).await.expect(200);
    watch.note("POST /v1/projects/{project}/files/{file}/settle").await;
    house.verdict(&Quarantined::of(&file, &sent_file), "NO_THREATS_FOUND", &[]).await;
    watch.note("scan: clean").await;
    watch.infected_reference(&carla).await;
    documents::documents(&mut watch, &carla, &file["id"]).await;
    let mut flow = run();
    flow["tasks"][0]["references"] = json!([file["id"]]);
    carla.put("/v1/projects/procurement/runs/kyc", &flow).await.expect(201);
    watch.note("PUT /v1/projects/{project}/runs/{run}").await;
    push_many(&mut watch, &carla).await;
    steps::steps(&mut watch, &carla).await;
    steps::set_aside(&mut watch).await;
    let share = carla.share_of(&flow, |terms| {
        terms["delivery"] = json!("email");
        terms["password"] = json!("correct horse");
        terms["max_accesses"] = json!(1);
    });
    let share = share.await;
    watch.note("POST /v1/shares").await;
    house.deliver().await;
    watch.note("notify").await;
    watch.heard("Delivery", "delivery: the mail arrived").await;
    watch.heard("Answer", "delivery: an automatic answer").await;
    watch.heard("Bounce", "delivery: it came back").await;
    watch.heard("Complaint", "delivery: it was called spam").await;
    let share = Share { link: last_link(&house), ..share };
    let guest = house.guest();
    let wrong = |o: &mut Value| o["password"] = json!("battery staple");
    guest.open_with(&share, wrong).await.expect(422);
    watch.note("POST /i/{share}, wrong password").await;
    for _ in 0..3 {
        guest.open_with(&share, wrong).await.expect(422);
    }
    watch.pass_over().await;
    guest.open_with(&share, wrong).await.expect(422);
    watch.note("POST /i/{share}, the fifth wrong password").await;
    house.pass(SignedDuration::from_secs(30));
    let mut opening = guest.opening(&share).await;
    opening["password"] = json!("correct horse");
    guest.post(&share.door(), &opening).await.expect(200);
    guest.keep(&guest.post(&share.door(), &opening).await.expect(200));
    watch.note("POST /i/{share}, for the last time, and once more").await;
    by_code(&mut watch).await;
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    watch.note("POST /p/{share}/tasks/{task}/draft").await;
    let comment = json!({ "id": "cmt_0000000000000000000001", "text": "See page 3" });
    guest.post(&format!("/p/{}/tasks/details/comments", share.id), &comment).await.expect(201);
    watch.note("POST /p/{share}/tasks/{task}/comments").await;
    answer(&carla, &share).await;
    watch.note("POST /v1/shares/{share}/comments").await;
    let (id, object) = sent(&guest, &share).await;
    watch.note("POST /p/{share}/tasks/{task}/uploads").await;
    guest.settle(&share, "documents", &id).await.expect(200);
    watch.note("POST /p/{share}/tasks/{task}/uploads/{upload}/settle").await;
    house.verdict(&object, "NO_THREATS_FOUND", &[]).await;
    watch.note("scan: clean upload").await;
    fetched(&mut watch, &carla, &id).await;
    let (id, object) = sent(&guest, &share).await;
    guest.settle(&share, "documents", &id).await.expect(200);
    watch.pass_over().await;
    house.verdict(&object, "THREATS_FOUND", &["EICAR"]).await;
    watch.note("scan: infected upload").await;
    guest.remove(&share, "documents", &id).await.expect(200);
    watch.note("POST /p/{share}/tasks/{task}/uploads/{upload}/remove").await;
    fetched_by_guest(&mut watch, &carla, (&guest, &share), &file["id"]).await;
    guest.complete(&share, "documents").await.expect(200);
    watch.note("POST /p/{share}/tasks/{task}/complete").await;
    handed_back(&mut watch, &carla).await;
    let at = |what: &str| format!("/v1/shares/{}{what}", share.id);
    edited(&mut watch, &carla, &at("")).await;
    let link = carla.post(&at("/rotate"), &json!({ "delivery": "link" })).await.expect(200).body["link"].clone();
    watch.note("POST /v1/shares/{share}/rotate").await;
    house.pass(SignedDuration::from_hours(24));
    assert_eq!(house.system.sweep().await.unwrap(), 1);
    watch.note("sweep-expired").await;
    ask_for_another(&guest, &Share { link: link.as_str().unwrap().to_owned(), ..share.clone() }).await;
    watch.note("POST /i/{share}/request").await;
    house.staff("carla").post(&at("/revoke"), &json!({})).await.expect(200);
    watch.note("POST /v1/shares/{share}/revoke").await;
    what_goes_wrong(&mut watch, &faults).await;

    let expected = LEAVES.iter().map(|(operation, kinds)| (*operation, kinds.iter().collect::<BTreeSet<_>>()));
    lists::compare(watch.left, expected);
    house.staff("carla").trail(&share.id).await;
}
