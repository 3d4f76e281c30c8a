//! Who has a step to do is told so by mail, once; and who has it no more is told that.

mod bundles;

use embedded_cloud::Message;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::{
    house::{House, Share},
    steps::flow,
};

const RUN: &str = "/v1/projects/procurement/runs/dwg-7";
const MONDAY: &str = "2026-11-23T12:00:00Z";

/// Ten minutes later, and again, for what comes twice is told once.
async fn later(house: &House) {
    house.deliver().await;
    house.pass(SignedDuration::from_mins(11));
    for _ in 0..2 {
        assert_eq!(house.deliver().await, 0);
    }
}

/// To whom mails about steps went since they were looked at last, and their subjects.
fn told(house: &House, seen: &mut usize) -> Vec<(String, String)> {
    let mails = house.system.cloud.inbox().messages();
    let new = mails[*seen..].iter().filter(|mail| mail.subject.contains("“Review”"));
    let mut told: Vec<_> = new.map(|mail| (mail.to[0].clone(), mail.subject.clone())).collect();
    *seen = mails.len();
    told.sort();
    told
}

fn to_do(who: &str) -> (String, String) {
    (format!("{who}@acme.example"), "For you to do: “Review” in “DWG 7”".into())
}

fn taken(who: &str) -> (String, String) {
    (format!("{who}@acme.example"), "No longer yours to do: “Review” in “DWG 7”".into())
}

fn review(assignees: &[&str]) -> Value {
    let due = json!({ "at": "2026-11-27T20:00:00Z", "zone": "America/Sao_Paulo" });
    let assignees: Vec<_> = assignees.iter().map(|sub| json!({ "member": sub })).collect();
    json!({ "kind": "review", "assignees": assignees, "due": due })
}

/// The run, its draft ready to be completed by a guest.
async fn pushed(house: &House, step: &Value) -> Share {
    let carla = house.staff("carla");
    carla.put(RUN, &flow(step)).await.expect(201);
    carla.create(|terms| terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["draft"] })).await
}

async fn complete_draft(house: &House, share: &Share) {
    let guest = house.guest();
    guest.open(share).await.expect(200);
    guest.complete(share, "draft").await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_told_once_it_is_unlocked_and_never_twice() {
    let (house, mut seen) = (House::at(MONDAY).await, 0);
    let share = pushed(&house, &review(&["vera", "ivo"])).await;
    later(&house).await;
    assert_eq!(told(&house, &mut seen), [], "it waits for the draft");
    complete_draft(&house, &share).await;
    house.deliver().await;
    assert_eq!(told(&house, &mut seen), [], "what happens within some minutes is told at once");
    later(&house).await;
    assert_eq!(told(&house, &mut seen), [to_do("ivo"), to_do("vera")]);

    let mut again = flow(&review(&["vera", "ivo"]));
    again["tasks"][1]["title"] = json!("Review");
    again["tasks"][1]["description"] = json!("Sheet 3 above all.");
    house.staff("carla").put(RUN, &again).await.expect(200);
    later(&house).await;
    assert_eq!(told(&house, &mut seen), [], "they know");
    again["tasks"][1]["cycle"] = json!(2);
    house.staff("carla").put(RUN, &again).await.expect(200);
    later(&house).await;
    assert_eq!(told(&house, &mut seen), [to_do("ivo"), to_do("vera")], "it begins anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mail_says_what_by_when_and_in_which_run_in_the_language_and_zone_of_its_reader() {
    let house = House::at(MONDAY).await;
    let here = json!({ "locale": "pt-BR", "zone": "Europe/Lisbon" });
    house.staff("vera").patch("/v1/me", &here).await.expect(200);
    let share = pushed(&house, &review(&["vera"])).await;
    complete_draft(&house, &share).await;
    later(&house).await;
    let mails = house.system.cloud.inbox().messages();
    let mail: &Message = mails.iter().find(|mail| mail.to == ["vera@acme.example"]).unwrap();
    assert_eq!(mail.subject, "Para você fazer: “Review” em “DWG 7”");
    let text = mail.text.as_deref().unwrap();
    for part in ["pede que você analise “Review”, em “DWG 7”", "27 de novembro de 2026, 20:00", "Lisboa"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for form in [text, mail.html.as_deref().unwrap()] {
        assert!(!form.contains("{ $"), "{form}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_changes_hands_is_told_to_both_and_back_again() {
    let (house, mut seen) = (House::at(MONDAY).await, 0);
    let (carla, vera) = (house.staff("carla"), house.staff("vera"));
    let share = pushed(&house, &review(&["vera"])).await;
    complete_draft(&house, &share).await;
    later(&house).await;
    assert_eq!(told(&house, &mut seen), [to_do("vera")]);
    let reassign = format!("{RUN}/tasks/review/reassign");
    let given = json!({ "from": { "member": "vera" }, "to": "ivo" });
    carla.post(&reassign, &given).await.expect(200);
    later(&house).await;
    assert_eq!(told(&house, &mut seen), [to_do("ivo"), taken("vera")]);
    let step = crate::house::step_id("dwg-7", "review");
    house.staff("ivo").post(&format!("/v1/steps/{step}/delegate"), &json!({ "to": "vera" })).await.expect(200);
    later(&house).await;
    assert_eq!(told(&house, &mut seen), [taken("ivo"), to_do("vera")], "it came back");
    vera.get(&format!("/v1/steps/{step}")).await.expect(200);

    for to in [review(&["olivia"]), review(&["vera"])] {
        carla.put(RUN, &flow(&to)).await.expect(200);
    }
    later(&house).await;
    assert_eq!(told(&house, &mut seen), [], "given away and back within some minutes, nothing has changed");
    carla.put(RUN, &flow(&review(&["olivia"]))).await.expect(200);
    later(&house).await;
    assert_eq!(told(&house, &mut seen), [to_do("olivia"), taken("vera")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_told_nothing_of_a_step_is_not_told_that_it_is_gone() {
    let (house, mut seen) = (House::at(MONDAY).await, 0);
    pushed(&house, &review(&["vera"])).await;
    later(&house).await;
    house.staff("carla").put(RUN, &flow(&review(&["ivo"]))).await.expect(200);
    later(&house).await;
    assert_eq!(told(&house, &mut seen), []);
}
