//! Revisions: current at once, and never another file.

use serde_json::{Value, json};

use super::{DOCUMENTS, flaws, put};
use crate::house::{House, Reply, Staff, at_once, statuses};

async fn revise(staff: &Staff<'_>, number: &str, code: &str, file: &str) -> Reply {
    let body = json!({ "code": code, "changed": "Levels of the quay.", "file": file });
    staff.post(&format!("{DOCUMENTS}/{number}/revisions"), &body).await
}

async fn read(staff: &Staff<'_>, number: &str) -> Value {
    staff.get(&format!("{DOCUMENTS}/{number}")).await.expect(200).body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revision_is_current_at_once_and_is_fetched_as_it_came() {
    let house = House::open().await;
    let (carla, vera) = (house.staff("carla"), house.staff("vera"));
    put(&carla, "WALL-1", "for_review").await.expect(201);
    let first = carla.reference_file("wall.pdf", b"%PDF-1.7 first").await;
    let second = carla.reference_file("wall 2.pdf", b"%PDF-1.7 second").await;
    let made = revise(&carla, "WALL-1", "C01", &first).await.expect(201).body;
    assert_eq!((&made["nth"], &made["file"]["name"]), (&json!(1), &json!("wall.pdf")));
    revise(&carla, "wall-1", "C02", &second).await.expect(201);
    let document = read(&vera, "WALL-1").await;
    assert_eq!((&document["revision"]["code"], &document["revision"]["nth"]), (&json!("C02"), &json!(2)));
    let codes: Vec<_> = document["revisions"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert_eq!(codes, ["C02", "C01"]);
    assert_eq!(document["revisions"][1], made);

    let download = format!("{DOCUMENTS}/WALL-1/revisions/{}/download", made["id"].as_str().unwrap());
    let way_out = vera.post(&download, &json!({})).await.expect(200).body;
    let fetched = Reply::of(house.http().get(way_out["url"].as_str().unwrap())).await.expect(200);
    assert_eq!(fetched.text, "%PDF-1.7 first");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_revision_again_changes_nothing_and_another_one_under_its_code_is_refused() {
    let house = House::open().await;
    let carla = house.staff("carla");
    put(&carla, "WALL-1", "for_review").await.expect(201);
    let (first, second) = (carla.reference_file("a.pdf", b"a").await, carla.reference_file("b.pdf", b"b").await);
    let made = revise(&carla, "WALL-1", "C01", &first).await.expect(201).body;
    assert_eq!(revise(&carla, "WALL-1", "C01", &first).await.expect(200).body, made);
    let twin = carla.reference_file("a again.pdf", b"a").await;
    assert_eq!(revise(&carla, "WALL-1", "C01", &twin).await.expect(200).body, made, "the same bytes are the same file");
    let taken = revise(&carla, "WALL-1", "c01", &second).await.expect(409).body;
    assert_eq!(taken["code"], "code_taken");
    let document = read(&carla, "WALL-1").await;
    assert_eq!((document["revisions"].as_array().unwrap().len(), &document["revisions"][0]), (1, &made));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_clean_file_of_the_project_is_a_revision() {
    let house = House::open().await;
    let carla = house.staff("carla");
    put(&carla, "WALL-1", "for_review").await.expect(201);
    let (way_in, _) = carla.send_reference("late.pdf", b"late").await;
    let late = way_in["id"].as_str().unwrap();
    assert_eq!(revise(&carla, "WALL-1", "C01", late).await.expect(409).body["code"], "file_pending");
    let unknown = revise(&carla, "WALL-1", "C01", "fil_0000000000000000000007").await.expect(422);
    assert_eq!(flaws(&unknown), [("/file", "unknown_file")]);
    house.add_member("tom", "acme", None, &[("tower", vestibule_domain::staff::Role::DocumentController)]).await;
    let tom = house.anybody("tom");
    let tower = "/v1/projects/tower/documents";
    let said = json!({ "number": "T-1", "title": "Tower", "type": { "code": "DWG" }, "status": { "code": "draft" } });
    tom.post(tower, &said).await.expect(201);
    let here = carla.reference_file("here.pdf", b"here").await;
    let stolen = tom.post(&format!("{tower}/T-1/revisions"), &json!({ "code": "C01", "file": here })).await.expect(422);
    assert_eq!(flaws(&stolen), [("/file", "unknown_file")], "a file of another project is told as none");
    assert_eq!(read(&carla, "WALL-1").await["revision"], json!(null));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_of_another_project_is_none_by_any_name() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let made = put(&carla, "WALL-1", "for_review").await.expect(201).body;
    let file = carla.reference_file("a.pdf", b"a").await;
    let revision = revise(&carla, "WALL-1", "C01", &file).await.expect(201).body;
    house.add_member("tom", "acme", None, &[("tower", vestibule_domain::staff::Role::ProjectAdmin)]).await;
    let tom = house.anybody("tom");
    let (id, revision) = (made["id"].as_str().unwrap(), revision["id"].as_str().unwrap());
    for name in [id, "WALL-1"] {
        let there = format!("/v1/projects/tower/documents/{name}");
        // Nobody learns whether it exists: what is there and what is not are told alike.
        let nothing = there.replace(name, "doc_0000000000000000000007");
        let alike = |reply: Reply, none: Reply| assert_eq!(reply.body["detail"], none.body["detail"], "{name}");
        alike(tom.get(&there).await.expect(404), tom.get(&nothing).await.expect(404));
        let revise = json!({ "code": "C02", "file": file });
        let (one, none) = (format!("{there}/revisions"), format!("{nothing}/revisions"));
        alike(tom.post(&one, &revise).await.expect(404), tom.post(&none, &revise).await.expect(404));
        let download = |of: &str| format!("{of}/{revision}/download");
        let (one, none) = (download(&one), download(&none));
        alike(tom.post(&one, &json!({})).await.expect(404), tom.post(&none, &json!({})).await.expect(404));
        tom.get(&format!("{DOCUMENTS}/{name}")).await.expect(404);
    }
    let other = put(&carla, "WALL-2", "for_review").await.expect(201).body;
    let download = format!("{DOCUMENTS}/{}/revisions/{revision}/download", other["id"].as_str().unwrap());
    carla.post(&download, &json!({})).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_brings_revisions_at_once_brings_each_of_them_once() {
    let house = House::open().await;
    let carla = house.staff("carla");
    put(&carla, "WALL-1", "for_review").await.expect(201);
    let file = carla.reference_file("a.pdf", b"a").await;
    let revise = |code| {
        let body = json!({ "code": code, "file": file });
        carla.request("POST", &format!("{DOCUMENTS}/WALL-1/revisions")).json(&body)
    };
    let codes = ["C01", "C02", "C03", "C01", "C02", "C03"];
    assert_eq!(statuses(&at_once(codes.map(revise).into()).await), [(200, 3), (201, 3)]);
    let document = read(&carla, "WALL-1").await;
    let nths: Vec<_> = document["revisions"].as_array().unwrap().iter().map(|one| one["nth"].clone()).collect();
    assert_eq!(nths, [3, 2, 1]);
    assert_eq!(document["revision"]["id"], document["revisions"][0]["id"]);
}
