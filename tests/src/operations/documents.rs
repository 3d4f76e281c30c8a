//! The register of documents.

use serde_json::json;

use super::Books;

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
