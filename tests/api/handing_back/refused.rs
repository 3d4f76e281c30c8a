//! What cannot be handed back, and by whom.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_named_wrongly_is_told_all_at_once() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = completed(&house, &carla, |_| {}).await;
    let letter = file(&guest, &share, "letter.pdf").await;
    for (asked, errors) in [
        (json!({}), vec!["/accepted count"]),
        (json!({ "returned": vec![json!({ "field": "remarks", "reason": "x" }); 201] }), vec!["/returned count"]),
        (json!({ "accepted": [{}] }), vec!["/accepted/0 field_or_file"]),
        (json!({ "accepted": [{ "field": "remarks", "file": letter }] }), vec!["/accepted/0 field_or_file"]),
        (json!({ "returned": [{ "field": "remarks", "reason": "  " }] }), vec!["/returned/0/reason invalid"]),
        (
            json!({ "accepted": [{ "file": "x" }], "returned": [{ "field": "A b", "reason": "" }] }),
            vec!["/accepted/0/file invalid", "/returned/0/field invalid", "/returned/0/reason invalid"],
        ),
        (
            json!({
                "accepted": [{ "field": "nothing" }, { "file": "upl_0000000000000000000007" }, { "file": letter }],
                "returned": [{ "field": "articles", "reason": STAMP }],
            }),
            vec!["/accepted/0/field no_such_field", "/accepted/1/file no_such_file", "/returned/0 same_item"],
        ),
    ] {
        let refused = carla.post(&path("documents"), &asked).await.expect(422);
        assert_eq!(refused.errors(), errors, "{}", refused.text);
    }
    let without_reason = json!({ "returned": [{ "field": "remarks" }] });
    carla.post(&path("documents"), &without_reason).await.expect(400);
    let long = returned(("file", &letter), &"x".repeat(1_001));
    assert_eq!(hand_back(&carla, "documents", &[long]).await.expect(422).errors(), ["/returned/0/reason invalid"]);
    assert_eq!(guest.task(&share, "documents").await["state"], "completed");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_is_not_completed_or_not_there_cannot_be_handed_back() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    completed(&house, &carla, |_| {}).await;
    let limit = [returned(("field", &json!("limit")), STAMP)];
    assert_eq!(hand_back(&carla, "secret", &limit).await.expect(409).body["code"], "not_completed");
    hand_back(&carla, "nothing", &limit).await.expect(404);
    carla.post("/v1/projects/procurement/runs/none/tasks/a/hand-back", &json!({ "returned": limit })).await.expect(404);
    let name = [returned(("field", &json!("legal_name")), "In full, please.")];
    hand_back(&carla, "details", &name).await.expect(200);
    let again = hand_back(&carla, "details", &name).await.expect(409);
    assert_eq!(again.body["code"], "not_completed", "it is on its way back already");
}

#[tokio::test(flavor = "multi_thread")]
async fn initiators_hand_back_what_came_through_their_own_shares() {
    let house = House::at(MONDAY).await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    completed(&house, &carla, |_| {}).await;
    let name = [returned(("field", &json!("legal_name")), "In full, please.")];
    let refused = hand_back(&ivo, "details", &name).await.expect(403);
    assert_eq!((&refused.body["needed"], &refused.body["yours"]), (&json!("document_controller"), &json!("initiator")));
    let told = "Ana Souza has sent or decided some of it by a share of Carla Mendes, whose to manage it is.";
    assert_eq!(refused.body["detail"], told);
    hand_back(&house.staff("vera"), "details", &name).await.expect(403);
    hand_back(&house.staff("otto"), "details", &name).await.expect(404);
    hand_back(&house.staff("olivia"), "details", &name).await.expect(200);
}

/// A guest who has filled in and sent both tasks that nothing comes before.
async fn both_sent<'a>(house: &'a House, share: &Share) -> Guest<'a> {
    let guest = house.guest();
    guest.open(share).await.expect(200);
    guest.save(share, "details", json!({ "legal_name": "Souza" })).await.expect(200);
    guest.upload(share, "documents", "articles", "a.pdf", PDF).await.expect(200);
    for task in ["details", "documents"] {
        guest.complete(share, task).await.expect(200);
    }
    guest
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_has_begun_since_is_named_and_waits_again_by_force_alone() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let mut flow = crate::house::run();
    flow["tasks"][2]["fields"] = json!([{ "id": "note", "label": "Note", "type": "short_text" }]);
    carla.put("/v1/projects/procurement/runs/kyc", &flow).await.expect(201);
    let all = |terms: &mut Value| terms["scope"]["tasks"] = json!(["documents", "details", "review"]);
    let share = carla.create(all).await;
    let guest = both_sent(&house, &share).await;
    guest.save(&share, "review", json!({ "note": "Begun" })).await.expect(200);
    let items = json!([returned(("field", &json!("legal_name")), "In full, please.")]);
    let refused = carla.post(&path("details"), &json!({ "returned": items })).await.expect(409);
    assert_eq!((&refused.body["code"], &refused.body["tasks"]), (&json!("begun"), &json!(["review"])));
    let forced = carla.post(&path("details"), &json!({ "returned": items, "force": true })).await.expect(200).body;
    assert_eq!((&forced["begun"], &forced["waiting"]), (&json!(["review"]), &json!(["review"])));
    let review = guest.task(&share, "review").await;
    assert_eq!((&review["state"], &review["on"]), (&json!("waiting"), &json!(["details"])));
    assert_eq!(guest.save(&share, "review", json!({ "note": "More" })).await.expect(409).body["code"], "waiting");
    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    let record = activity["records"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&record["kind"], &record["facts"]["begun"]), (&json!("share.handed_back"), &json!(["review"])));
    guest.complete(&share, "details").await.expect(200);
    assert_eq!(guest.task(&share, "review").await["answers"]["note"], "Begun", "what was done in it is kept");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_in_an_earlier_cycle_has_not_begun_in_this_one() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let mut flow = crate::house::run();
    flow["tasks"][2]["step"] = json!({ "kind": "review", "assignees": [{ "member": "vera" }] });
    carla.put("/v1/projects/procurement/runs/kyc", &flow).await.expect(201);
    let of = |tasks: Value| move |terms: &mut Value| terms["scope"]["tasks"] = tasks;
    let share = carla.create(of(json!(["documents", "details"]))).await;
    let guest = both_sent(&house, &share).await;
    let review = crate::house::step_id("kyc", "review");
    house.staff("vera").decide(&review, "reject", Some("Another name, please.")).await.expect(200);
    for task in [0, 1, 2] {
        flow["tasks"][task]["cycle"] = json!(2);
    }
    carla.put("/v1/projects/procurement/runs/kyc", &flow).await.expect(200);
    let share = carla.create(of(json!(["documents", "details"]))).await;
    guest.open(&share).await.expect(200);
    for task in ["details", "documents"] {
        guest.complete(&share, task).await.expect(200);
    }
    let back = [returned(("field", &json!("legal_name")), "In full, please.")];
    let handed = hand_back(&carla, "details", &back).await.expect(200).body;
    assert_eq!((&handed["begun"], &handed["waiting"]), (&json!([]), &json!(["review"])));
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_in_one_round_is_not_accepted_in_the_next() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = completed(&house, &carla, |_| {}).await;
    let back = [returned(("field", &json!("legal_name")), "In full, please.")];
    hand_back(&carla, "details", &back).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    let accept = |round: u16| json!({ "accepted": [{ "field": "legal_name" }], "round": round });
    let refused = carla.post(&path("details"), &accept(1)).await.expect(412);
    assert_eq!(refused.problem(), "stale");
    assert_eq!(task(&carla, 1).await["accepted"]["fields"], json!([]), "nothing was accepted");
    carla.post(&path("details"), &accept(2)).await.expect(200);
    carla.post(&path("details"), &accept(2)).await.expect(200);
}
