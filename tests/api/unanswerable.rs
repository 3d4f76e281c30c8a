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
