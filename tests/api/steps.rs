//! Steps of a review, from outside: who sees them, who decides, and what it comes to. Vera and Ivo stand for reviewers.

mod addresses;
mod basis;
mod deciding;
mod due;
mod four_eyes;
mod lost;
mod reading;
mod set_aside;
mod several;
mod warnings;

use serde_json::{Value, json};

use crate::house::{House, Reply, Share, Staff, at_once, statuses, step_id};

const RUN: &str = "/v1/projects/procurement/runs/dwg-7";
const MONDAY: &str = "2026-11-23T12:00:00Z";

/// A draft, its review, and what comes after.
pub(crate) fn flow(step: &Value) -> Value {
    let note = json!({ "id": "note", "label": "Note", "type": "short_text" });
    let markup = json!({ "id": "markup", "label": "Markup", "type": "file", "extensions": ["pdf"] });
    json!({ "title": "DWG 7", "tasks": [
        { "id": "draft", "title": "Draft" },
        { "id": "review", "title": "Review", "after": ["draft"], "fields": [note, markup], "step": step },
        { "id": "release", "title": "Release", "after": ["review"] },
    ] })
}

fn review(change: impl FnOnce(&mut Value)) -> Value {
    let mut step = json!({ "kind": "review", "assignees": [{ "member": "vera" }, { "member": "ivo" }] });
    change(&mut step);
    step
}

/// The run, its draft completed by a guest.
async fn drafted(house: &House, step: &Value) -> Drafted {
    let carla = house.staff("carla");
    let pushed = carla.put(RUN, &flow(step)).await.expect(201);
    assert_eq!(pushed.body["tasks"][1]["step"]["kind"], step["kind"]);
    let share = carla.create(|terms| terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["draft"] }));
    let share = share.await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.complete(&share, "draft").await.expect(200);
    Drafted { share, step: step_id("dwg-7", "review") }
}

struct Drafted {
    share: Share,
    step: String,
}

async fn steps(who: &Staff<'_>, list: &str) -> Vec<String> {
    let listed = who.get(&format!("/v1/steps?list={list}")).await.expect(200);
    let steps = listed.body["steps"].as_array().unwrap();
    steps.iter().map(|step| step["id"].as_str().unwrap().to_owned()).collect()
}

async fn respond(who: &Staff<'_>, step: &str, decision: &str) -> Reply {
    who.decide(step, decision, Some("See page 3")).await
}

async fn turn(house: &House, task: usize) -> Value {
    house.staff("carla").get(RUN).await.expect(200).body["tasks"][task]["state"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviewer_sees_their_step_decides_and_has_it_among_those_that_are_done() {
    let house = House::at(MONDAY).await;
    let due = json!({ "at": "2026-11-27T20:00:00Z", "zone": "America/Sao_Paulo" });
    let Drafted { step, .. } = drafted(&house, &review(|step| step["due"] = due.clone())).await;
    let (vera, carla) = (house.staff("vera"), house.staff("carla"));
    assert_eq!((steps(&vera, "to_do").await, steps(&carla, "to_do").await), (vec![step.clone()], vec![]));
    let page = vera.get(&format!("/v1/steps/{step}")).await.expect(200).body;
    assert_eq!((&page["step"]["due"], &page["step"]["state"]), (&due, &json!("open")));
    assert_eq!(page["decisions"], json!(["approve", "approve_with_comments", "reject", "return_for_revision"]));
    assert_eq!(page["basis"], house.basis(&step).await);
    let silent = vera.decide(&step, "reject", None).await.expect(422);
    assert_eq!(silent.body["errors"][0]["pointer"], "/comment");

    let decided = respond(&vera, &step, "approve_with_comments").await.expect(200).body;
    assert_eq!((&decided["result"], &decided["state"]), (&json!("approve_with_comments"), &json!("completed")));
    assert_eq!((steps(&vera, "to_do").await, steps(&vera, "done").await), (vec![], vec![step.clone()]));
    assert_eq!(steps(&house.staff("ivo"), "to_do").await, [""; 0], "nobody has it to do any more");
    let run = carla.get(RUN).await.expect(200).body;
    let task = &run["tasks"][1];
    assert_eq!((&task["completion"]["by"], &task["completion"]["share"]), (&json!("Vera Nunes"), &Value::Null));
    assert_eq!(task["step"]["responses"][0]["assignee"], json!({ "member": "vera" }));
    assert_eq!(task["comments"][0]["from"], "assignee");
    assert_eq!(run["tasks"][2]["state"], "open", "what comes after may begin");
    respond(&vera, &step, "approve_with_comments").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_rejection_the_host_opens_draft_and_review_again() {
    let house = House::at(MONDAY).await;
    let terms = review(|_| {});
    let Drafted { step, .. } = drafted(&house, &terms).await;
    let (vera, carla) = (house.staff("vera"), house.staff("carla"));
    respond(&vera, &step, "reject").await.expect(200);
    let mut again = flow(&terms);
    again["tasks"][1]["title"] = json!("Review, again");
    carla.put(RUN, &again).await.expect(422);
    for task in [0, 1] {
        again["tasks"][task]["cycle"] = json!(2);
    }
    let run = carla.put(RUN, &again).await.expect(200).body;
    assert_eq!((&run["tasks"][0]["state"], &run["tasks"][1]["state"]), (&json!("open"), &json!("waiting")));
    assert_eq!(run["tasks"][1]["step"]["responses"], json!([]));
    assert_eq!(steps(&vera, "to_do").await, [&*step]);
    respond(&vera, &step, "approve").await.expect(409);
    carla.put(RUN, &again).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_of_others_and_everything_else_do_not_exist() {
    let house = House::at(MONDAY).await;
    let Drafted { step, .. } = drafted(&house, &review(|step| step["assignees"] = json!([{ "member": "vera" }]))).await;
    let before = house.rows(vestibule_local::Names::TRAIL).await.len();
    for who in ["ivo", "carla", "olivia", "otto"] {
        let who = house.staff(who);
        who.get(&format!("/v1/steps/{step}")).await.expect(404);
        respond(&who, &step, "approve").await.expect(404);
        who.post(&format!("/v1/steps/{step}/comments"), &json!({ "text": "Let me in" })).await.expect(404);
        assert_eq!(steps(&who, "to_do").await, [""; 0]);
    }
    let vera = house.staff("vera");
    for other in
        [step_id("dwg-7", "draft"), step_id("dwg-7", "none"), step_id("other", "review"), "run_1.review".into()]
    {
        vera.get(&format!("/v1/steps/{other}")).await.expect(404);
        respond(&vera, &other, "approve").await.expect(404);
    }
    assert_eq!(house.rows(vestibule_local::Names::TRAIL).await.len(), before, "no trail is touched");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_is_given_away_is_gone_and_the_other_has_it() {
    let house = House::at(MONDAY).await;
    let Drafted { step, .. } = drafted(&house, &review(|_| {})).await;
    let (vera, ivo, carla, olivia) =
        (house.staff("vera"), house.staff("ivo"), house.staff("carla"), house.staff("olivia"));
    let delegate = format!("/v1/steps/{step}/delegate");
    let comment = json!({ "text": "I am away this week" });
    vera.post(&format!("/v1/steps/{step}/comments"), &comment).await.expect(201);
    vera.post(&delegate, &json!({ "to": "otto" })).await.expect(422);
    vera.post(&delegate, &json!({ "to": "ivo" })).await.expect(409);
    vera.post(&delegate, &json!({ "to": "olivia" })).await.expect(200);
    respond(&vera, &step, "approve").await.expect(404);
    assert_eq!((steps(&vera, "to_do").await, steps(&olivia, "to_do").await), (vec![], vec![step.clone()]));
    let reassign = format!("{RUN}/tasks/review/reassign");
    let given = json!({ "from": { "member": "ivo" }, "to": "carla" });
    house.staff("vera").post(&reassign, &given).await.expect(403);
    let now = carla.post_once(&reassign, "once", &given).await.expect(200).body;
    assert_eq!(now["assignees"], json!([{ "member": "olivia" }, { "member": "carla" }]));
    carla.post_once(&reassign, "once", &given).await.expect(200);
    respond(&ivo, &step, "approve").await.expect(404);
    respond(&carla, &step, "approve").await.expect(200);
    let run = carla.get(RUN).await.expect(200).body;
    let mut comments = run["tasks"][1]["comments"].as_array().unwrap().iter();
    assert!(comments.any(|comment| comment["author"] == "Vera Nunes"), "what she wrote stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_reassigned_while_deciding_has_decided_or_has_lost_the_step() {
    let house = House::at(MONDAY).await;
    let Drafted { step, .. } = drafted(&house, &review(|step| step["rule"] = json!("all"))).await;
    let (vera, carla) = (house.staff("vera"), house.staff("carla"));
    let given = json!({ "from": { "member": "vera" }, "to": "olivia" });
    let approve = house.decision(&step, "approve", None).await;
    let both = vec![
        vera.request("POST", &format!("/v1/steps/{step}/respond")).json(&approve),
        carla.request("POST", &format!("{RUN}/tasks/review/reassign")).json(&given),
    ];
    let met = statuses(&at_once(both).await);
    assert!([vec![(200, 1), (409, 1)], vec![(200, 1), (404, 1)]].contains(&met), "{met:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_push_takes_away_is_gone_and_what_it_names_must_be_there() {
    let house = House::at(MONDAY).await;
    let Drafted { step, .. } = drafted(&house, &review(|_| {})).await;
    let carla = house.staff("carla");
    let only_ivo = review(|step| step["assignees"] = json!([{ "member": "ivo" }]));
    carla.put(RUN, &flow(&only_ivo)).await.expect(200);
    respond(&house.staff("vera"), &step, "approve").await.expect(404);
    assert_eq!(steps(&house.staff("vera"), "to_do").await, [""; 0]);
    let wrong = review(|step| {
        step["assignees"] = json!([{ "member": "otto" }, { "member": "ivo" }, { "member": "ivo" }]);
        step["decisions"] = json!(["reject", "acknowledge"]);
        step["not_by"] = json!(["release"]);
    });
    let refused = carla.put(RUN, &flow(&wrong)).await.expect(422).body;
    let mut pointers: Vec<_> =
        refused["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    pointers.sort_unstable();
    let at = |rest: &str| format!("/tasks/1/step/{rest}");
    assert_eq!(pointers, ["assignees/0", "assignees/2", "decisions", "not_by/0"].map(at));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_an_assignee_are_theirs_and_count_as_those_of_guests() {
    let house = House::at(MONDAY).await;
    let Drafted { step, .. } = drafted(&house, &review(|_| {})).await;
    let (vera, ivo) = (house.staff("vera"), house.staff("ivo"));
    let at = |what: &str| format!("/v1/steps/{step}/{what}");
    let bytes = b"%PDF-1.7 markup";
    let sha256 = vestibule_domain::value::Digest::of(bytes).to_string();
    let file = json!({ "field": "markup", "name": "markup.pdf", "type": "application/pdf", "size": bytes.len(), "sha256": sha256 });
    let way_in = vera.post(&at("uploads"), &file).await.expect(201).body;
    let id = way_in["id"].as_str().unwrap();
    assert_eq!(
        vera.post(&at(&format!("uploads/{id}/settle")), &json!({})).await.expect(409).body["code"],
        "not_arrived"
    );
    house.guest().send(&way_in, bytes).await.expect(200);
    ivo.post(&at(&format!("uploads/{id}/settle")), &json!({})).await.expect(404);
    ivo.post(&at(&format!("files/{id}/download")), &json!({})).await.expect(404);
    assert_eq!(ivo.get(&format!("/v1/steps/{step}")).await.expect(200).body["uploads"], json!([]), "it counts not yet");
    let settled = vera.post(&at(&format!("uploads/{id}/settle")), &json!({})).await.expect(200).body;
    assert_eq!(settled["state"], "clean");
    let page = vera.get(&format!("/v1/steps/{step}")).await.expect(200).body;
    assert_eq!(page["uploads"][0]["name"], "markup.pdf");
    assert_eq!(page["uploads"][0]["own"], true);
    let seen = ivo.get(&format!("/v1/steps/{step}")).await.expect(200).body["uploads"][0].clone();
    assert_eq!((&seen["name"], &seen["own"]), (&json!("markup.pdf"), &json!(false)), "he decides on it, too");
    vera.post(&at(&format!("files/{id}/download")), &json!({})).await.expect(200);
    ivo.post(&at(&format!("files/{id}/download")), &json!({})).await.expect(200);
    ivo.post(&at(&format!("uploads/{id}/remove")), &json!({})).await.expect(404);
    let sent = house.staff("carla").get(&format!("{RUN}/files")).await.expect(200).body;
    assert_eq!((&sent["files"][0]["share"], &sent["files"][0]["state"]), (&Value::Null, &json!("clean")));
    respond(&vera, &step, "reject").await.expect(200);
    vera.post(&at(&format!("uploads/{id}/remove")), &json!({})).await.expect(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_goes_to_a_colleague_by_their_address_and_strangers_are_all_unknown() {
    let house = House::at(MONDAY).await;
    let Drafted { step, .. } = drafted(&house, &review(|step| step["assignees"] = json!([{ "member": "rita" }]))).await;
    let (rita, carla) = (house.staff("rita"), house.staff("carla"));
    let delegate = format!("/v1/steps/{step}/delegate");
    let to = |email: &str| json!({ "to": { "email": email } });
    let mut answers = vec![];
    for email in ["nobody@acme.example", "otto@globex.example"] {
        let refused = rita.post(&delegate, &to(email)).await.expect(422).body;
        answers.push((refused["detail"].clone(), refused["errors"].clone()));
    }
    assert_eq!(answers[0], answers[1], "who is of another org is as unknown as who is nowhere");
    assert_eq!((&answers[0].1[0]["pointer"], &answers[0].1[0]["code"]), (&json!("/to"), &json!("unknown_member")));
    for wrong in
        [json!({}), json!({ "email": "vera@acme.example", "sub": "vera" }), json!(7), json!({ "email": "vera" })]
    {
        rita.post(&delegate, &json!({ "to": wrong })).await.expect(400);
    }
    rita.post(&delegate, &to("VERA@acme.example")).await.expect(200);
    assert_eq!((steps(&rita, "to_do").await.len(), steps(&house.staff("vera"), "to_do").await), (0, vec![step]));
    let given = json!({ "from": { "member": "vera" }, "to": { "email": "rita@certifier.example" } });
    carla.post(&format!("{RUN}/tasks/review/reassign"), &given).await.expect(200);
    assert_eq!(steps(&rita, "to_do").await.len(), 1);
}
