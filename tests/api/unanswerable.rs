//! Fields that nobody could answer, or whose patterns would be too much work: refused at the push, at the member that is
//! wrong, or read as they are meant.

use serde_json::{Value, json};

use crate::house::{House, Staff};

async fn refused(carla: &Staff<'_>, mut field: Value) -> Vec<String> {
    field["id"] = json!("f");
    field["label"] = json!("F");
    let flow = json!({ "title": "T", "tasks": [{ "id": "a", "title": "A", "fields": [field] }] });
    let refused = carla.put("/v1/projects/procurement/runs/odd", &flow).await.expect(422);
    assert!(refused.body["errors"][0]["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
    refused.errors()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_nobody_could_answer_is_refused_at_its_member() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let one = json!([{ "value": "a", "label": "A" }]);
    let twice = json!([{ "value": "a", "label": "A" }, { "value": "a", "label": "B" }]);
    for (field, member) in [
        (json!({ "type": "file", "required": true, "max": 0 }), "/max"),
        (json!({ "type": "file", "max": 0 }), "/max"),
        (json!({ "type": "file", "min": 3, "max": 2 }), "/min"),
        (json!({ "type": "file", "extensions": ["pdf", "."] }), "/extensions/1"),
        (json!({ "type": "file", "extensions": ["tar.gz"] }), "/extensions/0"),
        (json!({ "type": "single_choice", "required": true, "options": [] }), "/options"),
        (json!({ "type": "single_choice", "options": twice }), "/options/1/value"),
        (json!({ "type": "multiple_choice", "options": one, "min": 2 }), "/min"),
        (json!({ "type": "multiple_choice", "required": true, "options": one, "max": 0 }), "/max"),
        (json!({ "type": "checklist", "items": [] }), "/items"),
        (json!({ "type": "short_text", "required": true, "max_length": 0 }), "/max_length"),
        (json!({ "type": "long_text", "required": true, "max_length": 0 }), "/max_length"),
        (json!({ "type": "date", "min": "2026-12-01", "max": "2026-11-01" }), "/min"),
        (json!({ "type": "date", "min": "2201-01-01" }), "/min"),
        (json!({ "type": "date", "max": "1899-12-31" }), "/max"),
        (json!({ "type": "number", "min": 2, "max": 1 }), "/min"),
        (json!({ "type": "short_text", "pattern": "a)|(?:.*" }), "/pattern"),
        (json!({ "type": "short_text", "pattern": "(?:[a-z0-9]{1,60}[._-]?){1,40}!" }), "/pattern"),
        (json!({ "type": "short_text", "pattern": "[0-9]{11}", "max_length": 10 }), "/pattern"),
        (json!({ "type": "short_text", "pattern": "(?:ab){501}" }), "/pattern"),
    ] {
        assert_eq!(refused(&carla, field.clone()).await, [format!("/tasks/0/fields/0{member} field")], "{field}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn extensions_are_read_as_they_are_meant() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let files = json!([{ "id": "f", "label": "F", "type": "file", "extensions": ["PDF", ".docx", "*.Xlsx"] }]);
    let flow = json!({ "title": "T", "tasks": [{ "id": "a", "title": "A", "fields": files }] });
    let share = carla.share_of(&flow, |terms| terms["scope"]["tasks"] = json!(["a"])).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    assert_eq!(guest.task(&share, "a").await["fields"][0]["extensions"], json!(["pdf", "docx", "xlsx"]));
    for name in ["a.pdf", "A.PDF", "b.docx", "c.xlsx"] {
        guest.announce(&share, "a", "f", name, b"x").await.expect(201);
    }
    guest.announce(&share, "a", "f", "d.txt", b"x").await.expect(422);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_patterns_of_one_task_are_bounded_together() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let field = |at: usize, max_length: Option<u32>| {
        let pattern = "[A-Z]{4}[0-9]{6}[HM][A-Z]{5}[A-Z0-9][0-9]";
        let mut field = json!({ "id": format!("f{at}"), "label": "F", "type": "short_text", "pattern": pattern });
        if let Some(max) = max_length {
            field["max_length"] = json!(max);
        }
        field
    };
    let push = async |max_length| {
        let fields: Vec<_> = (0..60).map(|at| field(at, max_length)).collect();
        let flow = json!({ "title": "T", "tasks": [{ "id": "a", "title": "A", "fields": fields }] });
        carla.put("/v1/projects/procurement/runs/many", &flow).await
    };
    assert_eq!(push(None).await.expect(422).errors(), ["/tasks/0/fields pattern_work"]);
    push(Some(18)).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_brings_so_many_different_patterns_and_the_first_one_beyond_is_named() {
    let house = House::open().await;
    let carla = house.staff("carla");
    // Hostile ones: each is as large as a pattern can be.
    let field = |n: usize, pattern: usize| {
        let pattern = format!("{pattern}(?:[a-z0-9]{{1,60}}[._-]?){{1,2}}!");
        json!({ "id": format!("f{n}"), "label": "F", "type": "short_text", "max_length": 60, "pattern": pattern })
    };
    let push = async |run: &str, tasks: usize, pattern: fn(usize) -> usize| {
        let fields = |task: usize| (0..10).map(|n| field(n, pattern(task * 10 + n))).collect::<Vec<_>>();
        let task = |task: usize| json!({ "id": format!("t{task}"), "title": "T", "fields": fields(task) });
        let flow = json!({ "title": "T", "tasks": (0..tasks).map(task).collect::<Vec<_>>() });
        carla.put(&format!("/v1/projects/procurement/runs/{run}"), &flow).await
    };
    push("most", 100, |n| n).await.expect(201);
    let refused = push("more", 110, |n| n).await.expect(422);
    assert_eq!(refused.errors(), ["/tasks/100/fields/0/pattern too_many_patterns"]);
    push("same", 110, |n| n % 7).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_asks_for_no_more_files_than_one_guest_can_send() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let file = |n: usize, min: Option<u32>, required: bool| {
        let mut file = json!({ "id": format!("f{n}"), "label": "F", "type": "file", "required": required });
        if let Some(min) = min {
            file["min"] = json!(min);
        }
        file
    };
    let push = async |files: Vec<Value>| {
        let flow = json!({ "title": "T", "tasks": [{ "id": "a", "title": "A", "fields": files }] });
        carla.put("/v1/projects/procurement/runs/files", &flow).await
    };
    let twenty = |files: usize| (0..files).map(|n| file(n, Some(20), true)).collect::<Vec<_>>();
    assert_eq!(push(twenty(5)).await.expect(422).errors(), ["/tasks/0/fields/3/min too_many_files"]);
    let one_more = [twenty(3), vec![file(3, None, true)]].concat();
    assert_eq!(push(one_more).await.expect(422).errors(), ["/tasks/0/fields/3/required too_many_files"]);
    push([twenty(3), vec![file(3, Some(20), false), file(4, None, false)]].concat()).await.expect(201);
}
