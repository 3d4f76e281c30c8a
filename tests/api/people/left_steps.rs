//! The steps of who leaves: the removal names them, and the run says for whom they wait in vain.

use serde_json::{Value, json};

use super::house;
use crate::house::{House, step_id};

const RUN: &str = "/v1/projects/procurement/runs/dwg-7";

/// Steps, each with who has it to do; the last waits for the first.
async fn pushed(house: &House, assignees: &[Value]) {
    let last = assignees.len() - 1;
    let task = |(n, who): (usize, &Value)| {
        let after = if n > 0 && n == last { json!(["t0"]) } else { json!([]) };
        let due = json!({ "at": "2026-12-01T20:00:00Z", "zone": "Europe/Lisbon" });
        let due = if n == 0 { due } else { json!(null) };
        let step = json!({ "kind": "review", "assignees": who, "rule": "all", "due": due });
        json!({ "id": format!("t{n}"), "title": format!("Step {n}"), "after": after, "step": step })
    };
    let tasks: Vec<_> = assignees.iter().enumerate().map(task).collect();
    house.staff("carla").put(RUN, &json!({ "title": "DWG 7", "tasks": tasks })).await.expect(201);
}

fn of_t(n: usize, due: &Value) -> Value {
    json!({
        "project": "procurement", "run": "dwg-7", "task": format!("t{n}"), "title": format!("Step {n}"), "due": due,
        "reassign": format!("{RUN}/tasks/t{n}/reassign"),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_names_the_steps_that_are_left_and_where_to_give_them_to_others() {
    let house = house().await;
    let (carla, olivia) = (house.staff("carla"), house.staff("olivia"));
    let both = json!([{ "member": "rita" }, { "member": "ivo" }, { "guest": "ana@supplier.example" }]);
    pushed(&house, &[both.clone(), both.clone(), json!([{ "member": "ivo" }]), both.clone()]).await;
    house.staff("rita").decide(&step_id("dwg-7", "t1"), "approve", None).await.expect(200);

    let removed = olivia.post_once("/v1/members/rita/remove", "rita", &json!({})).await.expect(200).body;
    let due = json!({ "at": "2026-12-01T20:00:00Z", "zone": "Europe/Lisbon" });
    let expected = json!({
        "sub": "rita", "member": false, "shares": [], "steps": [of_t(0, &due), of_t(3, &json!(null))],
        "more_steps": false,
    });
    assert_eq!(removed, expected, "what she decided is decided, and others have theirs");
    let again = olivia.post_once("/v1/members/rita/remove", "rita", &json!({})).await.expect(200).body;
    assert_eq!(again, expected);

    let assignees = |run: &Value, n: usize| run["tasks"][n]["step"]["assignees"].clone();
    let run = carla.get(RUN).await.expect(200).body;
    let marked = json!([{ "member": "rita", "left": true }, { "member": "ivo" }, { "guest": "ana@supplier.example" }]);
    assert_eq!(assignees(&run, 0), marked);
    assert_eq!(assignees(&run, 2), json!([{ "member": "ivo" }]));
    for n in [0, 3] {
        let reassign = removed["steps"][usize::from(n > 0)]["reassign"].as_str().unwrap();
        carla.post(reassign, &json!({ "from": { "member": "rita" }, "to": "vera" })).await.expect(200);
    }
    let run = carla.get(RUN).await.expect(200).body;
    let now = json!([{ "member": "vera" }, { "member": "ivo" }, { "guest": "ana@supplier.example" }]);
    assert_eq!((assignees(&run, 0), assignees(&run, 3)), (now.clone(), now));
}

#[tokio::test(flavor = "multi_thread")]
async fn out_of_a_project_the_steps_there_are_told_and_who_is_a_member_still_can_do_them() {
    let house = house().await;
    house.staff("olivia").patch("/v1/members/ivo", &json!({ "roles": { "tower": "viewer" } })).await.expect(200);
    pushed(&house, &[json!([{ "member": "ivo" }])]).await;
    let tower = json!({ "title": "Tower", "tasks": [
        { "id": "t0", "title": "Elsewhere", "step": { "kind": "review", "assignees": [{ "member": "ivo" }] } },
    ] });
    house.staff("olivia").put("/v1/projects/tower/runs/dwg-8", &tower).await.expect(201);

    let out = json!({ "project": "procurement" });
    let removed = house.staff("paula").post("/v1/members/ivo/remove", &out).await.expect(200).body;
    let due = json!({ "at": "2026-12-01T20:00:00Z", "zone": "Europe/Lisbon" });
    assert_eq!((&removed["member"], &removed["steps"]), (&json!(true), &json!([of_t(0, &due)])));
    let run = house.staff("carla").get(RUN).await.expect(200).body;
    assert_eq!(run["tasks"][0]["step"]["assignees"], json!([{ "member": "ivo" }]), "it is theirs still");
    house.staff("ivo").decide(&step_id("dwg-7", "t0"), "approve", None).await.expect(200);

    let out = json!({ "project": "tower" });
    let removed = house.staff("olivia").post("/v1/members/ivo/remove", &out).await.expect(200).body;
    assert_eq!((&removed["member"], &removed["steps"][0]["project"]), (&json!(false), &json!("tower")));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_very_many_steps_leaves_48_of_them_named_and_the_answer_says_that_there_are_more() {
    let house = house().await;
    let rita = json!([{ "member": "rita" }]);
    for (run, steps) in [("r0", 48), ("r1", 1)] {
        let step = json!({ "kind": "acknowledge", "assignees": rita });
        let task = |n| json!({ "id": format!("t{n}"), "title": "Read", "step": step });
        let flow = json!({ "title": run, "tasks": (0..steps).map(task).collect::<Vec<_>>() });
        house.staff("carla").put(&format!("/v1/projects/procurement/runs/{run}"), &flow).await.expect(201);
    }
    let removed = house.staff("olivia").post("/v1/members/rita/remove", &json!({})).await.expect(200).body;
    assert_eq!(removed["steps"].as_array().unwrap().len(), 48);
    assert_eq!(removed["more_steps"], true);
    let run = house.staff("carla").get("/v1/projects/procurement/runs/r1").await.expect(200).body;
    assert_eq!(run["tasks"][0]["step"]["assignees"], json!([{ "member": "rita", "left": true }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_left_stays_named_in_the_steps_that_they_had_and_gets_no_new_ones() {
    let house = house().await;
    let (carla, olivia) = (house.staff("carla"), house.staff("olivia"));
    let named = json!([{ "member": "rita" }]);
    pushed(&house, &[named.clone(), named]).await;
    house.staff("rita").decide(&step_id("dwg-7", "t0"), "approve", None).await.expect(200);
    olivia.post("/v1/members/rita/remove", &json!({})).await.expect(200);

    let step = |assignees: Value| json!({ "kind": "review", "assignees": assignees, "rule": "all" });
    let due = json!({ "at": "2026-12-01T20:00:00Z", "zone": "Europe/Lisbon" });
    let mut done = json!({ "id": "t0", "title": "Step 0", "step": step(json!([{ "member": "rita" }])) });
    done["step"]["due"] = due;
    let open = json!({ "id": "t1", "title": "Step 1", "after": ["t0"], "step": step(json!([{ "member": "rita" }])) });
    let run = |tasks: Value| json!({ "title": "DWG 7", "tasks": tasks });
    carla.put(RUN, &run(json!([done, open]))).await.expect(200);
    let others = json!({ "id": "t1", "title": "Step 1", "after": ["t0"], "step": step(json!([{ "member": "vera" }])) });
    let added = json!({ "id": "t2", "title": "Step 2", "step": step(json!([{ "member": "ivo" }])) });
    carla.put(RUN, &run(json!([done, others, added]))).await.expect(200);

    let new = json!({ "id": "t3", "title": "Step 3", "step": step(json!([{ "member": "rita" }])) });
    let mut anew = done.clone();
    anew["cycle"] = json!(2);
    for (tasks, at) in [(json!([done, others, added, new]), 3), (json!([anew, others, added]), 0)] {
        let refused = carla.put(RUN, &run(tasks)).await.expect(422).body;
        let expected = (json!(format!("/tasks/{at}/step/assignees/0")), json!("unknown_member"));
        assert_eq!((refused["errors"][0]["pointer"].clone(), refused["errors"][0]["code"].clone()), expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_admin_who_takes_the_last_role_away_learns_of_no_steps_in_other_projects() {
    let house = house().await;
    let olivia = house.staff("olivia");
    olivia.patch("/v1/members/ivo", &json!({ "roles": { "tower": "viewer" } })).await.expect(200);
    pushed(&house, &[json!([{ "member": "ivo" }])]).await;
    let tower = json!({ "title": "Tower", "tasks": [
        { "id": "t0", "title": "Elsewhere", "step": { "kind": "review", "assignees": [{ "member": "ivo" }] } },
    ] });
    olivia.put("/v1/projects/tower/runs/dwg-8", &tower).await.expect(201);
    olivia.post("/v1/members/ivo/remove", &json!({ "project": "tower" })).await.expect(200);

    let out = json!({ "project": "procurement" });
    let removed = house.staff("paula").post("/v1/members/ivo/remove", &out).await.expect(200);
    let due = json!({ "at": "2026-12-01T20:00:00Z", "zone": "Europe/Lisbon" });
    assert_eq!((&removed.body["member"], &removed.body["steps"]), (&json!(false), &json!([of_t(0, &due)])));
    assert!(!removed.text.contains("tower") && !removed.text.contains("Elsewhere"), "{}", removed.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shares_of_who_could_create_none_are_not_told() {
    let house = house().await;
    let olivia = house.staff("olivia");
    olivia.patch("/v1/members/ivo", &json!({ "roles": { "tower": "viewer" } })).await.expect(200);
    let removed = olivia.post("/v1/members/ivo/remove", &json!({})).await.expect(200).body;
    assert_eq!(removed["shares"], json!(["/v1/shares?project=procurement"]), "a viewer creates none in tower");
}
