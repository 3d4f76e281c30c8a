//! The register of documents.

use serde_json::{Value, json};

use super::Books;
use crate::house::{Share, terms};

const DOCUMENTS: &str = "/v1/projects/procurement/documents";

pub(super) async fn work(books: &mut impl Books<'_>) {
    let house = books.house();
    let carla = house.staff("carla");
    let file = carla.reference_file("quay-wall.pdf", b"%PDF-1.7 quay wall").await;
    let work_packages = "/v1/projects/procurement/work-packages";
    let mut package = json!({ "title": "Quay walls", "status": "draft", "target": "2026-12-18" });
    let one = format!("{work_packages}/WP-01");
    books.note("put a work package into the register", carla.put(&one, &package)).await.expect(201);
    package["status"] = json!("active");
    books.note("change a work package", carla.put(&one, &package)).await.expect(200);
    let odd = json!({ "number": "WP/02", "title": "Moles", "status": "draft" });
    books.note("put a work package of any number", carla.post(work_packages, &odd)).await.expect(201);
    books.note("show a work package", carla.get(&one)).await.expect(200);
    books.note("list work packages", carla.get(work_packages)).await.expect(200);
    let mut said = json!({
        "title": "Quay wall, section A", "type": { "code": "DWG", "title": "Drawing" }, "status": { "code": "for_review" },
        "discipline": { "code": "CIV" }, "work_package": "WP-01",
    });
    let document = format!("{DOCUMENTS}/DEMO-CIV-DWG-001");
    books.note("put a document into the register", carla.put(&document, &said)).await.expect(201);
    books.note("put it there again unchanged", carla.put(&document, &said)).await.expect(200);
    said["status"]["code"] = json!("approved");
    said["work_package"] = json!(null);
    books.note("change a document", carla.put(&document, &said)).await.expect(200);
    said["number"] = json!("DEMO/CIV 002");
    let keyed = carla.post_once(DOCUMENTS, "document", &said);
    books.note("put a document of any number under an idempotency key", keyed).await.expect(201);
    let revision = json!({ "code": "C01", "changed": "First issue.", "file": file });
    let revisions = format!("{document}/revisions");
    let revised = books.note("revise a document", carla.post(&revisions, &revision)).await.expect(201).body;
    books.note("show a document", carla.get(&document)).await.expect(200);
    books.note("list documents", carla.get(DOCUMENTS)).await.expect(200);
    let narrow = format!("{DOCUMENTS}?type=dwg&status=approved&number=demo&sort=changed&order=desc");
    books.note("list documents by several things", carla.get(&narrow)).await.expect(200);
    let download = format!("{revisions}/{}/download", revised["id"].as_str().unwrap());
    books.note("download a revision", carla.post(&download, &json!({}))).await.expect(200);
}

/// A share of the document, and what its guest and staff do by it.
pub(super) async fn shared(books: &mut impl Books<'_>) {
    let (house, document) = (books.house(), format!("{DOCUMENTS}/DEMO-CIV-DWG-001"));
    let (carla, guest) = (house.staff("carla"), house.guest());
    let mut terms = terms();
    terms["scope"] = json!({ "type": "document", "document": "DEMO-CIV-DWG-001" });
    terms["permissions"] = json!(["read_files", "download_files", "comment"]);
    books.note("explain a share of a document", carla.post("/v1/shares?dry_run=true", &terms)).await.expect(200);
    let created = books.note("create a share of a document", carla.post("/v1/shares", &terms)).await.expect(201).body;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let share = Share { id: text(&created["id"]), link: text(&created["link"]) };
    let peeked = guest.come(&share);
    books.note("come with the link to a document", peeked).await.expect(200);
    let opening = guest.ticked(&share).await;
    guest.keep(&books.note("open a document", guest.post(&share.door(), &opening)).await.expect(200));
    let page = format!("/p/{}", share.id);
    let seen = books.note("read a document", guest.get(&page)).await.expect(200).body;
    let (id, revision) = (text(&seen["document"]["id"]), text(&seen["document"]["revision"]["id"]));
    let revision = format!("{page}/documents/{id}/revisions/{revision}");
    let (download, comments) = (format!("{revision}/download"), format!("{revision}/comments"));
    let (nothing, comment) = (json!({}), json!({ "text": "Which datum is this?" }));
    books.note("download the revision that is shared", guest.post(&download, &nothing)).await.expect(200);
    books.note("comment on a revision", guest.post(&comments, &comment)).await.expect(201);
    let comments = format!("/v1/shares/{}/comments", share.id);
    let answer = json!({ "text": "Mean sea level.", "visible_to": "guest" });
    books.note("answer beside a document", carla.post(&comments, &answer)).await.expect(201);
    books.note("read the comments of a share", carla.get(&comments)).await.expect(200);
    books.note("list the shares of a document", carla.get(&format!("{document}/shares"))).await.expect(200);
    let activity = format!("{document}/activity?kind=share.revision_downloaded");
    books.note("read what was done to a document", carla.get(&activity)).await.expect(200);
}

/// A share of it by which its guest decides, and they do.
pub(super) async fn decided(books: &mut impl Books<'_>) {
    let (carla, guest) = (books.house().staff("carla"), books.house().guest());
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "document", "document": "DEMO-CIV-DWG-001" });
        terms["permissions"] = json!(["read_files", "respond"]);
        terms["recipient"] = json!({ "name": "Bea Lima", "email": "bea@certifier.example" });
    });
    let share = share.await;
    guest.open_with_code(&share).await.expect(200);
    let page = format!("/p/{}", share.id);
    let seen = guest.get(&page).await.expect(200).body["document"].take();
    let (id, revision) = (seen["id"].as_str().unwrap(), seen["revision"]["id"].as_str().unwrap());
    let revision = format!("{page}/documents/{id}/revisions/{revision}");
    let basis = &seen["response"]["basis"];
    let reject = json!({ "decision": "reject", "basis": basis, "comment": "The datum is wrong." });
    books.note("check a decision on a revision", guest.post(&format!("{revision}/check"), &reject)).await.expect(200);
    books.note("decide on a revision", guest.post(&format!("{revision}/respond"), &reject)).await.expect(200);
    books.note("read the receipt of a revision", guest.get(&format!("{revision}/receipt"))).await.expect(200);
    books.note("read a document that was decided on", guest.get(&page)).await.expect(200);
}
