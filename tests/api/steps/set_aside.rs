//! What was decided on something that is handed back counts no more; a result that is there says that it is on something
//! else.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{MONDAY, RUN, flow, review, step_id};
use crate::house::{Guest, House, Share, Staff};

const HAND_BACK: &str = "/v1/projects/procurement/runs/dwg-7/tasks/draft/hand-back";

/// Ana has sent the draft, which Vera, Ivo and Rui, who is a guest, review.
struct Scene<'a> {
    carla: Staff<'a>,
    vera: Staff<'a>,
    ana: Guest<'a>,
    rui: Guest<'a>,
    work: Share,
    deciding: Share,
    step: String,
}

fn pushed(cycles: [u16; 2]) -> Value {
    let mut flow = flow(&review(|step| {
        step["rule"] = json!("all");
        step["reviews"] = json!(["draft"]);
        step["assignees"] = json!([{ "member": "vera" }, { "member": "ivo" }, { "guest": "rui@certifier.example" }]);
    }));
    flow["tasks"][0]["fields"] = json!([{ "id": "amount", "label": "Amount", "type": "short_text" }]);
    (flow["tasks"][0]["cycle"], flow["tasks"][1]["cycle"]) = (json!(cycles[0]), json!(cycles[1]));
    flow
}

async fn sent(house: &House) -> Scene<'_> {
    sent_by(house, &json!({ "name": "Ana Souza", "email": "ana@supplier.example", "locale": "en" })).await
}

async fn sent_by<'a>(house: &'a House, sender: &Value) -> Scene<'a> {
    let carla = house.staff("carla");
    carla.put(RUN, &pushed([1, 1])).await.expect(201);
    let scope = |task: &str| json!({ "type": "tasks", "run": "dwg-7", "tasks": [task] });
    let work = carla
        .create(|terms| {
            terms["scope"] = scope("draft");
            terms["recipient"] = sender.clone();
        })
        .await;
    let deciding = carla
        .create(|terms| {
            terms["scope"] = scope("review");
            terms["recipient"] = json!({ "name": "Rui Reis", "email": "rui@certifier.example", "locale": "en" });
            terms["permissions"] = json!(["read_files", "respond"]);
        })
        .await;
    let step = step_id("dwg-7", "review");
    let scene =
        Scene { carla, vera: house.staff("vera"), ana: house.guest(), rui: house.guest(), work, deciding, step };
    scene.ana.open(&scene.work).await.expect(200);
    scene.send("100").await;
    scene.rui.open_with_code(&scene.deciding).await.expect(200);
    scene
}

impl Scene<'_> {
    async fn send(&self, amount: &str) {
        self.ana.save(&self.work, "draft", json!({ "amount": amount })).await.expect(200);
        self.ana.complete(&self.work, "draft").await.expect(200);
    }

    async fn rui_approves(&self) {
        self.rui.decide(&self.deciding, "review", ("approve", None)).await.expect(200);
    }

    async fn hand_back(&self, force: bool) -> crate::house::Reply {
        let returned = json!([{ "field": "amount", "reason": "Are you sure?" }]);
        self.carla.post(HAND_BACK, &json!({ "returned": returned, "force": force })).await
    }

    /// How the list of Vera names the step.
    async fn listed(&self, list: &str) -> Value {
        let listed = self.vera.get(&format!("/v1/steps?list={list}")).await.expect(200).body;
        listed["steps"].as_array().unwrap().iter().map(|step| json!([step["state"], step["decision"]])).collect()
    }

    async fn in_run(&self) -> Value {
        self.carla.get(RUN).await.expect(200).body["tasks"][1].clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_decided_on_what_is_handed_back_has_it_to_do_again_and_is_told() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    scene.vera.decide(&scene.step, "approve", None).await.expect(200);
    scene.rui_approves().await;
    assert_eq!(scene.hand_back(false).await.expect(409).body["tasks"], json!(["review"]));
    let seen = house.system.cloud.inbox().messages().len();
    let back = scene.hand_back(true).await.expect(200).body;
    assert_eq!((&back["begun"], &back["set_aside"]), (&json!(["review"]), &json!(["review"])));
    let asked: Vec<_> = back["asked"].as_array().unwrap().iter().map(|one| &one["share"]).collect();
    assert_eq!(asked, [&json!(scene.work.id), &json!(scene.deciding.id)]);
    assert_eq!(scene.listed("to_do").await, json!([["waiting", null]]));
    assert_eq!((scene.listed("done").await, &scene.in_run().await["step"]["responses"]), (json!([]), &json!([])));
    let trail = scene.carla.records(&scene.deciding.id).await;
    let last = trail.last().unwrap();
    assert_eq!(last["kind"], "share.decision_set_aside");
    assert_eq!(last["facts"], json!({ "task": "review", "reviewed": "draft" }));
    house.balance().await;
    let page = async || scene.rui.page(&format!("/p/{}", scene.deciding.id)).await.expect(200).text;
    let waiting = page().await;
    assert!(waiting.contains("You had decided here.") && waiting.contains("You can decide again once"), "{waiting}");
    let draft = format!("/v1/steps/{}/draft", scene.step);
    let waits = scene.vera.post(&draft, &json!({ "base": 0, "answers": {} })).await.expect(409);
    assert_eq!(waits.body["code"], "waiting", "and nothing else keeps it");
    scene.send("1000").await;
    house.deliver().await;
    house.pass(SignedDuration::from_mins(11));
    house.deliver().await;
    let mails = house.system.cloud.inbox().messages();
    let to = |who: &str| -> Vec<_> {
        let to = mails[seen..].iter().filter(|mail| mail.to[0] == who);
        to.map(|mail| mail.subject.clone()).collect()
    };
    assert!(to("vera@acme.example").contains(&"For you to do: “Review” in “DWG 7”".to_owned()), "{mails:?}");
    let again = to("rui@certifier.example");
    assert!(again.iter().any(|subject| subject.ends_with("asks you to decide again")), "{again:?}");
    scene.vera.decide(&scene.step, "approve", None).await.expect(200);
    let open = page().await;
    assert!(open.contains("read what was sent since, and decide again."), "{open}");
    scene.rui_approves().await;
    assert!(!page().await.contains("You had decided here."));
    let last = house.staff("ivo").decide(&scene.step, "approve", None).await.expect(200).body;
    assert_eq!((&last["result"], &scene.in_run().await["step"]["outdated"]), (&json!("approve"), &json!(false)));
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_was_set_aside_keeps_nobody_from_giving_the_step_away() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    scene.vera.decide(&scene.step, "approve", None).await.expect(200);
    let delegate = format!("/v1/steps/{}/delegate", scene.step);
    scene.vera.post(&delegate, &json!({ "to": "olivia" })).await.expect(409);
    scene.hand_back(true).await.expect(200);
    scene.vera.post(&delegate, &json!({ "to": "olivia" })).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_on_what_was_handed_back_says_so_until_a_new_cycle_of_both() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    for who in ["vera", "ivo"] {
        house.staff(who).decide(&scene.step, "approve", None).await.expect(200);
    }
    scene.rui_approves().await;
    let refused = scene.carla.put(RUN, &pushed([2, 1])).await.expect(422);
    assert_eq!(refused.errors(), ["/tasks/1/cycle decided_on"]);
    let refused = scene.hand_back(false).await.expect(409).body;
    let told = "If you force it, these stay completed, on what it was before, until a push with a higher cycle opens them: review";
    assert!(refused["detail"].as_str().unwrap().contains(told), "{refused}");
    let back = scene.hand_back(true).await.expect(200).body;
    assert_eq!((&back["begun"], &back["set_aside"]), (&json!(["review"]), &json!([])));
    assert_eq!(back["outdated"], json!(["review"]));
    scene.send("1000000").await;
    let task = scene.in_run().await;
    assert_eq!((&task["completion"]["result"], &task["step"]["outdated"]), (&json!("approve"), &json!(true)));
    let step = scene.vera.get(&format!("/v1/steps/{}", scene.step)).await.expect(200).body;
    assert_eq!(step["outdated"], true);
    scene.carla.put(RUN, &pushed([2, 2])).await.expect(200);
    assert_eq!(scene.in_run().await["step"]["outdated"], false);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_handed_back_beyond_the_mails_that_who_decided_may_get_in_a_day() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    scene.rui_approves().await;
    // Ana has had her receipt.
    house.org_policy(json!({ "max_mails_per_address": 2 })).await;
    let mut mailed = crate::house::terms();
    mailed["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["release"] });
    mailed["recipient"]["email"] = json!("rui@certifier.example");
    mailed["delivery"] = json!("email");
    for _ in 0..2 {
        scene.carla.post("/v1/shares", &mailed).await.expect(201);
    }
    let refused = scene.hand_back(true).await.expect(429);
    assert_eq!(refused.body["errors"][0]["setting"], "max_mails_per_address", "{}", refused.text);
    assert_eq!(scene.in_run().await["step"]["responses"].as_array().unwrap().len(), 1, "it stands");
    house.pass(SignedDuration::from_hours(24));
    house
        .staff("carla")
        .post(
            HAND_BACK,
            &json!({
                "returned": [{ "field": "amount", "reason": "Are you sure?" }], "force": true,
            }),
        )
        .await
        .expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sent_it_and_decided_by_another_share_is_asked_by_both() {
    let house = House::at(MONDAY).await;
    let rui = json!({ "name": "Rui Reis", "email": "rui@certifier.example", "locale": "en" });
    let scene = sent_by(&house, &rui).await;
    scene.rui_approves().await;
    let back = scene.hand_back(true).await.expect(200).body;
    let asked: Vec<_> = back["asked"].as_array().unwrap().iter().map(|one| &one["share"]).collect();
    assert_eq!(asked, [&json!(scene.work.id), &json!(scene.deciding.id)]);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_that_was_set_aside_before_its_mail_left_is_not_told() {
    let house = House::at(MONDAY).await;
    let scene = sent(&house).await;
    let share = scene.carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review", "release"] });
        terms["recipient"] = json!({ "name": "Rui Reis", "email": "rui@certifier.example", "locale": "en" });
        terms["permissions"] = json!(["read_files", "respond", "complete_task"]);
    });
    let (share, rui) = (share.await, house.guest());
    rui.open_with_code(&share).await.expect(200);
    let told = async || {
        house.deliver().await;
        house.pass(SignedDuration::from_mins(11));
        house.deliver().await;
        let mails = house.system.cloud.inbox().messages();
        mails.iter().filter(|mail| mail.subject.starts_with("Rui Reis has ")).count()
    };
    rui.decide(&share, "review", ("approve", None)).await.expect(200);
    scene.hand_back(true).await.expect(200);
    assert_eq!(told().await, 0);
    scene.send("1000").await;
    rui.decide(&share, "review", ("approve", None)).await.expect(200);
    assert_eq!(told().await, 1);
}
