//! Bodies that can be read but not taken: each wrong value is named by its pointer, all of them at once.

use serde_json::{Value, json};

use crate::house::{House, Reply, run, terms};

/// Sends text as it stands, for JSON that no value can hold.
async fn raw(request: reqwest::RequestBuilder, body: &str) -> Reply {
    Reply::of(request.header("content-type", "application/json").body(body.to_owned())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_the_terms_of_a_share_is_told_at_once() {
    let house = House::open().await;
    let carla = house.staff("carla");
    carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    let wrong = json!({
        "project": "procurement",
        "scope": { "type": "tasks", "run": "kyc", "tasks": ["documents", "a b", "nowhere"] },
        "recipient": { "name": "\u{202e}\u{200b}", "email": "ana", "locale": "tlh" },
        "permissions": [],
        "expiry": { "at": "tomorrow" },
        "password": "short",
        "instructions": "x".repeat(4001),
        "label": "x".repeat(121),
    });
    let refused = carla.post("/v1/shares", &wrong).await.expect(422);
    let mut errors = refused.errors();
    errors.sort();
    assert_eq!(
        errors,
        [
            "/expiry/at invalid",
            "/instructions invalid",
            "/label invalid",
            "/password invalid",
            "/permissions no_permission",
            "/recipient/email invalid",
            "/recipient/locale invalid",
            "/recipient/name invalid",
            "/scope/tasks unknown_task",
            "/scope/tasks/1 invalid",
        ]
    );
    assert!(!refused.text.contains("short"), "a password is not repeated, however wrong");
    assert_eq!(carla.get("/v1/shares?project=procurement").await.body["shares"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_are_read_as_strictly_inside_as_outside() {
    let house = House::open().await;
    let carla = house.staff("carla");
    carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    let good = terms();
    let with = |key: &str, value: &str| {
        good.to_string().replace(&format!("\"{key}\":{}", good[key]), &format!("\"{key}\":{value}"))
    };
    for (key, value) in [
        ("scope", r#"{"type":"tasks","run":"kyc","run":"kyc","tasks":["details"]}"#),
        ("scope", r#"{"type":"tasks","type":"tasks","run":"kyc","tasks":["details"]}"#),
        ("scope", r#"{"type":"tasks","run":"kyc","tasks":["details"],"surprise":1}"#),
        ("scope", r#"{"type":"documents","run":"kyc","tasks":["details"]}"#),
        ("scope", r#"{"run":"kyc","tasks":["details"]}"#),
        ("recipient", r#"{"name":"Ana","name":"Eva","email":"ana@x.example"}"#),
        ("recipient", r#"{"name":"Ana","email":"ana@x.example","admin":true}"#),
        ("recipient", r#"{"name":"Ana"}"#),
        ("recipient", r#"{"name":["Ana"],"email":"ana@x.example"}"#),
        ("permissions", r#"["fill_fields","own_everything"]"#),
        ("permissions", r#"{"fill_fields":true}"#),
        ("delivery", r#""pigeon""#),
        ("delivery", "null"),
    ] {
        let refused = raw(carla.request("POST", "/v1/shares"), &with(key, value)).await;
        assert_eq!((refused.status, refused.problem()), (400, "bad_request"), "{key} {value}: {}", refused.text);
    }
    assert_eq!(carla.get("/v1/shares?project=procurement").await.body["shares"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn expiries_that_are_none_are_refused() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    for (expiry, status, error) in [
        (json!({}), 422, "/expiry invalid"),
        (json!({ "days": 7, "at": "2030-01-01T00:00:00Z" }), 422, "/expiry invalid"),
        (json!({ "days": 0 }), 422, "/expiry expiry_past"),
        (json!({ "days": 91 }), 422, "/expiry above_ceiling"),
        (json!({ "days": 4_294_967_295_u32 }), 422, "/expiry above_ceiling"),
        (json!({ "at": "1970-01-01T00:00:00Z" }), 422, "/expiry expiry_past"),
        (json!({ "at": "9999-12-30T00:00:00Z" }), 422, "/expiry above_ceiling"),
        (json!({ "at": "+999999-01-01T00:00:00Z" }), 422, "/expiry/at invalid"),
        (json!({ "at": "2030-01-01T00:00:00" }), 422, "/expiry/at invalid"),
        (json!({ "at": "2030-01-01T00:00:00", "zone": "Mars/Olympus" }), 422, "/expiry/zone invalid"),
        (json!({ "days": -1 }), 400, "/expiry/days invalid"),
        (json!({ "days": 1.5 }), 400, "/expiry/days invalid"),
        (json!({ "days": 4_294_967_296_u64 }), 400, "/expiry/days invalid"),
        (json!({ "days": "7" }), 400, "/expiry/days invalid"),
    ] {
        let mut asked = terms();
        asked["expiry"] = expiry.clone();
        let created = carla.post("/v1/shares", &asked).await;
        let extended = carla.patch(&format!("/v1/shares/{}", share.id), &json!({ "expiry": expiry })).await;
        for refused in [created, extended] {
            let errors = refused.expect(status).errors();
            assert!(errors.contains(&error.to_owned()), "{expiry}: {errors:?}");
        }
    }
    assert_eq!(carla.trail(&share.id).await, ["share.created"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_only_removed_by_asking_for_it() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["password"] = json!("correct horse")).await;
    let password = format!("/v1/shares/{}/password", share.id);
    carla.post(&password, &json!({})).await.expect(400);
    Reply::of(carla.request("POST", &password)).await.expect(400);
    for wrong in ["", "seven 7", &"x".repeat(129)] {
        let refused = carla.post(&password, &json!({ "password": wrong })).await.expect(422);
        assert_eq!(refused.errors(), ["/password invalid"]);
    }
    assert_eq!(carla.get(&format!("/v1/shares/{}", share.id)).await.body["password"], json!(true));
    let removed = carla.post(&password, &json!({ "password": null })).await.expect(200);
    assert_eq!(removed.body["password"], json!(false));
    let (trail, guest) = (carla.trail(&share.id).await, house.guest());
    guest.open(&share).await.expect(200);
    let again = carla.post(&password, &json!({ "password": null })).await.expect(200);
    assert_eq!(again.body["password"], json!(false));
    guest.get(&format!("/p/{}", share.id)).await.expect(200);
    assert_eq!(carla.trail(&share.id).await[..trail.len() + 2].last().map(String::as_str), Some("share.consented"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_read_as_strictly_inside_as_outside() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let path = format!("/p/{}/tasks/details/draft", share.id);
    let trail = carla.trail(&share.id).await;
    for (body, status, error) in [
        (r#"{"base":1,"answers":{"legal_name":"A","legal_name":"B"}}"#, 400, "/answers/legal_name invalid"),
        (r#"{"base":1,"answers":{"legal_name":{"a":1}}}"#, 400, "/answers/legal_name invalid"),
        (r#"{"base":1,"answers":{"legal_name":[["a"]]}}"#, 400, "/answers/legal_name invalid"),
        (r#"{"base":1,"answers":{"legal_name":1}}"#, 400, "/answers/legal_name invalid"),
        (r#"{"base":1,"answers":{"legal_name":NaN}}"#, 400, "/answers/legal_name syntax"),
        (r#"{"base":1,"answers":{"legal name":"A"}}"#, 400, "/answers/legal name invalid"),
        (r#"{"base":-1,"answers":{}}"#, 400, "/base invalid"),
        (r#"{"base":18446744073709551616,"answers":{}}"#, 400, "/base invalid"),
        (r#"{"base":1.0,"answers":{}}"#, 400, "/base invalid"),
        (r#"{"base":1,"answers":[]}"#, 400, "/answers invalid"),
        (r#"{"base":1,"answers":{"nowhere":"A"}}"#, 422, "/answers/nowhere wrong_shape"),
        (r#"{"base":1,"answers":{"legal_name":true}}"#, 422, "/answers/legal_name wrong_shape"),
        (r#"{"base":1,"answers":{"legal_name":["A"]}}"#, 422, "/answers/legal_name wrong_shape"),
    ] {
        let refused = raw(guest.request("POST", &path), body).await;
        assert_eq!((refused.status, refused.errors()), (status, vec![error.to_owned()]), "{body}: {}", refused.text);
    }
    let long = guest.save(&share, "details", json!({ "legal_name": "x".repeat(1001), "employees": "x" })).await;
    assert_eq!(long.expect(422).errors(), ["/answers/legal_name too_long"]);
    assert_eq!(carla.trail(&share.id).await, trail);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flow_is_read_as_strictly_inside_as_outside() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let flow = |field: &str| format!(r#"{{"title":"T","tasks":[{{"id":"a","title":"A","fields":[{field}]}}]}}"#);
    let options = |option: &str| format!(r#"{{"id":"x","label":"X","type":"single_choice","options":[{option}]}}"#);
    for (field, member) in [
        (r#"{"id":"x","id":"x","label":"X","type":"date"}"#, "/id invalid"),
        (r#"{"id":"x","label":"X","type":"date","type":"date"}"#, "/type invalid"),
        (r#"{"id":"x","label":"X","type":"date","label":"Y"}"#, "/label invalid"),
        (r#"{"id":"x","label":"X","type":"number","min":1,"min":2}"#, "/min invalid"),
        (r#"{"id":"x","label":"X","type":"number","min":NaN}"#, "/min syntax"),
        (r#"{"id":"x","label":"X","type":"number","min":1e999}"#, "/min invalid"),
        (r#"{"id":"x","label":"X","type":"number","surprise":1}"#, "/surprise invalid"),
        (r#"{"id":"x","label":"X","type":"email","surprise":1}"#, "/surprise invalid"),
        (r#"{"id":"x","label":"X","type":"signature"}"#, "/type invalid"),
        (r#"{"id":"x","label":"X"}"#, "/type invalid"),
        (&options(r#"{"value":"a","label":"A","surprise":1}"#), "/options/0/surprise invalid"),
        (&options(r#"{"value":"a","value":"a","label":"A"}"#), "/options/0/value invalid"),
        (r#"{"id":"a b","label":"X","type":"date"}"#, "/id invalid"),
        (r#"{"id":"x","label":" ","type":"date"}"#, "/label invalid"),
        (r#"["x","X"]"#, " invalid"),
    ] {
        let refused = raw(carla.request("PUT", "/v1/projects/procurement/runs/strict"), &flow(field)).await;
        let error = format!("/tasks/0/fields/0{member}");
        assert_eq!((refused.status, refused.errors()), (400, vec![error]), "{field}: {}", refused.text);
    }
    for task in [
        r#"{"id":"a","title":"A","surprise":1}"#,
        r#"{"id":"a","title":"A","title":"A"}"#,
        r#"{"id":"a","title":"A","references":["upl_0000000000000000000007"]}"#,
        r#"{"id":"a/b","title":"A"}"#,
    ] {
        let body = format!(r#"{{"title":"T","tasks":[{task}]}}"#);
        let refused = raw(carla.request("PUT", "/v1/projects/procurement/runs/strict"), &body).await;
        assert_eq!(refused.status, 400, "{task}: {}", refused.text);
    }
    carla.get("/v1/projects/procurement/runs/strict").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn flows_that_make_no_sense_name_their_tasks() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let task = |id: &str, more: Value| {
        let mut task = json!({ "id": id, "title": "T" });
        task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        task
    };
    let number = |min: i32, max: i32| json!({ "id": "n", "label": "N", "type": "number", "min": min, "max": max });
    for (tasks, error) in [
        (json!([]), "/tasks task_count"),
        ((0..501).map(|n| task(&format!("t{n}"), json!({}))).collect(), "/tasks task_count"),
        (json!([task("a", json!({})), task("a", json!({}))]), "/tasks/1/id same_task"),
        (json!([task("a", json!({ "after": ["a"] }))]), "/tasks/0/after cycle"),
        (json!([task("a", json!({ "after": ["b"] })), task("b", json!({ "after": ["a"] }))]), "/tasks/0/after cycle"),
        (json!([task("a", json!({ "after": ["z"] }))]), "/tasks/0/after/0 unknown_task"),
        (json!([task("a", json!({ "fields": [number(2, 1)] }))]), "/tasks/0/fields/0/min field"),
        (json!([task("a", json!({ "fields": [number(1, 2), number(1, 2)] }))]), "/tasks/0/fields/1/id same_field"),
        (
            json!([task("a", json!({ "fields": [{ "id": "f", "label": "F", "type": "file", "min": 30 }] }))]),
            "/tasks/0/fields/0/min field",
        ),
        (
            json!([task("a", json!({ "references": ["fil_0000000000000000000007"] }))]),
            "/tasks/0/references/0 unknown_file",
        ),
    ] {
        let refused = carla.put("/v1/projects/procurement/runs/odd", &json!({ "title": "T", "tasks": tasks })).await;
        assert_eq!(refused.expect(422).errors()[0], error);
    }
    carla.get("/v1/projects/procurement/runs/odd").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_a_flow_is_told_at_once() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let run = "/v1/projects/procurement/runs/odd";
    let long = json!({ "id": "f", "label": "F", "type": "short_text", "max_length": 5000, "pattern": "(" });
    let flow = json!({ "title": "T", "tasks": [
        { "id": "a", "title": "A", "references": ["fil_0000000000000000000007"] },
        { "id": "b", "title": "B", "after": ["c", "z"], "fields": [long] },
        { "id": "c", "title": "C", "after": ["b"] },
        { "id": "a", "title": "A" },
    ] });
    let refused = carla.put(run, &flow).await.expect(422);
    let all = [
        "/tasks/3/id same_task",
        "/tasks/1/after/1 unknown_task",
        "/tasks/1/after cycle",
        "/tasks/1/fields/0/max_length field",
        "/tasks/1/fields/0/pattern field",
        "/tasks/0/references/0 unknown_file",
    ];
    assert_eq!(refused.errors(), all);
    let many: Vec<_> = (0..30_000).map(|n| format!("z{n}")).collect();
    let flow = json!({ "title": "T", "tasks": [{ "id": "a", "title": "A", "after": many }] });
    let refused = carla.put(run, &flow).await.expect(422);
    assert_eq!(refused.errors().len(), 100);
    let detail = refused.body["detail"].as_str().unwrap();
    assert!(detail.ends_with("There are 30001 errors; the first 100 are listed."), "{detail}");
    assert!(refused.text.len() < 20_000, "{}", refused.text.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_cannot_be_named_so_is_told_the_rule() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let refused = carla.put("/v1/projects/procurement/runs/-kyc", &run()).await.expect(400);
    assert_eq!(refused.errors(), ["/run invalid"]);
    assert!(refused.text.contains("starting with a letter or digit"), "{}", refused.text);
    carla.get("/v1/projects/procurement/runs/-kyc").await.expect(404);
}
