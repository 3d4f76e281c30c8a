//! Nobody decides on what they have not read: what changed in between refuses a decision, with nothing written.

use serde_json::{Value, json};

use super::{Drafted, MONDAY, RUN, drafted, flow, review, step_id};
use crate::house::{House, Reply, Staff};

async fn respond(who: &Staff<'_>, step: &str, body: &Value) -> Reply {
    who.post(&format!("/v1/steps/{step}/respond"), body).await
}

/// Who read what stood before is refused, leaves nothing, and decides once they have read again.
async fn is_to_be_read_again(house: &House, who: &Staff<'_>, (step, read): (&str, &Value)) {
    let before = house.rows(vestibule_local::Names::TRAIL).await.len();
    let refused = respond(who, step, read).await.expect(412);
    assert_eq!(refused.problem(), "stale");
    assert_eq!(house.rows(vestibule_local::Names::TRAIL).await.len(), before);
    let page = who.get(&format!("/v1/steps/{step}")).await.expect(200).body;
    let again = json!({ "decision": "approve", "basis": page["basis"] });
    respond(who, step, &again).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_description_that_was_pushed_since() {
    let house = House::at(MONDAY).await;
    let terms = review(|_| {});
    let Drafted { step, .. } = drafted(&house, &terms).await;
    let read = house.decision(&step, "approve", None).await;
    let mut other = flow(&terms);
    other["tasks"][1]["description"] = json!("And a clause more.");
    house.staff("carla").put(RUN, &other).await.expect(200);
    is_to_be_read_again(&house, &house.staff("vera"), (&step, &read)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_leaves_the_step_as_it_is_changes_nothing_for_its_readers() {
    let house = House::at(MONDAY).await;
    let terms = review(|_| {});
    let Drafted { step, .. } = drafted(&house, &terms).await;
    let read = house.decision(&step, "approve", None).await;
    let mut other = flow(&terms);
    other["tasks"][2]["title"] = json!("Release, later");
    house.staff("carla").put(RUN, &other).await.expect(200);
    respond(&house.staff("vera"), &step, &read).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_handed_back_under_review_and_sent_again() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let mut flow = flow(&review(|step| step["reviews"] = json!(["draft"])));
    flow["tasks"][0]["fields"] = json!([{ "id": "amount", "label": "Amount", "type": "short_text" }]);
    carla.put(RUN, &flow).await.expect(201);
    let share = carla.create(|terms| terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["draft"] }));
    let (share, ana, step) = (share.await, house.guest(), step_id("dwg-7", "review"));
    ana.open(&share).await.expect(200);
    let draft = format!("/p/{}/tasks/draft/draft", share.id);
    ana.post(&draft, &json!({ "base": 0, "answers": { "amount": "100" } })).await.expect(200);
    ana.complete(&share, "draft").await.expect(200);
    let read = house.decision(&step, "approve", None).await;
    let back = json!({ "returned": [{ "field": "amount", "reason": "Are you sure?" }] });
    carla.post(&format!("{RUN}/tasks/draft/hand-back"), &back).await.expect(200);
    let version = ana.task(&share, "draft").await["version"].clone();
    ana.post(&draft, &json!({ "base": version, "answers": { "amount": "1000000" } })).await.expect(200);
    ana.complete(&share, "draft").await.expect(200);
    is_to_be_read_again(&house, &house.staff("vera"), (&step, &read)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_of_a_colleague_and_not_ones_own() {
    let house = House::at(MONDAY).await;
    let Drafted { step, .. } = drafted(&house, &review(|step| step["rule"] = json!("all"))).await;
    let (vera, ivo) = (house.staff("vera"), house.staff("ivo"));
    let read = house.decision(&step, "approve", None).await;
    let answer = json!({ "base": 0, "answers": { "note": "Mind the gap" } });
    ivo.post(&format!("/v1/steps/{step}/draft"), &answer).await.expect(200);
    is_to_be_read_again(&house, &vera, (&step, &read)).await;
    respond(&ivo, &step, &read).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_says_what_was_read() {
    let house = House::at(MONDAY).await;
    let Drafted { step, .. } = drafted(&house, &review(|_| {})).await;
    let vera = house.staff("vera");
    respond(&vera, &step, &json!({ "decision": "approve" })).await.expect(400);
    let refused = respond(&vera, &step, &json!({ "decision": "approve", "basis": "all of it" })).await.expect(422);
    assert_eq!(refused.body["errors"][0]["pointer"], "/basis");
    let of_none = json!({ "decision": "approve", "basis": crate::house::NO_BASIS });
    respond(&vera, &step, &of_none).await.expect(412);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_colleague_changed_by_a_link_to_the_deciders_address() {
    let house = House::at(MONDAY).await;
    let mut flow = flow(&review(|step| step["assignees"] = json!([{ "member": "rita" }])));
    flow["tasks"][1]["fields"] = json!([{ "id": "amount", "label": "Amount", "type": "short_text" }]);
    flow["tasks"][1]["after"] = json!([]);
    house.staff("carla").put(RUN, &flow).await.expect(201);
    let (rita, step) = (house.staff("rita"), step_id("dwg-7", "review"));
    let draft = |base: u64, amount: &str| json!({ "base": base, "answers": { "amount": amount } });
    rita.post(&format!("/v1/steps/{step}/draft"), &draft(0, "100")).await.expect(200);
    let read = house.decision(&step, "approve", None).await;
    rita.post(&format!("/v1/steps/{step}/draft"), &draft(1, "101")).await.expect(200);
    let ivo = house.staff("ivo");
    let share = ivo.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
        terms["recipient"] = json!({ "name": "Rita", "email": "Rita@certifier.example" });
        terms["permissions"] = json!(["fill_fields"]);
        terms["delivery"] = json!("link");
    });
    let (share, carried) = (share.await, house.guest());
    carried.open(&share).await.expect(200);
    carried.post(&format!("/p/{}/tasks/review/draft", share.id), &draft(2, "1000000")).await.expect(200);
    is_to_be_read_again(&house, &rita, (&step, &read)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_terms_under_which_one_decides() {
    let house = House::at(MONDAY).await;
    let terms = review(|step| step["rule"] = json!("all"));
    let Drafted { step, .. } = drafted(&house, &terms).await;
    let read = house.decision(&step, "approve", None).await;
    house.staff("carla").put(RUN, &flow(&review(|step| step["rule"] = json!("any")))).await.expect(200);
    is_to_be_read_again(&house, &house.staff("vera"), (&step, &read)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_of_an_earlier_cycle() {
    let house = House::at(MONDAY).await;
    let terms = review(|_| {});
    let Drafted { step, .. } = drafted(&house, &terms).await;
    let vera = house.staff("vera");
    let read = house.decision(&step, "reject", Some("Too short.")).await;
    respond(&vera, &step, &read).await.expect(200);
    let mut anew = flow(&terms);
    anew["tasks"][1]["cycle"] = json!(2);
    house.staff("carla").put(RUN, &anew).await.expect(200);
    is_to_be_read_again(&house, &vera, (&step, &read)).await;
}
