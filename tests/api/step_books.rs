//! What stands in the tables balances after each act in a step, by member, responder or guest.

use serde_json::{Value, json};

use crate::{
    house::{House, Reply, Staff},
    steps::flow,
};

const RUN: &str = "/v1/projects/procurement/runs/dwg-7";

/// Vera, Ivo and the guest have to agree.
fn review() -> Value {
    let assignees = json!([{ "member": "vera" }, { "member": "ivo" }, { "guest": "ana@supplier.example" }]);
    json!({ "kind": "review", "assignees": assignees, "rule": "all", "withdrawable": true })
}

async fn decide(who: &Staff<'_>, step: &str, decision: &str) -> Reply {
    who.decide(step.trim_start_matches("/v1/steps/"), decision, Some("See page 3")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_books_balance_after_each_act_in_a_step_and_after_its_next_cycle() {
    let house = House::at("2026-11-23T12:00:00Z").await;
    let (carla, vera, olivia) = (house.staff("carla"), house.staff("vera"), house.staff("olivia"));
    carla.put(RUN, &flow(&review())).await.expect(201);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["draft", "review"] });
        terms["permissions"] = json!(["fill_fields", "complete_task", "respond"]);
    });
    let (share, guest) = (share.await, house.guest());
    guest.open_with_code(&share).await.expect(200);
    guest.complete(&share, "draft").await.expect(200);
    let listed = vera.get("/v1/steps").await.expect(200).body;
    let step = format!("/v1/steps/{}", listed["steps"][0]["id"].as_str().unwrap());
    house.balance().await;

    vera.post(&format!("{step}/draft"), &json!({ "base": 0, "answers": { "note": "Fine" } })).await.expect(200);
    decide(&vera, &step, "approve").await.expect(200);
    house.balance().await;
    vera.post(&format!("{step}/withdraw"), &json!({})).await.expect(200);
    house.balance().await;
    vera.post(&format!("{step}/delegate"), &json!({ "to": "olivia" })).await.expect(200);
    let given = json!({ "from": { "member": "ivo" }, "to": "vera" });
    carla.post(&format!("{RUN}/tasks/review/reassign"), &given).await.expect(200);
    house.balance().await;
    decide(&olivia, &step, "approve").await.expect(200);
    guest.decide(&share, "review", ("reject", Some("Not to scale"))).await.expect(200);
    decide(&vera, &step, "approve").await.expect(409);
    house.balance().await;

    let mut again = flow(&review());
    again["tasks"][1]["cycle"] = json!(2);
    carla.put(RUN, &again).await.expect(200);
    house.balance().await;
    decide(&vera, &step, "return_for_revision").await.expect(200);
    house.balance().await;
}
