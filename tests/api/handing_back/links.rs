//! What becomes of the link by which a task was completed.

use jiff::SignedDuration;

use super::*;
use crate::{faulty::Faults, house::at_once};

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn name() -> Vec<Value> {
    vec![returned(("field", &json!("legal_name")), "In full, please.")]
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_share_is_renewed_by_as_long_as_a_new_one_has() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, _) = completed(&house, &carla, |_| {}).await;
    house.pass(DAY * 8);
    assert_eq!(house.guest().peek(&share).await.expect(410).body["reason"], "completed");
    // Tokens do not live so long.
    let carla = house.staff("carla");
    let asked = hand_back(&carla, "details", &name()).await.expect(200).body["asked"][0].clone();
    assert_eq!((&asked["status"], &asked["expires_at"]), (&json!("active"), &json!("2026-12-08T12:00:00Z")));
    let trail = carla.trail(&share.id).await;
    assert_eq!(trail[trail.len() - 2..], ["share.handed_back", "share.extended"]);
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_renewed_asks_for_the_code_that_is_required_now_and_staff_are_told_that_it_lacks_a_password() {
    let house = House::at(MONDAY).await;
    let (share, _) = completed(&house, &house.staff("carla"), |_| {}).await;
    house.pass(DAY * 8);
    let stricter = json!({ "code_required": true, "who_opens_required": true, "password_required": true });
    house.staff("olivia").patch("/v1/policy", &stricter).await.expect(200);
    let carla = house.staff("carla");
    let asked = hand_back(&carla, "details", &name()).await.expect(200).body["asked"][0].clone();
    assert_eq!(asked["outside"], json!([{ "setting": "password_required" }]));
    let trail = carla.trail(&share.id).await;
    assert_eq!(trail[trail.len() - 3..], ["share.handed_back", "share.extended", "share.proofs_changed"]);
    let refused = house.guest().open(&share).await.expect(422);
    assert_eq!(refused.errors(), ["/code code_missing", "/name who_opens_missing"], "{}", refused.text);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_that_was_opened_as_often_as_it_may_be_is_opened_anew_for_the_next_round() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, _) = completed(&house, &carla, |terms| terms["max_accesses"] = json!(1)).await;
    house.guest().open(&share).await.expect(410);
    hand_back(&carla, "details", &name()).await.expect(200);
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    house.guest().open(&share).await.expect(410);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn through_a_revoked_share_nothing_is_asked_again() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, _) = completed(&house, &carla, |_| {}).await;
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    assert_eq!(hand_back(&carla, "details", &name()).await.expect(409).body["code"], "revoked");
    accept(&carla, "details", json!({ "field": "legal_name" })).await.expect(200);
    assert_eq!(task(&carla, 1).await["state"], "completed");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guest_is_mailed_what_and_why_until_when_in_their_language_with_the_same_link() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let in_portuguese = |terms: &mut Value| {
        terms["delivery"] = json!("email");
        terms["recipient"]["locale"] = json!("pt-BR");
    };
    let (share, guest) = completed(&house, &carla, in_portuguese).await;
    house.deliver().await;
    let letter = file(&guest, &share, "letter.pdf").await;
    hand_back(&carla, "documents", &[returned(("file", &letter), "O carimbo não está legível.")]).await.expect(200);
    house.deliver().await;
    let mail = house.system.cloud.inbox().messages().pop().unwrap();
    let text = mail.text.unwrap();
    for said in ["letter.pdf", "O carimbo não está legível.", "Aberto até", "/i#vst1_", "Todo o resto fica como"] {
        assert!(text.contains(said) && mail.html.as_ref().unwrap().contains(said), "{said}: {text}");
    }
    assert_eq!(mail.subject, "Acme Engenharia devolveu algo de “Company documents”");
    let link = text.lines().find(|line| line.contains("/i#vst1_")).unwrap().to_owned();
    assert_eq!(link, share.link);
    house.guest().open(&share).await.expect(200);
    let trail = carla.trail(&share.id).await;
    let last = ["share.handed_back", "share.invited", "share.link_opened", "share.consented"];
    assert_eq!(trail[trail.len() - 4..], last);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sent_twice_under_one_key_it_happens_once() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, _) = completed(&house, &carla, |terms| terms["delivery"] = json!("email")).await;
    let body = json!({ "returned": name() });
    let request = || carla.request("POST", &path("details")).header("idempotency-key", "one").json(&body);
    let both = at_once(vec![request(), request(), request()]).await;
    assert!(both.iter().all(|reply| reply.status == 200 && reply.body == both[0].body), "{both:?}");
    let trail = carla.trail(&share.id).await;
    assert_eq!(trail.iter().filter(|kind| *kind == "share.handed_back").count(), 1);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_finds_it_done_by_the_same_request_a_moment_before_is_answered_as_that_was() {
    let faults = Faults::default();
    let house = House::with(|options| faults.under(options)).await;
    let carla = house.staff("carla");
    let (share, _) = completed(&house, &carla, |_| {}).await;
    let (at, body) = (path("details"), json!({ "returned": name() }));
    // The first has found no answer to its key yet, and waits to read the task.
    let mut held = faults.hold("Query");
    let meanwhile = async {
        held.arrived().await;
        let second = carla.post_once(&at, "one", &body).await.expect(200);
        held.release();
        second
    };
    let (first, second) = tokio::join!(carla.post_once(&at, "one", &body), meanwhile);
    assert_eq!(first.expect(200).body, second.body);
    let refused = carla.post_once(&at, "two", &body).await.expect(409);
    assert_eq!(refused.body["code"], "not_completed", "by another request it cannot be handed back again");
    assert_eq!(carla.trail(&share.id).await.iter().filter(|kind| *kind == "share.handed_back").count(), 1);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn so_many_mails_leave_in_a_day_and_handing_back_waits_like_all_others() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    house.org_policy(json!({ "max_mails_per_share": 1 })).await;
    let (share, guest) = completed(&house, &carla, |_| {}).await;
    hand_back(&carla, "details", &name()).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    let refused = hand_back(&carla, "details", &name()).await.expect(429);
    assert_eq!(refused.errors(), ["/delivery too_many_mails"]);
    assert_eq!(task(&carla, 1).await["round"], 2, "nothing was done");
    house.balance().await;
}
