//! Who worked in a task is known when they decide on it, whichever way they come and however often it opened again.

use serde_json::{Value, json};
use vestibule_domain::value::Digest;

use super::{MONDAY, RUN, flow, review};
use crate::house::{House, Staff, step_id};

const PDF: &[u8] = b"%PDF-1.7 drawing";

/// The draft is Rita's and Ivo's, and Rita's address decides on it by a link.
fn in_cycle(cycle: u16) -> Value {
    let mut flow = flow(&review(|step| {
        step["kind"] = json!("approve");
        step["not_by"] = json!(["draft"]);
        step["assignees"] = json!([{ "guest": "rita@certifier.example" }]);
    }));
    flow["tasks"][0]["fields"] = json!([{ "id": "sheet", "label": "Sheet", "type": "file" }]);
    flow["tasks"][0]["step"] = json!({ "kind": "work", "assignees": [{ "member": "rita" }, { "member": "ivo" }] });
    for task in 0..2 {
        flow["tasks"][task]["cycle"] = json!(cycle);
    }
    flow
}

async fn complete(who: &Staff<'_>, house: &House) {
    let step = step_id("dwg-7", "draft");
    let read = json!({ "basis": house.basis(&step).await });
    who.post(&format!("/v1/steps/{step}/complete"), &read).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_file_still_stands_in_a_new_cycle_does_not_decide_on_it_by_a_link_to_their_address() {
    let house = House::at(MONDAY).await;
    let (carla, rita, ivo) = (house.staff("carla"), house.staff("rita"), house.staff("ivo"));
    carla.put(RUN, &in_cycle(1)).await.expect(201);
    let own = format!("/v1/steps/{}", step_id("dwg-7", "draft"));
    let file = json!({
        "field": "sheet", "name": "sheet.pdf", "type": "application/pdf", "size": PDF.len(),
        "sha256": Digest::of(PDF).to_string(),
    });
    let way_in = rita.post(&format!("{own}/uploads"), &file).await.expect(201).body;
    house.guest().send(&way_in, PDF).await.expect(200);
    let id = way_in["id"].as_str().unwrap();
    rita.post(&format!("{own}/uploads/{id}/settle"), &json!({})).await.expect(200);
    complete(&rita, &house).await;
    let link = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
        terms["recipient"]["email"] = json!("rita@certifier.example");
        terms["permissions"] = json!(["respond"]);
    });
    let (link, guest) = (link.await, house.guest());
    guest.open_with_code(&link).await.expect(200);
    guest.decide(&link, "review", ("approve", None)).await.expect(403);
    carla.put(RUN, &in_cycle(2)).await.expect(200);
    complete(&ivo, &house).await;
    guest.decide(&link, "review", ("approve", None)).await.expect(403);
}

/// Carla carries a link, does the work by it herself, and is mailed a link of her own to decide on it.
#[tokio::test(flavor = "multi_thread")]
async fn who_carries_the_link_by_which_the_work_was_done_decides_on_it_by_no_link_to_their_address() {
    let house = House::at(MONDAY).await;
    let (carla, guest) = (house.staff("carla"), house.guest());
    let mut flow = in_cycle(1);
    flow["tasks"][0] = json!({ "id": "draft", "title": "Draft" });
    flow["tasks"][1]["step"]["assignees"] = json!([{ "guest": "carla@acme.example" }]);
    carla.put(RUN, &flow).await.expect(201);
    let scope = |task: &str| json!({ "type": "tasks", "run": "dwg-7", "tasks": [task] });
    let carried = carla.create(|terms| terms["scope"] = scope("draft")).await;
    guest.open(&carried).await.expect(200);
    guest.complete(&carried, "draft").await.expect(200);
    let own = carla
        .create(|terms| {
            terms["scope"] = scope("review");
            terms["recipient"]["email"] = json!("carla@acme.example");
            terms["permissions"] = json!(["respond"]);
        })
        .await;
    let herself = house.guest();
    herself.open_with_code(&own).await.expect(200);
    assert_eq!(herself.task(&own, "review").await["step"]["barred_by"], "draft");
    herself.decide(&own, "review", ("approve", None)).await.expect(403);
}

/// Where a link that anybody opens decides, too: who carries it may have been the one.
#[tokio::test(flavor = "multi_thread")]
async fn who_carries_a_link_by_which_somebody_decided_is_barred_whether_that_was_the_last_decision_or_not() {
    for carried_first in [true, false] {
        let house = House::at(MONDAY).await;
        house.org_policy(json!({ "decision_code_required": false })).await;
        let carla = house.staff("carla");
        let guests = ["gil@certifier.example", "gus@certifier.example"];
        let [first, second] = guests.map(|guest| json!({ "guest": guest }));
        let mut flow = flow(&review(|step| {
            step["assignees"] = json!([first, second]);
            step["rule"] = json!("all");
        }));
        let own = json!({ "kind": "approve", "not_by": ["review"], "assignees": [{ "member": "carla" }] });
        flow["tasks"][2]["step"] = own;
        flow["tasks"].as_array_mut().unwrap().remove(0);
        flow["tasks"][0].as_object_mut().unwrap().remove("after");
        carla.put(RUN, &flow).await.expect(201);
        let mut links = vec![];
        for (guest, code) in guests.iter().zip([false, true]) {
            let link = carla.create(|terms| {
                terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
                terms["recipient"]["email"] = json!(guest);
                terms["permissions"] = json!(["respond"]);
                terms["code"] = json!(code);
            });
            links.push((link.await, code));
        }
        if !carried_first {
            links.reverse();
        }
        for (link, code) in &links {
            let guest = house.guest();
            let opened = if *code { guest.open_with_code(link).await } else { guest.open(link).await };
            opened.expect(200);
            guest.decide(link, "review", ("approve", None)).await.expect(200);
        }
        let refused = carla.decide(&step_id("dwg-7", "release"), "approve", None).await.expect(403);
        assert!(refused.text.contains("Who did the work in the task review"), "{carried_first}: {}", refused.text);
    }
}
