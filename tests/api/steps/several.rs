//! One link by which a guest decides in several steps, and does other things too.

use serde_json::{Value, json};

use super::{MONDAY, RUN};
use crate::house::{Guest, House, Share, Staff, step_id};

const HAND_BACK: &str = "/v1/projects/procurement/runs/dwg-7/tasks/draft/hand-back";

/// Ana sends the draft. By one link, Rui reviews it twice, each time together with Vera, and signs.
fn flow() -> Value {
    let amount = json!({ "id": "amount", "label": "Amount", "type": "short_text" });
    let review = json!({
        "kind": "review", "rule": "all", "reviews": ["draft"],
        "assignees": [{ "member": "vera" }, { "guest": "rui@certifier.example" }],
    });
    json!({ "title": "DWG 7", "tasks": [
        { "id": "draft", "title": "Draft", "fields": [amount] },
        { "id": "first", "title": "First", "after": ["draft"], "step": review },
        { "id": "second", "title": "Second", "after": ["draft"], "step": review },
        { "id": "sign", "title": "Sign", "after": ["draft"] },
    ] })
}

struct Scene<'a> {
    carla: Staff<'a>,
    ana: Guest<'a>,
    rui: Guest<'a>,
    work: Share,
    link: Share,
}

/// The draft is sent, and Rui has opened the link to these tasks.
async fn scene<'a>(house: &'a House, tasks: &[&str]) -> Scene<'a> {
    let carla = house.staff("carla");
    carla.put(RUN, &flow()).await.expect(201);
    let scope = |tasks: &[&str]| json!({ "type": "tasks", "run": "dwg-7", "tasks": tasks });
    let work = carla.create(|terms| terms["scope"] = scope(&["draft"])).await;
    let link = carla
        .create(|terms| {
            terms["scope"] = scope(tasks);
            terms["recipient"] = json!({ "name": "Rui Reis", "email": "rui@certifier.example", "locale": "en" });
            terms["permissions"] = json!(["read_files", "respond", "complete_task"]);
        })
        .await;
    let scene = Scene { carla, ana: house.guest(), rui: house.guest(), work, link };
    scene.ana.open(&scene.work).await.expect(200);
    scene.send("100").await;
    scene.rui.open_with_code(&scene.link).await.expect(200);
    scene
}

impl Scene<'_> {
    async fn send(&self, amount: &str) {
        self.ana.save(&self.work, "draft", json!({ "amount": amount })).await.expect(200);
        self.ana.complete(&self.work, "draft").await.expect(200);
    }

    async fn approve(&self, task: &str) {
        self.rui.decide(&self.link, task, ("approve", None)).await.expect(200);
    }

    async fn hand_back(&self) -> Value {
        let returned = json!([{ "field": "amount", "reason": "Are you sure?" }]);
        let back = json!({ "returned": returned, "force": true });
        self.carla.post(HAND_BACK, &back).await.expect(200).body
    }

    async fn standing(&self) -> Value {
        self.carla.get(&format!("/v1/shares/{}", self.link.id)).await.expect(200).body["status"].clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_is_over_once_all_is_done_or_decided_in_whichever_order() {
    for decides_first in [true, false] {
        let house = House::at(MONDAY).await;
        let scene = scene(&house, &["first", "sign"]).await;
        if decides_first {
            scene.approve("first").await;
            assert_eq!(scene.standing().await, "active", "there is something left to do");
        }
        scene.rui.complete(&scene.link, "sign").await.expect(200);
        if !decides_first {
            scene.approve("first").await;
        }
        assert_eq!(scene.standing().await, "completed", "decides first: {decides_first}");
        let first = scene.carla.get(RUN).await.expect(200).body["tasks"][1].clone();
        assert_eq!(first["state"], "open", "Vera has not decided");
        house.balance().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_of_two_decisions_is_over_with_the_second() {
    let house = House::at(MONDAY).await;
    let scene = scene(&house, &["first", "second"]).await;
    scene.approve("second").await;
    assert_eq!(scene.standing().await, "active");
    scene.approve("first").await;
    assert_eq!(scene.standing().await, "completed");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_handed_back_sets_both_decisions_of_one_link_aside() {
    let house = House::at(MONDAY).await;
    let scene = scene(&house, &["first", "second"]).await;
    scene.approve("first").await;
    scene.approve("second").await;
    let back = scene.hand_back().await;
    assert_eq!(back["set_aside"], json!(["first", "second"]));
    let asked: Vec<_> = back["asked"].as_array().unwrap().iter().map(|one| &one["share"]).collect();
    assert_eq!(asked, [&json!(scene.work.id), &json!(scene.link.id)], "each once");
    let trail = scene.carla.records(&scene.link.id).await;
    let told = trail.iter().filter(|record| record["kind"] == "share.decision_set_aside");
    let told: Vec<_> = told.map(|record| &record["facts"]["task"]).collect();
    assert_eq!(told, [&json!("first"), &json!("second")]);
    scene.send("1000").await;
    assert_eq!(scene.standing().await, "active");
    scene.approve("first").await;
    assert_eq!(scene.standing().await, "active", "what was decided before counts no more");
    scene.approve("second").await;
    assert_eq!(scene.standing().await, "completed");
    let vera = house.staff("vera");
    for task in ["first", "second"] {
        let own = vera.decide(&step_id("dwg-7", task), "approve", None).await.expect(200).body;
        assert_eq!(own["result"], "approve");
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_by_which_somebody_decides_has_64_tasks_at_most() {
    let house = House::at(MONDAY).await;
    let tasks: Vec<_> = (0..65).map(|n| json!({ "id": format!("t{n}"), "title": "T" })).collect();
    house.staff("carla").put(RUN, &json!({ "title": "DWG 7", "tasks": tasks })).await.expect(201);
    let mut terms = crate::house::terms();
    let names: Vec<_> = (0..65).map(|n| format!("t{n}")).collect();
    terms["permissions"] = json!(["respond", "complete_task"]);
    for (tasks, status) in [(&names[..64], 201), (&names[..], 422)] {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": tasks });
        let told = house.staff("carla").post("/v1/shares", &terms).await.expect(status);
        assert_eq!(told.errors(), if status == 422 { vec!["/scope/tasks too_many_to_decide"] } else { vec![] });
    }
    terms["permissions"] = json!(["complete_task"]);
    house.staff("carla").post("/v1/shares", &terms).await.expect(201);
}
