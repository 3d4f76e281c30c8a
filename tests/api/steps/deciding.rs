//! Who decides, under each rule, and what it comes to.

use serde_json::{Value, json};

use super::{Drafted, MONDAY, RUN, drafted, flow, respond, review, steps, turn};
use crate::house::{House, Staff, at_once, statuses, step_id};

#[tokio::test(flavor = "multi_thread")]
async fn where_any_decides_the_second_is_told_who_has_when_and_what() {
    let house = House::at(MONDAY).await;
    let Drafted { step, .. } = drafted(&house, &review(|_| {})).await;
    respond(&house.staff("vera"), &step, "reject").await.expect(200);
    let late = respond(&house.staff("ivo"), &step, "approve").await.expect(409).body;
    assert_eq!(
        (&late["code"], &late["by"], &late["decision"]),
        (&json!("decided"), &json!("Vera Nunes"), &json!("reject"))
    );
    assert_eq!(late["completed_at"], MONDAY);
    assert_eq!(turn(&house, 2).await, "waiting", "a rejected step holds what comes after");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_all_decide_each_counts_and_one_can_be_taken_back_until_the_last() {
    let house = House::at(MONDAY).await;
    let all = review(|step| {
        step["rule"] = json!("all");
        step["withdrawable"] = json!(true);
    });
    let Drafted { step, .. } = drafted(&house, &all).await;
    let (vera, ivo) = (house.staff("vera"), house.staff("ivo"));
    let at = |what: &str| format!("/v1/steps/{step}/{what}");
    let draft = json!({ "base": 0, "answers": { "note": "Fine" } });
    vera.post(&at("draft"), &draft).await.expect(200);
    let open = respond(&vera, &step, "approve").await.expect(200).body;
    assert_eq!((&open["state"], &open["decision"], &open["result"]), (&json!("open"), &json!("approve"), &Value::Null));
    assert_eq!((steps(&vera, "to_do").await, steps(&ivo, "to_do").await), (vec![], vec![step.clone()]));
    let changed = json!({ "base": 1, "answers": { "note": "Not so fine" } });
    let refused = ivo.post(&at("draft"), &changed).await.expect(409).body;
    assert_eq!((&refused["code"], &refused["by"]), (&json!("being_decided"), &json!("Vera Nunes")));
    vera.post(&at("withdraw"), &json!({})).await.expect(200);
    assert_eq!(steps(&vera, "to_do").await, [&*step]);
    ivo.post(&at("draft"), &changed).await.expect(200);
    respond(&vera, &step, "approve").await.expect(200);
    let last = respond(&ivo, &step, "approve").await.expect(200).body;
    assert_eq!(last["result"], "approve");
    assert_eq!(vera.post(&at("withdraw"), &json!({})).await.expect(409).body["code"], "decided");
}

#[tokio::test(flavor = "multi_thread")]
async fn under_each_rule_two_who_decide_at_once_come_to_one_result() {
    for (rule, expected) in [("any", [(200, 1), (409, 1)].as_slice()), ("all", &[(200, 2)]), ("majority", &[(200, 2)])]
    {
        let house = House::at(MONDAY).await;
        let Drafted { step, .. } = drafted(&house, &review(|step| step["rule"] = json!(rule))).await;
        let people = [house.staff("vera"), house.staff("ivo")];
        let approve = house.decision(&step, "approve", None).await;
        let decide = |who: &Staff<'_>| who.request("POST", &format!("/v1/steps/{step}/respond")).json(&approve);
        assert_eq!(statuses(&at_once(people.iter().map(decide).collect()).await), expected, "{rule}");
        assert_eq!(turn(&house, 1).await, "completed", "{rule}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_did_the_work_may_not_decide_on_it_also_by_another_way_in() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let step = review(|step| step["not_by"] = json!(["draft"]));
    carla.put(RUN, &flow(&step)).await.expect(201);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["draft"] });
        terms["recipient"]["email"] = json!("vera@acme.example");
    });
    let (share, guest) = (share.await, house.guest());
    guest.open(&share).await.expect(200);
    guest.complete(&share, "draft").await.expect(200);
    let step = step_id("dwg-7", "review");
    for (who, barred_by) in [("vera", json!("draft")), ("ivo", Value::Null)] {
        let page = house.staff(who).get(&format!("/v1/steps/{step}")).await.expect(200).body;
        assert_eq!(page["barred_by"], barred_by, "{who}");
    }
    respond(&house.staff("vera"), &step, "approve").await.expect(403);
    respond(&house.staff("ivo"), &step, "approve").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_worked_signed_in_may_not_decide_as_a_guest() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let mut flow = flow(&review(|step| {
        step["not_by"] = json!(["draft"]);
        step["assignees"] = json!([{ "guest": "vera@acme.example" }, { "member": "ivo" }]);
    }));
    flow["tasks"][0]["step"] = json!({ "kind": "work", "assignees": [{ "member": "vera" }] });
    carla.put(RUN, &flow).await.expect(201);
    let draft = format!("/v1/steps/{}/complete", step_id("dwg-7", "draft"));
    let read = json!({ "basis": house.basis(&step_id("dwg-7", "draft")).await });
    house.staff("vera").post(&draft, &read).await.expect(200);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
        terms["recipient"]["email"] = json!("Vera@acme.example");
        terms["permissions"] = json!(["respond"]);
    });
    let (share, guest) = (share.await, house.guest());
    guest.open_with_code(&share).await.expect(200);
    let task = guest.task(&share, "review").await;
    assert_eq!((&task["step"]["barred_by"], &task["step"]["decisions"]), (&json!("draft"), &json!([])));
    let page = guest.page(&format!("/p/{}", share.id)).await.expect(200).text;
    assert!(page.contains("You did the work that this is about, so others decide here."), "{page}");
    assert!(page.contains("For others to decide") && !page.contains("name=\"decision:"), "{page}");
    assert!(!page.contains("Your decision is still missing"), "{page}");
    guest.decide(&share, "review", ("approve", None)).await.expect(403);
    respond(&house.staff("ivo"), &step_id("dwg-7", "review"), "approve").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wrote_what_another_sent_may_not_decide_on_it_by_either_way_in() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let mut flow = flow(&review(|step| {
        step["not_by"] = json!(["draft"]);
        step["assignees"] = json!([{ "member": "vera" }, { "member": "ivo" }, { "guest": "olivia@acme.example" }]);
    }));
    flow["tasks"][0]["fields"] = json!([
        { "id": "scale", "label": "Scale", "type": "short_text" }, { "id": "sheet", "label": "Sheet", "type": "short_text" },
        { "id": "note", "label": "Note", "type": "short_text" },
    ]);
    flow["tasks"][0]["step"] = json!({ "kind": "work", "assignees": [{ "member": "olivia" }, { "member": "carla" }] });
    carla.put(RUN, &flow).await.expect(201);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["draft"] });
        terms["recipient"]["email"] = json!("vera@acme.example");
    });
    let (share, guest) = (share.await, house.guest());
    guest.open(&share).await.expect(200);
    let draft = |base: u64, field: &str, text: &str| json!({ "base": base, "answers": { field: text } });
    guest.post(&format!("/p/{}/tasks/draft/draft", share.id), &draft(0, "scale", "1:50")).await.expect(200);
    let own = format!("/v1/steps/{}", step_id("dwg-7", "draft"));
    house.staff("olivia").post(&format!("{own}/draft"), &draft(1, "sheet", "3")).await.expect(200);
    let read = json!({ "basis": house.basis(&step_id("dwg-7", "draft")).await });
    carla.post(&format!("{own}/complete"), &read).await.expect(200);
    let step = step_id("dwg-7", "review");
    respond(&house.staff("vera"), &step, "approve").await.expect(403);
    let hers = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
        terms["recipient"]["email"] = json!("olivia@acme.example");
        terms["permissions"] = json!(["respond"]);
    });
    let (hers, guest) = (hers.await, house.guest());
    guest.open_with_code(&hers).await.expect(200);
    guest.decide(&hers, "review", ("approve", None)).await.expect(403);
    respond(&house.staff("ivo"), &step, "approve").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sent_what_was_handed_back_may_not_decide_on_what_somebody_else_sent_then() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let mut flow = flow(&review(|step| step["not_by"] = json!(["draft"])));
    flow["tasks"][0]["fields"] = json!([{ "id": "scale", "label": "Scale", "type": "short_text" }]);
    carla.put(RUN, &flow).await.expect(201);
    let guests = ["vera@acme.example", "ana@supplier.example"].map(|email| {
        carla.create(move |terms| {
            terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["draft"] });
            terms["recipient"]["email"] = json!(email);
        })
    });
    let [first, second] = guests;
    let (first, second, guest) = (first.await, second.await, house.guest());
    guest.open(&first).await.expect(200);
    guest.open(&second).await.expect(200);
    guest.complete(&first, "draft").await.expect(200);
    let back = json!({ "returned": [{ "field": "scale", "reason": "Which sheet?" }] });
    carla.post(&format!("{RUN}/tasks/draft/hand-back"), &back).await.expect(200);
    let anew = json!({ "base": 0, "answers": { "scale": "1:50" } });
    guest.post(&format!("/p/{}/tasks/draft/draft", second.id), &anew).await.expect(200);
    guest.complete(&second, "draft").await.expect(200);
    let step = step_id("dwg-7", "review");
    respond(&house.staff("vera"), &step, "approve").await.expect(403);
    respond(&house.staff("ivo"), &step, "approve").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_decides_by_their_share_which_is_over_then_and_keeps_the_receipt() {
    let house = House::at(MONDAY).await;
    let step = review(|step| step["assignees"] = json!([{ "guest": "Ana@supplier.example" }, { "member": "vera" }]));
    let Drafted { share, .. } = drafted(&house, &step).await;
    let (guest, carla) = (house.guest(), house.staff("carla"));
    let mine = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
        terms["permissions"] = json!(["read_files", "respond"]);
    });
    let mine = mine.await;
    guest.open_with_code(&mine).await.expect(200);
    let work = guest.get(&format!("/p/{}", mine.id)).await.expect(200).body;
    assert_eq!(work["tasks"][0]["step"]["decisions"].as_array().unwrap().len(), 4);
    guest.decide(&mine, "review", ("reject", None)).await.expect(422);
    let reject = ("reject", Some("Not to scale"));
    let decided = guest.decide(&mine, "review", reject).await.expect(200).body;
    assert_eq!((&decided["step"]["decision"], &decided["step"]["result"]), (&json!("reject"), &json!("reject")));
    guest.decide(&mine, "review", reject).await.expect(200);
    guest.decide(&mine, "review", ("approve", None)).await.expect(409);
    guest.get(&format!("/p/{}/tasks/review/receipt", mine.id)).await.expect(200);
    let shown = carla.get(&format!("/v1/shares/{}", mine.id)).await.expect(200).body;
    assert_eq!(shown["status"], "completed");
    guest.open(&share).await.expect(200);
    let body = house.decision(&step_id("dwg-7", "review"), "reject", Some("Not to scale")).await;
    guest.post(&format!("/p/{}/tasks/review/respond", share.id), &body).await.expect(404);
}
