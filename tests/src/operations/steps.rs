//! What those do who have steps to do.

use serde_json::{Value, json};
use vestibule_domain::value::Digest;

use super::Books;
use crate::house::step_id;

const RUN: &str = "/v1/projects/procurement/runs/reviewed";
const FILE: &[u8] = b"%PDF-1.7 markup";

fn flow(references: &Value) -> Value {
    let markup = json!({ "id": "markup", "label": "Markup", "type": "file" });
    let note = json!({ "id": "note", "label": "Note", "type": "short_text" });
    let step = |kind: &str, assignees: &Value| json!({ "kind": kind, "assignees": assignees });
    let (carla, guest) = (json!({ "member": "carla" }), json!({ "guest": "ana@supplier.example" }));
    let mut all = step("review", &json!([carla, { "member": "ivo" }]));
    (all["rule"], all["withdrawable"]) = (json!("all"), json!(true));
    let mut last = step("approve", &json!([carla, guest]));
    (last["not_by"], last["reviews"]) = (json!(["work"]), json!(["work"]));
    json!({ "title": "Reviewed", "tasks": [
        {
            "id": "work", "title": "Work", "fields": [note, markup], "references": references,
            "step": step("work", &json!([carla])),
        },
        { "id": "review", "title": "Review", "step": all },
        { "id": "approval", "title": "Approval", "after": ["work"], "step": last },
    ] })
}

fn step(task: &str, rest: &str) -> String {
    format!("/v1/steps/{}{rest}", step_id("reviewed", task))
}

pub(super) async fn work(books: &mut impl Books<'_>) {
    let (house, nothing) = (books.house(), json!({}));
    let carla = house.staff("carla");
    let reference = carla.reference_file("drawing.pdf", FILE).await;
    books.note("push a run with three steps", carla.put(RUN, &flow(&json!([reference])))).await.expect(201);
    let at = |rest: &str| step("work", rest);
    let draft = json!({ "base": 0, "answers": { "note": "Fine" } });
    books.note("save a field of a step", carla.post(&at("/draft"), &draft)).await.expect(200);
    let comment = json!({ "text": "See page 3" });
    books.note("comment in a step", carla.post(&at("/comments"), &comment)).await.expect(201);
    let file = json!({
        "field": "markup", "name": "markup.pdf", "type": "application/pdf", "size": FILE.len(),
        "sha256": Digest::of(FILE).to_string(),
    });
    let uploads = at("/uploads");
    let announced = books.note("announce an upload in a step", carla.post(&uploads, &file)).await;
    let way_in = announced.expect(201).body;
    house.guest().send(&way_in, FILE).await.expect(200);
    let upload = way_in["id"].as_str().unwrap();
    let settle = at(&format!("/uploads/{upload}/settle"));
    books.note("settle an upload in a step", carla.post(&settle, &nothing)).await.expect(200);
    for file in [upload, &reference] {
        let download = at(&format!("/files/{file}/download"));
        books.note("download in a step", carla.post(&download, &nothing)).await.expect(200);
    }
    books.note("show a step", carla.get(&at(""))).await.expect(200);
    let remove = at(&format!("/uploads/{upload}/remove"));
    books.note("remove an upload in a step", carla.post(&remove, &nothing)).await.expect(200);
    let sent = carla.post(&uploads, &file).await.expect(201).body;
    house.guest().send(&sent, FILE).await.expect(200);
    let sent = sent["id"].as_str().unwrap();
    carla.post(&at(&format!("/uploads/{sent}/settle")), &nothing).await.expect(200);
    let read = json!({ "basis": house.basis(&step_id("reviewed", "work")).await });
    books.note("complete a step", carla.post(&at("/complete"), &read)).await.expect(200);
    let listed = books.note("list one's steps", carla.get("/v1/steps")).await.expect(200).body;
    assert_eq!(listed["steps"].as_array().unwrap().len(), 2);
    books.note("list one's steps that are done", carla.get("/v1/steps?list=done")).await.expect(200);

    let approve = house.decision(&step_id("reviewed", "review"), "approve", None).await;
    let respond = step("review", "/respond");
    books.note("decide, the first of two", carla.post(&respond, &approve)).await.expect(200);
    let withdraw = step("review", "/withdraw");
    books.note("take a decision back", carla.post(&withdraw, &nothing)).await.expect(200);
    let delegate = step("review", "/delegate");
    books
        .note("delegate a step", carla.post(&delegate, &json!({ "to": { "email": "vera@acme.example" } })))
        .await
        .expect(200);
    let given = json!({ "from": { "member": "vera" }, "to": { "email": "carla@acme.example" } });
    let reassign = format!("{RUN}/tasks/review/reassign");
    books.note("reassign a step", carla.post(&reassign, &given)).await.expect(200);
    carla.post(&respond, &approve).await.expect(200);
    let ivo = house.staff("ivo");
    books.note("decide, the last of two", ivo.post(&respond, &approve)).await.expect(200);
    let reviewed = step("approval", "/reviewed/work");
    books.note("read what a step reviews", carla.get(&reviewed)).await.expect(200);
    let download = format!("{reviewed}/files/{sent}/download");
    books.note("download what a step reviews", carla.post(&download, &nothing)).await.expect(200);
    let approve = house.decision(&step_id("reviewed", "approval"), "approve", None).await;
    let own = step("approval", "/respond");
    books.note("decide on one's own work", carla.post(&own, &approve)).await.expect(403);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "reviewed", "tasks": ["approval"] });
        terms["permissions"] = json!(["download_files", "respond"]);
    });
    let (share, guest) = (share.await, house.guest());
    guest.open_with_code(&share).await.expect(200);
    books.note("show the work of a step", guest.get(&format!("/p/{}", share.id))).await.expect(200);
    let reviewed = format!("/p/{}/tasks/approval/reviewed/work", share.id);
    books.note("read by a share what a step reviews", guest.get(&reviewed)).await.expect(200);
    let download = format!("{reviewed}/files/{sent}/download");
    books.note("download by a share what a step reviews", guest.post(&download, &nothing)).await.expect(200);
    let respond = format!("/p/{}/tasks/approval/respond", share.id);
    books.note("decide by a share", guest.post(&respond, &approve)).await.expect(200);
}
