//! What is done in steps, and what it leaves.

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_domain::value::Digest;

use super::watch::Watch;
use crate::house::{Quarantined, Staff, step_id};

const RUN: &str = "/v1/projects/procurement/runs/reviewed";

fn flow() -> Value {
    let markup = json!({ "id": "markup", "label": "Markup", "type": "file", "max": 5 });
    let note = json!({ "id": "note", "label": "Note", "type": "short_text" });
    let step = |kind: &str, assignees: Value| json!({ "kind": kind, "assignees": assignees });
    let mut all =
        step("review", json!([{ "member": "carla" }, { "member": "ivo" }, { "guest": "ana@supplier.example" }]));
    all["rule"] = json!("all");
    (all["withdrawable"], all["reviews"]) = (json!(true), json!(["work"]));
    json!({ "title": "Reviewed", "tasks": [
        { "id": "work", "title": "Work", "fields": [note, markup], "step": step("work", json!([{ "member": "carla" }])) },
        { "id": "review", "title": "Review", "after": ["work"], "step": all },
    ] })
}

fn step(task: &str, rest: &str) -> String {
    format!("/v1/steps/{}/{rest}", step_id("reviewed", task))
}

async fn sent(watch: &Watch<'_>, carla: &Staff<'_>, name: &str) -> (String, Quarantined) {
    let bytes = name.as_bytes();
    let file = json!({
        "field": "markup", "name": name, "type": "application/pdf", "size": bytes.len(),
        "sha256": Digest::of(bytes).to_string(),
    });
    let way_in = carla.post(&step("work", "uploads"), &file).await.expect(201).body;
    let sent = watch.house.guest().send(&way_in, bytes).await.expect(200);
    (way_in["id"].as_str().unwrap().to_owned(), Quarantined::of(&way_in, &sent))
}

pub(super) async fn steps(watch: &mut Watch<'_>, carla: &Staff<'_>) {
    let (house, nothing) = (watch.house, json!({}));
    carla.put(RUN, &flow()).await.expect(201);
    watch.pass_over().await;
    carla.post(&step("work", "draft"), &json!({ "base": 0, "answers": { "note": "Fine" } })).await.expect(200);
    watch.note("POST /v1/steps/{step}/draft").await;
    carla.post(&step("work", "comments"), &json!({ "text": "See page 3" })).await.expect(201);
    watch.note("POST /v1/steps/{step}/comments").await;
    let (id, object) = sent(watch, carla, "a.pdf").await;
    watch.note("POST /v1/steps/{step}/uploads").await;
    carla.post(&step("work", &format!("uploads/{id}/settle")), &nothing).await.expect(200);
    watch.note("POST /v1/steps/{step}/uploads/{upload}/settle").await;
    house.verdict(&object, "NO_THREATS_FOUND", &[]).await;
    watch.note("scan: clean file of a step").await;
    carla.post(&step("work", &format!("files/{id}/download")), &nothing).await.expect(200);
    watch.note("POST /v1/steps/{step}/files/{file}/download").await;
    let kept = id;
    let (id, object) = sent(watch, carla, "b.pdf").await;
    carla.post(&step("work", &format!("uploads/{id}/settle")), &nothing).await.expect(200);
    watch.pass_over().await;
    house.verdict(&object, "THREATS_FOUND", &["EICAR"]).await;
    watch.note("scan: infected file of a step").await;
    carla.post(&step("work", &format!("uploads/{id}/remove")), &nothing).await.expect(200);
    watch.note("POST /v1/steps/{step}/uploads/{upload}/remove").await;
    let read = json!({ "basis": house.basis(&step_id("reviewed", "work")).await });
    carla.post(&step("work", "complete"), &read).await.expect(200);
    watch.note("POST /v1/steps/{step}/complete").await;
    let reviewed = format!("reviewed/work/files/{kept}/download");
    carla.post(&step("review", &reviewed), &nothing).await.expect(200);
    watch.note("POST /v1/steps/{step}/reviewed/{task}/files/{file}/download").await;
    let approve = house.decision(&step_id("reviewed", "review"), "approve", None).await;
    carla.post(&step("review", "respond"), &approve).await.expect(200);
    watch.note("POST /v1/steps/{step}/respond").await;
    carla.post(&step("review", "withdraw"), &nothing).await.expect(200);
    watch.note("POST /v1/steps/{step}/withdraw").await;
    carla.post(&step("review", "delegate"), &json!({ "to": "olivia" })).await.expect(200);
    watch.note("POST /v1/steps/{step}/delegate").await;
    let given = json!({ "from": { "member": "ivo" }, "to": "carla" });
    carla.post(&format!("{RUN}/tasks/review/reassign"), &given).await.expect(200);
    watch.note("POST /v1/projects/{project}/runs/{run}/tasks/{task}/reassign").await;
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "reviewed", "tasks": ["review"] });
        terms["permissions"] = json!(["download_files", "respond"]);
    });
    let (share, guest) = (share.await, house.guest());
    guest.open_with_code(&share).await.expect(200);
    watch.pass_over().await;
    guest.post(&format!("/p/{}/tasks/review/{reviewed}", share.id), &nothing).await.expect(200);
    watch.note("POST /p/{share}/tasks/{task}/reviewed/{reviewed}/files/{file}/download").await;
    guest.post(&format!("/p/{}/tasks/review/respond", share.id), &approve).await.expect(200);
    watch.note("POST /p/{share}/tasks/{task}/respond").await;
}

/// A guest has decided on what another one sent, and staff hand it back.
pub(super) async fn set_aside(watch: &mut Watch<'_>) {
    let (house, carla) = (watch.house, watch.house.staff("carla"));
    let assignees = json!([{ "member": "vera" }, { "guest": "ana@supplier.example" }]);
    let step = json!({ "kind": "review", "rule": "all", "assignees": assignees, "reviews": ["draft"] });
    let amount = json!({ "id": "amount", "label": "Amount", "type": "short_text" });
    let flow = json!({ "title": "Aside", "tasks": [
        { "id": "draft", "title": "Draft", "fields": [amount] },
        { "id": "review", "title": "Review", "after": ["draft"], "step": step },
    ] });
    carla.put("/v1/projects/procurement/runs/aside", &flow).await.expect(201);
    let scope = |task: &str| json!({ "type": "tasks", "run": "aside", "tasks": [task] });
    let work = carla.create(|terms| terms["scope"] = scope("draft")).await;
    let decision = carla.create(|terms| {
        terms["scope"] = scope("review");
        terms["permissions"] = json!(["respond"]);
    });
    let (decision, guest) = (decision.await, house.guest());
    guest.open(&work).await.expect(200);
    guest.complete(&work, "draft").await.expect(200);
    guest.open_with_code(&decision).await.expect(200);
    guest.decide(&decision, "review", ("approve", None)).await.expect(200);
    watch.pass_over().await;
    let returned = json!([{ "field": "amount", "reason": "How much?" }]);
    let back = "/v1/projects/procurement/runs/aside/tasks/draft/hand-back";
    carla.post(back, &json!({ "returned": returned, "force": true })).await.expect(200);
    watch.note("POST /v1/projects/{project}/runs/{run}/tasks/{task}/hand-back, of what was decided on").await;
}

/// Vera gets one mail in a day, and steps of two runs.
pub(super) async fn left_out(watch: &mut Watch<'_>) {
    let house = watch.house;
    let task =
        json!({ "id": "look", "title": "Look", "step": { "kind": "review", "assignees": [{ "member": "vera" }] } });
    for run in ["told", "untold"] {
        let flow = json!({ "title": "Flow", "tasks": [task] });
        house.staff("carla").put(&format!("/v1/projects/procurement/runs/{run}"), &flow).await.expect(201);
    }
    house.deliver().await;
    watch.pass_over().await;
    house.pass(SignedDuration::from_mins(10));
    house.system.sweep().await.unwrap();
    house.deliver().await;
    watch.note("notify, of one more mail about steps").await;
}
