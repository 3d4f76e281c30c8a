//! Shares of a document: one revision, to one guest, and nothing else of the register.

mod activity;
mod comments;
mod deciding;

use serde_json::{Value, json};

use super::{DOCUMENTS, flaws, put};
use crate::house::{Guest, House, Reply, Share, Staff};

pub(super) const BYTES: &[u8] = b"%PDF-1.7 quay wall";

/// A document with a first revision, by its number; tells its id.
pub(super) async fn document(carla: &Staff<'_>, number: &str) -> String {
    put(carla, number, "for_review").await.expect(201);
    revise(carla, number, "C01", BYTES).await["document"].as_str().unwrap().to_owned()
}

async fn revise(carla: &Staff<'_>, number: &str, code: &str, bytes: &[u8]) -> Value {
    let file = carla.reference_file("wall.pdf", bytes).await;
    let body = json!({ "code": code, "changed": "Levels.", "file": file });
    carla.post(&format!("{DOCUMENTS}/{number}/revisions"), &body).await.expect(201).body
}

fn terms(number: &str) -> Value {
    let mut terms = crate::house::terms();
    terms["scope"] = json!({ "type": "document", "document": number });
    terms["permissions"] = json!(["read_files", "download_files", "comment"]);
    terms
}

pub(super) async fn share(staff: &Staff<'_>, number: &str, change: impl FnOnce(&mut Value)) -> Share {
    staff
        .create(|of| {
            *of = terms(number);
            change(of);
        })
        .await
}

pub(super) async fn opened<'a>(house: &'a House, share: &Share) -> Guest<'a> {
    let guest = house.guest();
    guest.open(share).await.expect(200);
    guest
}

pub(super) async fn read(guest: &Guest<'_>, share: &Share) -> Value {
    guest.get(&format!("/p/{}", share.id)).await.expect(200).body["document"].take()
}

/// Of the revision that a guest sees.
pub(super) fn path(share: &Share, seen: &Value) -> String {
    let (id, revision) = (seen["id"].as_str().unwrap(), seen["revision"]["id"].as_str().unwrap());
    format!("/p/{}/documents/{id}/revisions/{revision}", share.id)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_reads_one_revision_fetches_it_and_nothing_else_is_there() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (id, other) = (document(&carla, "WALL-1").await, document(&carla, "WALL-2").await);
    let created = carla.post("/v1/shares", &terms("wall-1")).await.expect(201).body;
    assert_eq!(
        created["scope"],
        json!({ "type": "document", "document": id, "number": "WALL-1", "revision": "C01", "decisions": [], "comment_required": [] })
    );
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let share = Share { id: text(&created["id"]), link: text(&created["link"]) };
    let guest = house.guest();
    let invitation = guest.peek(&share).await.expect(200).body;
    assert_eq!((&invitation["title"], &invitation["tasks"]), (&json!("WALL-1"), &json!(0)));
    guest.keep(&guest.post(&share.door(), &guest.ticked(&share).await).await.expect(200));
    let work = guest.get(&format!("/p/{}", share.id)).await.expect(200).body;
    assert_eq!((&work["share"]["title"], &work["tasks"]), (&json!("WALL-1"), &json!([])));
    let seen = &work["document"];
    assert_eq!((&seen["number"], &seen["title"]), (&json!("WALL-1"), &json!("Quay wall, section A")));
    assert_eq!((&seen["standing"], &seen["revision"]["code"]), (&json!("current"), &json!("C01")));
    assert_eq!((&seen["revision"]["file"]["name"], &seen["comments"]), (&json!("wall.pdf"), &json!([])));
    let way_out = guest.post(&format!("{}/download", path(&share, seen)), &json!({})).await.expect(200).body;
    let fetched = Reply::of(house.http().get(way_out["url"].as_str().unwrap())).await.expect(200);
    assert_eq!(fetched.text.as_bytes(), BYTES);

    // Nothing else: not the other document, nor its revision under this one, nor tasks, zips and receipts.
    let theirs = carla.get(&format!("{DOCUMENTS}/WALL-2")).await.expect(200).body;
    let (mine, theirs) = (text(&seen["revision"]["id"]), text(&theirs["revision"]["id"]));
    house.system.meter.take();
    for (document, revision) in [(&other, &theirs), (&id, &theirs), (&other, &mine)] {
        let path = format!("/p/{}/documents/{document}/revisions/{revision}", share.id);
        guest.post(&format!("{path}/download"), &json!({})).await.expect(404);
        guest.post(&format!("{path}/comments"), &json!({ "text": "Hello" })).await.expect(404);
    }
    for path in ["tasks/documents/draft", "tasks/documents/complete", "exports", "tasks/documents/uploads"] {
        let body = match path {
            "exports" => json!({}),
            "tasks/documents/complete" => json!({ "basis": crate::house::NO_BASIS }),
            "tasks/documents/draft" => json!({ "base": 0, "answers": {} }),
            _ => {
                json!({ "field": "a", "name": "a.pdf", "type": "application/pdf", "size": 1, "sha256": "0".repeat(64) })
            }
        };
        guest.post(&format!("/p/{}/{path}", share.id), &body).await.expect(404);
    }
    guest.get(&format!("/p/{}/tasks/documents/receipt", share.id)).await.expect(404);
    guest.get(&format!("{}/receipt", path(&share, seen))).await.expect(404);
    let approve = json!({ "decision": "approve", "basis": "0".repeat(64) });
    guest.post(&format!("{}/respond", path(&share, seen)), &approve).await.expect(403);
    let told = ["share.created", "share.link_opened", "share.consented", "share.revision_downloaded"];
    assert_eq!(carla.trail(&share.id).await, told);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_keeps_its_revision_and_says_so_when_another_one_counts() {
    let house = House::open().await;
    let carla = house.staff("carla");
    document(&carla, "WALL-1").await;
    let old = share(&carla, "WALL-1", |_| {}).await;
    let guest = opened(&house, &old).await;
    house.pass(jiff::SignedDuration::from_secs(60));
    revise(&carla, "WALL-1", "C02", b"%PDF-1.7 second").await;
    let seen = read(&guest, &old).await;
    assert_eq!((&seen["standing"], &seen["superseded_by"]["code"]), (&json!("superseded"), &json!("C02")));
    assert_eq!(seen["revision"]["code"], "C01");
    let page = guest.page(&format!("/p/{}", old.id)).await.expect(200).text;
    assert!(page.contains("Superseded: C02 has taken the place of C01"), "{page}");
    guest.post(&format!("{}/download", path(&old, &seen)), &json!({})).await.expect(200);
    // Without a word the current one is shared; an older one by its code, with a warning.
    let new = share(&carla, "WALL-1", |_| {}).await;
    assert_eq!(read(&opened(&house, &new).await, &new).await["revision"]["code"], "C02");
    let mut named = terms("WALL-1");
    named["scope"]["revision"] = json!("c01");
    let explained = carla.post("/v1/shares?dry_run=true", &named).await.expect(200).body;
    let warnings = explained["warnings"].as_array().unwrap();
    assert_eq!((warnings.len(), &warnings[0]["code"]), (1, &json!("not_current")), "{explained}");
    let named = share(&carla, "WALL-1", |terms| terms["scope"]["revision"] = json!("c01")).await;
    assert_eq!(read(&opened(&house, &named).await, &named).await["revision"]["code"], "C01");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_document_is_shown_as_such_and_its_file_is_given_to_nobody() {
    let house = House::open().await;
    let carla = house.staff("carla");
    document(&carla, "WALL-1").await;
    let shared = share(&carla, "WALL-1", |_| {}).await;
    let guest = opened(&house, &shared).await;
    put(&carla, "WALL-1", "withdrawn").await.expect(200);
    let seen = read(&guest, &shared).await;
    assert_eq!(seen["standing"], "withdrawn");
    assert!(seen["withdrawn_at"].is_string());
    let refused = guest.post(&format!("{}/download", path(&shared, &seen)), &json!({})).await.expect(409).body;
    assert_eq!(refused["code"], "withdrawn");
    let page = guest.page(&format!("/p/{}", shared.id)).await.expect(200).text;
    assert!(page.contains("has withdrawn this document") && !page.contains("/download"), "{page}");
    let refused = carla.post("/v1/shares", &terms("WALL-1")).await.expect(422);
    assert_eq!(flaws(&refused), [("/scope/document", "withdrawn")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_shared_is_told_with_its_place() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let id = document(&carla, "WALL-1").await;
    put(&carla, "BARE-1", "draft").await.expect(201);
    let refused = async |document: &str, revision: Value| {
        let mut terms = terms(document);
        terms["scope"]["revision"] = revision;
        let refused = carla.post("/v1/shares", &terms).await.expect(422);
        flaws(&refused).into_iter().map(|(at, code)| format!("{at} {code}")).collect::<Vec<_>>()
    };
    assert_eq!(refused("NOWHERE-1", json!(null)).await, ["/scope/document unknown_document"]);
    assert_eq!(refused("doc_0000000000000000000007", json!(null)).await, ["/scope/document unknown_document"]);
    assert_eq!(refused("BARE-1", json!(null)).await, ["/scope/document no_revision"]);
    assert_eq!(refused(&id, json!("C09")).await, ["/scope/revision unknown_revision"]);
    assert_eq!(refused("", json!("C01")).await, ["/scope/document invalid"]);
    assert_eq!(refused("WALL-1", json!(" ")).await, ["/scope/revision invalid"]);
    let mut stray = terms("WALL-1");
    stray["permissions"] = json!(["fill_fields", "read_files", "complete_task"]);
    let refused = carla.post("/v1/shares", &stray).await.expect(422);
    assert_eq!(flaws(&refused).len(), 2, "what a document has no use for");
    assert!(refused.text.contains("the permission fill_fields does not apply"), "as it was sent: {}", refused.text);
    // What another project has is none here, by its id as by its number.
    house.add_member("tom", "acme", None, &[("tower", vestibule_domain::staff::Role::DocumentController)]).await;
    let tom = house.anybody("tom");
    let mut theirs = terms(&id);
    theirs["project"] = json!("tower");
    let refused = tom.post("/v1/shares", &theirs).await.expect(422);
    assert_eq!(flaws(&refused), [("/scope/document", "unknown_document")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_permission_its_route_is_refused_and_the_file_is_not_named() {
    let house = House::open().await;
    let carla = house.staff("carla");
    document(&carla, "WALL-1").await;
    let shared = share(&carla, "WALL-1", |terms| terms["permissions"] = json!(["comment"])).await;
    let guest = opened(&house, &shared).await;
    let seen = read(&guest, &shared).await;
    assert_eq!(seen["revision"]["file"], json!(null));
    let refused = guest.post(&format!("{}/download", path(&shared, &seen)), &json!({})).await.expect(403).body;
    assert_eq!(refused["permission"], "download_files");
    let silent = share(&carla, "WALL-1", |terms| terms["permissions"] = json!(["read_files"])).await;
    let guest = opened(&house, &silent).await;
    let seen = read(&guest, &silent).await;
    assert_eq!(seen["revision"]["file"]["name"], "wall.pdf");
    let refused = guest.post(&format!("{}/comments", path(&silent, &seen)), &json!({ "text": "Hello" })).await;
    assert_eq!(refused.expect(403).body["permission"], "comment");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_share_gives_nothing_from_the_next_request_on() {
    let house = House::open().await;
    let carla = house.staff("carla");
    document(&carla, "WALL-1").await;
    let shared = share(&carla, "WALL-1", |_| {}).await;
    let guest = opened(&house, &shared).await;
    let seen = read(&guest, &shared).await;
    carla.post(&format!("/v1/shares/{}/revoke", shared.id), &json!({})).await.expect(200);
    let path = path(&shared, &seen);
    for (path, body) in [("download", json!({})), ("comments", json!({ "text": "Hello" }))]
        .map(|(rest, body)| (format!("{path}/{rest}"), body))
    {
        assert_eq!(guest.post(&path, &body).await.expect(410).body["reason"], "revoked");
    }
    guest.get(&format!("/p/{}", shared.id)).await.expect(410);
}
