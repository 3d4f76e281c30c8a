//! The register of documents: numbers that never change, revisions that are there for ever, lists that narrow down.

mod lists;
mod revisions;
mod shared;
mod work_packages;

use serde_json::{Value, json};

use crate::house::{House, Reply, Staff, at_once, statuses};

const DOCUMENTS: &str = "/v1/projects/procurement/documents";

/// What is said of a drawing.
fn said(status: &str) -> Value {
    json!({ "title": "Quay wall, section A", "type": { "code": "DWG", "title": "Drawing" }, "status": { "code": status } })
}

/// The same, with its number.
fn numbered(number: &str, status: &str) -> Value {
    let mut said = said(status);
    said["number"] = json!(number);
    said
}

async fn put(staff: &Staff<'_>, number: &str, status: &str) -> Reply {
    staff.put(&format!("{DOCUMENTS}/{number}"), &said(status)).await
}

fn flaws(reply: &Reply) -> Vec<(&str, &str)> {
    let errors = reply.body["errors"].as_array().unwrap_or_else(|| panic!("{}", reply.text));
    errors.iter().map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_put_read_and_changed_and_keeps_its_number() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let made = put(&carla, "Demo-CIV-001", "for_review").await.expect(201).body;
    assert_eq!(made["number"], "Demo-CIV-001");
    assert_eq!(made["type"], json!({ "code": "DWG", "title": "Drawing" }));
    assert_eq!(
        (&made["revision"], &made["discipline"], &made["created_by"]),
        (&json!(null), &json!(null), &json!("carla"))
    );
    let again = put(&carla, "Demo-CIV-001", "for_review").await.expect(200).body;
    assert_eq!(again, made, "the same again changes nothing");
    house.pass(jiff::SignedDuration::from_secs(60));
    // The same number in other letters is the same document.
    let changed = put(&carla, "DEMO-civ-001", "approved").await.expect(200).body;
    assert_eq!((&changed["id"], &changed["number"]), (&made["id"], &made["number"]));
    assert_ne!(changed["changed_at"], made["changed_at"]);
    let read = house.staff("vera").get(&format!("{DOCUMENTS}/demo-civ-001")).await.expect(200).body;
    assert_eq!(read["status"]["code"], "approved");
    assert_eq!(read["revisions"], json!([]));
    let by_id = house.staff("vera").get(&format!("{DOCUMENTS}/{}", made["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(by_id.body, read);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_with_anything_in_it_is_put_by_post_and_read_by_its_id() {
    let house = House::open().await;
    let carla = house.staff("carla");
    for number in ["DEMO/CIV/001", "Планы 7", "A & B?", "100%", "#1", "ⅷ", "a/../b", "A.1"] {
        let made = carla.post(DOCUMENTS, &numbered(number, "for_review")).await.expect(201).body;
        assert_eq!(made["number"], number);
        let read = carla.get(&format!("{DOCUMENTS}/{}", made["id"].as_str().unwrap())).await.expect(200).body;
        assert_eq!(read["number"], number);
        let again = carla.post(DOCUMENTS, &numbered(&number.to_lowercase(), "for_review")).await.expect(200).body;
        assert_eq!(again["id"], made["id"]);
    }
    let listed = carla.get(DOCUMENTS).await.expect(200).body;
    assert_eq!(listed["documents"].as_array().unwrap().len(), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_document_is_told_all_at_once() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let bad = json!({
        "number": "n".repeat(65), "title": " ", "type": { "code": "" }, "status": { "code": "c".repeat(33), "title": "t".repeat(81) },
        "discipline": { "code": "\u{200b}" }, "work_package": "w".repeat(65),
    });
    let refused = carla.post(DOCUMENTS, &bad).await.expect(422);
    let pointers: Vec<_> = flaws(&refused).into_iter().map(|(pointer, _)| pointer).collect();
    let all = ["/number", "/title", "/type/code", "/status/code", "/status/title", "/discipline/code", "/work_package"];
    assert_eq!(pointers, all);
    let missing = carla.post(DOCUMENTS, &said("draft")).await.expect(422);
    assert_eq!(
        (flaws(&missing), &missing.body["errors"][0]["detail"]),
        (vec![("/number", "invalid")], &json!("is missing"))
    );
    let olivia = house.staff("olivia");
    olivia.post("/v1/projects/nowhere/documents", &numbered("A-1", "draft")).await.expect(404);
    let package = json!({ "title": "T", "status": "draft" });
    olivia.put("/v1/projects/nowhere/work-packages/W-1", &package).await.expect(404);
    let id = "doc_0000000000000000000007";
    assert_eq!(flaws(&carla.post(DOCUMENTS, &numbered(id, "draft")).await.expect(422)), [("/number", "invalid")]);
    let other = carla.put(&format!("{DOCUMENTS}/A-1"), &numbered("A-2", "draft")).await.expect(422);
    assert_eq!(flaws(&other), [("/number", "invalid")]);
    for number in ["A%2F1", "A%201", "-1", &"a".repeat(65), id] {
        let refused = put(&carla, number, "draft").await.expect(400);
        assert_eq!(flaws(&refused), [("/document", "invalid")], "{number}");
    }
    assert_eq!(carla.get(DOCUMENTS).await.expect(200).body["documents"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn initiators_change_their_own_documents_and_controllers_all() {
    let house = House::open().await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    put(&ivo, "IVO-1", "draft").await.expect(201);
    put(&carla, "CARLA-1", "draft").await.expect(201);
    put(&ivo, "IVO-1", "for_review").await.expect(200);
    let refused = put(&ivo, "CARLA-1", "approved").await.expect(403).body;
    assert_eq!((&refused["needed"], &refused["yours"]), (&json!("document_controller"), &json!("initiator")));
    put(&carla, "IVO-1", "approved").await.expect(200);
    put(&house.staff("vera"), "VERA-1", "draft").await.expect(403);
    let reader = house.staff("vera").get(&format!("{DOCUMENTS}/CARLA-1")).await.expect(200).body;
    assert_eq!(reader["status"]["code"], "draft", "nothing of the refused request was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_document_is_over() {
    let house = House::open().await;
    let carla = house.staff("carla");
    put(&carla, "OLD-1", "for_review").await.expect(201);
    assert_eq!(flaws(&put(&carla, "OLD-1", "superseded").await.expect(422)), [("/status/code", "no_revision")]);
    let file = carla.reference_file("wall.pdf", b"wall").await;
    let revise =
        async |code| carla.post(&format!("{DOCUMENTS}/OLD-1/revisions"), &json!({ "code": code, "file": file })).await;
    revise("C01").await.expect(201);
    put(&carla, "OLD-1", "With\u{2060}drawn").await.expect(200);
    put(&carla, "OLD-1", "Withdrawn").await.expect(200);
    assert_eq!(put(&carla, "OLD-1", "approved").await.expect(409).body["code"], "withdrawn");
    assert_eq!(revise("C02").await.expect(409).body["code"], "withdrawn");
    // A number that was never used is brought back by who manages all documents.
    let ivo = house.staff("ivo");
    put(&ivo, "NEXT-1", "withdrawn").await.expect(201);
    assert_eq!(put(&ivo, "NEXT-1", "draft").await.expect(409).body["code"], "withdrawn");
    put(&carla, "NEXT-1", "draft").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_puts_one_number_at_once_makes_one_document() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let put = |n: usize| {
        let number = if n.is_multiple_of(2) { "RACE-1" } else { "race-1" };
        carla.request("PUT", &format!("{DOCUMENTS}/{number}")).json(&said("for_review"))
    };
    assert_eq!(statuses(&at_once((0..8).map(put).collect()).await), [(200, 7), (201, 1)]);
    assert_eq!(carla.get(DOCUMENTS).await.expect(200).body["documents"].as_array().unwrap().len(), 1);
}
