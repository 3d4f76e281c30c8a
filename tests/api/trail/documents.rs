//! What becomes of a work package and a document.

use serde_json::{Value, json};

use super::watch::Watch;
use crate::house::Staff;

const DOCUMENTS: &str = "/v1/projects/procurement/documents";

pub(super) async fn documents(watch: &mut Watch<'_>, carla: &Staff<'_>, file: &Value) {
    let work_packages = "/v1/projects/procurement/work-packages";
    carla.post(work_packages, &json!({ "number": "WP-1", "title": "Walls", "status": "draft" })).await.expect(201);
    watch.note("POST /v1/projects/{project}/work-packages").await;
    let active = json!({ "title": "Walls", "status": "active" });
    carla.put(&format!("{work_packages}/WP-1"), &active).await.expect(200);
    watch.note("PUT /v1/projects/{project}/work-packages/{work_package}").await;
    let mut said = json!({
        "number": "WALL-1", "title": "Quay wall", "type": { "code": "DWG" }, "status": { "code": "for_review" },
    });
    carla.post(DOCUMENTS, &said).await.expect(201);
    watch.note("POST /v1/projects/{project}/documents").await;
    said["status"] = json!({ "code": "approved" });
    carla.put(&format!("{DOCUMENTS}/WALL-1"), &said).await.expect(200);
    watch.note("PUT /v1/projects/{project}/documents/{document}").await;
    let revisions = format!("{DOCUMENTS}/WALL-1/revisions");
    let revision = carla.post(&revisions, &json!({ "code": "C01", "file": file })).await.expect(201).body;
    watch.note("POST /v1/projects/{project}/documents/{document}/revisions").await;
    let download = format!("{revisions}/{}/download", revision["id"].as_str().unwrap());
    carla.post(&download, &json!({})).await.expect(200);
    watch.note("POST /v1/projects/{project}/documents/{document}/revisions/{revision}/download").await;
    shared(watch, carla).await;
}

async fn shared(watch: &mut Watch<'_>, carla: &Staff<'_>) {
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "document", "document": "WALL-1" });
        terms["permissions"] = json!(["read_files", "download_files", "comment"]);
    });
    let share = share.await;
    watch.note("POST /v1/shares, of a document").await;
    let guest = watch.house.guest();
    guest.open(&share).await.expect(200);
    watch.pass_over().await;
    let seen = guest.get(&format!("/p/{}", share.id)).await.expect(200).body["document"].take();
    let (id, revision) = (seen["id"].as_str().unwrap(), seen["revision"]["id"].as_str().unwrap());
    let revision = format!("/p/{}/documents/{id}/revisions/{revision}", share.id);
    guest.post(&format!("{revision}/download"), &json!({})).await.expect(200);
    watch.note("POST /p/{share}/documents/{document}/revisions/{revision}/download").await;
    guest.post(&format!("{revision}/comments"), &json!({ "text": "Which datum is this?" })).await.expect(201);
    watch.note("POST /p/{share}/documents/{document}/revisions/{revision}/comments").await;
    let answer = json!({ "text": "Mean sea level.", "visible_to": "internal" });
    carla.post(&format!("/v1/shares/{}/comments", share.id), &answer).await.expect(201);
    watch.note("POST /v1/shares/{share}/comments, beside a document").await;
    decided(watch, carla).await;
}

async fn decided(watch: &mut Watch<'_>, carla: &Staff<'_>) {
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "document", "document": "WALL-1" });
        terms["permissions"] = json!(["read_files", "respond"]);
    });
    let share = share.await;
    let guest = watch.house.guest();
    guest.open_with_code(&share).await.expect(200);
    watch.pass_over().await;
    let seen = guest.get(&format!("/p/{}", share.id)).await.expect(200).body["document"].take();
    let (id, revision) = (seen["id"].as_str().unwrap(), seen["revision"]["id"].as_str().unwrap());
    let respond = format!("/p/{}/documents/{id}/revisions/{revision}/respond", share.id);
    let approve = json!({ "decision": "approve", "basis": seen["response"]["basis"] });
    guest.post(&respond, &approve).await.expect(200);
    watch.note("POST /p/{share}/documents/{document}/revisions/{revision}/respond").await;
}
