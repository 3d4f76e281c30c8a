//! Files that staff give to read: sent like a guest's, attached to tasks, and of their own project only.

use serde_json::{Value, json};
use vestibule_cloud::trail::TrailPage;
use vestibule_domain::{
    audit::{Chain, TrailId},
    value::FileId,
};

use crate::{
    house::{House, Reply, Staff, run},
    template,
};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const GUIDELINE: &[u8] = b"Documents must be legible and complete.";

fn announced(name: &str) -> Value {
    let sha256 = vestibule_domain::value::Digest::of(GUIDELINE).to_string();
    json!({ "name": name, "type": "application/pdf", "size": GUIDELINE.len(), "sha256": sha256 })
}

async fn announce(staff: &Staff<'_>, name: &str) -> Reply {
    staff.post("/v1/projects/procurement/files", &announced(name)).await
}

async fn settle(staff: &Staff<'_>, file: &Value) -> Reply {
    let id = file.as_str().unwrap();
    staff.post(&format!("/v1/projects/procurement/files/{id}/settle"), &json!({})).await
}

/// The sample run with these files in its first two tasks.
fn with_references(first: &[&str], second: &[&str]) -> Value {
    let mut flow = run();
    flow["tasks"][0]["references"] = json!(first);
    flow["tasks"][1]["references"] = json!(second);
    flow
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reference_file_is_sent_settled_attached_and_read() {
    let house = House::at(MONDAY).await;
    let ivo = house.staff("ivo");
    let way_in = announce(&ivo, "Guideline.pdf").await.expect(201).body;
    assert_eq!(way_in["expires_at"], json!(house.now() + template::upload_window()));
    house.guest().send(&way_in, GUIDELINE).await.expect(200);

    let settled = settle(&ivo, &way_in["id"]).await.expect(200).body;
    let expected = json!({
        "id": way_in["id"], "state": "clean", "misnamed": null, "name": "Guideline.pdf", "size": 39,
        "sha256": "dd9ba04e3860a5848edc39ad8ed6edd191badd693d4530dda56074c3d5834b1f",
    });
    assert_eq!(settled, expected);
    let id = way_in["id"].as_str().unwrap();
    assert_eq!(house.documents(), [format!("references/{id}")]);

    let share = ivo.share_of(&with_references(&[id], &[]), |_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let shown = guest.task(&share, "documents").await["references"].clone();
    assert_eq!(shown[0]["name"], "Guideline.pdf");
    assert_eq!(shown[0]["id"], way_in["id"]);
    let way_out = guest.download(&share, "documents", &way_in["id"]).await.expect(200).body;
    let read = Reply::of(house.http().get(way_out["url"].as_str().unwrap())).await.expect(200);
    assert_eq!(read.text.as_bytes(), GUIDELINE);
    assert_eq!(
        read.header("content-disposition"),
        "attachment; filename=\"Guideline.pdf\"; filename*=UTF-8''Guideline.pdf"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reference_that_is_no_settled_file_of_the_project_is_pointed_at() {
    let house = House::at(MONDAY).await;
    let (carla, olivia, otto) = (house.staff("carla"), house.staff("olivia"), house.staff("otto"));
    let settled = carla.reference_file("a.pdf", GUIDELINE).await;
    let foreign = otto.reference_file("b.pdf", GUIDELINE).await;
    let unsettled = announce(&carla, "c.pdf").await.expect(201).body["id"].as_str().unwrap().to_owned();
    let elsewhere = olivia.post("/v1/projects/tower/files", &announced("d.pdf")).await.expect(201).body;
    house.guest().send(&elsewhere, GUIDELINE).await.expect(200);
    let elsewhere = elsewhere["id"].as_str().unwrap();
    let settle = format!("/v1/projects/tower/files/{elsewhere}/settle");
    olivia.post(&settle, &json!({})).await.expect(200);

    let flow = with_references(&[&settled, &foreign, "fil_0000000000000000000001"], &[&unsettled, elsewhere, &settled]);
    let refused = carla.put("/v1/projects/procurement/runs/kyc", &flow).await.expect(422);

    assert_eq!(
        refused.errors(),
        [
            "/tasks/0/references/1 unknown_file",
            "/tasks/0/references/2 unknown_file",
            "/tasks/1/references/0 unknown_file",
            "/tasks/1/references/1 unknown_file",
        ]
    );
    carla.get("/v1/projects/procurement/runs/kyc").await.expect(404);
    let malformed = with_references(&["upl_0000000000000000000001"], &[]);
    let refused = carla.put("/v1/projects/procurement/runs/kyc", &malformed).await.expect(400);
    assert_eq!(refused.errors(), ["/tasks/0/references/0 invalid"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_names_too_many_files_is_refused_before_they_are_looked_up() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let named = |n: u128| {
        let files: Vec<_> = (0..n).map(|n| FileId::new(n.to_be_bytes()).to_string()).collect();
        with_references(&files.iter().map(String::as_str).collect::<Vec<_>>(), &[])
    };
    let refused = carla.put("/v1/projects/procurement/runs/kyc", &named(1_001)).await.expect(422);
    assert_eq!(refused.errors(), ["/tasks too_many_references"]);
    let refused = carla.put("/v1/projects/procurement/runs/kyc", &named(1_000)).await.expect(422);
    assert_eq!(refused.errors().len(), 100, "each of them, as far as errors are told");
    assert_eq!(refused.errors()[0], "/tasks/0/references/0 unknown_file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reference_file_is_settled_by_its_own_project_once_it_has_arrived() {
    let house = House::at(MONDAY).await;
    let (carla, vera, otto) = (house.staff("carla"), house.staff("vera"), house.staff("otto"));
    let way_in = announce(&carla, "a.pdf").await.expect(201).body;

    let early = settle(&carla, &way_in["id"]).await.expect(409);
    assert_eq!(early.body["code"], "not_arrived");
    house.guest().send(&way_in, GUIDELINE).await.expect(200);
    settle(&otto, &way_in["id"]).await.expect(404);
    let elsewhere = format!("/v1/projects/tower/files/{}/settle", way_in["id"].as_str().unwrap());
    house.staff("olivia").post(&elsewhere, &json!({})).await.expect(404);
    let viewer = settle(&vera, &way_in["id"]).await.expect(403);
    assert_eq!((&viewer.body["needed"], &viewer.body["yours"]), (&json!("initiator"), &json!("viewer")));
    announce(&vera, "b.pdf").await.expect(403);
    assert_eq!(house.documents(), Vec::<String>::new());

    let first = settle(&carla, &way_in["id"]).await.expect(200);
    let again = settle(&carla, &way_in["id"]).await.expect(200);
    assert_eq!(again.body, first.body);

    let file = house.system.store().file(way_in["id"].as_str().unwrap().parse().unwrap()).await.unwrap().unwrap();
    let trail = TrailId(format!("file/{}", file.id));
    let TrailPage { records: rows, more, .. } = house.system.store().trail(&trail, 0).await.unwrap();
    assert_eq!((rows.len(), more), (3, false), "announced, received and settled, each once");
    assert_eq!(Chain::verify(&trail, file.head, &rows), Ok(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_policy_holds_for_staff_too() {
    let house = House::at(MONDAY).await;
    house.project_policy(json!({ "max_upload_bytes": 38, "upload_extensions": ["txt"] })).await;
    let carla = house.staff("carla");

    let large = announce(&carla, "a.txt").await.expect(422);
    assert_eq!((large.problem(), large.errors()), ("policy", vec!["/size file_too_large".to_owned()]));
    assert_eq!(large.body["errors"][0]["layer"], "project");

    let wrong = json!({ "name": "\u{200b}", "type": "pdf", "size": 1, "sha256": "00" });
    let refused = carla.post("/v1/projects/procurement/files", &wrong).await.expect(422);
    assert_eq!(refused.errors(), ["/name invalid", "/type invalid", "/sha256 invalid"]);
    let wrong = json!({ "name": "a.exe", "type": "pdf", "size": 0, "sha256": "00" });
    let refused = carla.post("/v1/projects/procurement/files", &wrong).await.expect(422);
    assert_eq!(refused.errors(), ["/size empty_file", "/name file_type", "/type invalid", "/sha256 invalid"]);
    assert_eq!(house.staff("vera").post("/v1/projects/procurement/files", &wrong).await.expect(403).errors(), [""; 0]);
    house.project_policy(json!({ "upload_extensions": ["txt"] })).await;
    let wrong = announce(&carla, "a.pdf").await.expect(422);
    assert_eq!((wrong.problem(), wrong.errors()), ("policy", vec!["/name file_type".to_owned()]));
    announce(&carla, "a.txt").await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_neither_look_at_files_nor_fetch_them_is_not_told_of_any() {
    let house = House::at(MONDAY).await;
    let ivo = house.staff("ivo");
    let way_in = announce(&ivo, "Guideline.pdf").await.expect(201).body;
    house.guest().send(&way_in, GUIDELINE).await.expect(200);
    settle(&ivo, &way_in["id"]).await.expect(200);
    let flow = with_references(&[way_in["id"].as_str().unwrap()], &[]);

    for (permissions, told) in [(json!(["comment"]), 0), (json!(["read_files"]), 1), (json!(["download_files"]), 1)] {
        let share = ivo.share_of(&flow, |terms| terms["permissions"] = permissions.clone()).await;
        let guest = house.guest();
        guest.open(&share).await.expect(200);
        let shown = guest.task(&share, "documents").await["references"].clone();
        assert_eq!(shown.as_array().map(Vec::len), Some(told), "{permissions}");
        let page = guest.page(&format!("/p/{}", share.id)).await.expect(200);
        assert_eq!(page.text.contains("Guideline.pdf"), told == 1, "{permissions}");
    }
}
