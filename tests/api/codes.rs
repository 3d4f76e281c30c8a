//! The mailed code: good in the browser that asked, for a quarter of an hour, and nowhere else to be found.

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_local::Names;

use crate::house::{Guest, House, Reply, Share, another, at_once, statuses};

const MONDAY: &str = "2026-11-23T12:00:00Z";

async fn coded(house: &House) -> Share {
    house.staff("carla").share(|terms| terms["code"] = json!(true)).await
}

/// Somebody who came with the link and asked for the code.
async fn asked<'a>(house: &'a House, share: &Share) -> Guest<'a> {
    let guest = house.guest();
    guest.peek(share).await.expect(200);
    guest.ask_code(share).await.expect(202);
    guest
}

/// Types a code on the landing that is there.
async fn type_code(guest: &Guest<'_>, share: &Share, code: &str) -> Reply {
    let mut body = guest.ticked(share).await;
    body["code"] = json!(code);
    let reply = guest.post(&share.door(), &body).await;
    guest.keep(&reply);
    reply
}

async fn told(house: &House, share: &Share, kind: &str) -> usize {
    let trail = house.staff("carla").trail(&share.id).await;
    trail.iter().filter(|told| *told == kind).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_link_gets_no_further_than_the_landing_and_the_trail_says_so() {
    let house = House::at(MONDAY).await;
    let share = coded(&house).await;
    let ana = asked(&house, &share).await;
    let code = house.mailed_code().await;
    let stranger = house.guest();
    let landing = stranger.peek(&share).await.expect(200).body;
    assert_eq!((&landing["code"], &landing["code_to"]), (&json!(true), &json!("a…@supplier.example")));
    let page = stranger.come(&share).await.expect(200).text;
    assert!(page.contains("We send a code of six digits to") && !page.contains("name=\"consent\""), "{page}");
    assert!(!page.contains("Company details"), "no task is named: {page}");
    let refused = stranger.open(&share).await.expect(422);
    assert_eq!(refused.errors(), ["/code code_missing"]);
    let refused = type_code(&stranger, &share, &code).await.expect(422);
    assert_eq!(refused.errors(), ["/code code_ended"], "even where the guest tells them the code");
    stranger.ask_code(&share).await.expect(202);
    let refused = type_code(&stranger, &share, &code).await.expect(422);
    assert_eq!(refused.errors(), ["/code code_wrong"]);
    let kinds = ["share.code_requested", "share.code_sent", "share.code_failed", "share.link_opened"];
    house.deliver().await;
    let mut counts = Vec::new();
    for kind in kinds {
        counts.push(told(&house, &share, kind).await);
    }
    assert_eq!(counts, [2, 2, 1, 0]);
    type_code(&ana, &share, &code).await.expect(200);
    ana.get(&format!("/p/{}", share.id)).await.expect(200);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_browser_is_asked_and_one_that_gave_the_code_is_not_until_the_link_is_rotated() {
    let house = House::at(MONDAY).await;
    let share = coded(&house).await;
    let phone = asked(&house, &share).await;
    type_code(&phone, &share, &house.mailed_code().await).await.expect(200);
    house.pass(SignedDuration::from_hours(25));
    phone.open(&share).await.expect(200);
    assert_eq!(phone.ask_code(&share).await.expect(404).problem(), "not_found", "it is in: there is no landing");
    phone.peek(&share).await.expect(200);
    assert_eq!(phone.ask_code(&share).await.expect(409).body["code"], "code_not_needed");
    let laptop = asked(&house, &share).await;
    type_code(&laptop, &share, &house.mailed_code().await).await.expect(200);
    let rotate = format!("/v1/shares/{}/rotate", share.id);
    let link =
        house.staff("carla").post(&rotate, &json!({ "delivery": "link" })).await.expect(200).body["link"].clone();
    let share = Share { link: link.as_str().unwrap().to_owned(), ..share };
    assert_eq!(phone.open(&share).await.expect(422).errors(), ["/code code_missing"]);
    let trail = house.staff("carla").records(&share.id).await;
    let opened = trail.iter().filter(|record| record["kind"] == "share.link_opened");
    assert_eq!(opened.map(|r| r["actor"]["assurance"].clone()).collect::<Vec<_>>(), ["code", "device", "code"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_codes_at_once_are_five_attempts() {
    let house = House::for_many().await;
    let share = coded(&house).await;
    let guest = asked(&house, &share).await;
    let code = house.mailed_code().await;
    let mut body = guest.ticked(&share).await;
    body["code"] = json!(another(&code));
    let tries = (0..1_000).map(|_| guest.request("POST", &share.door()).json(&body));
    let replies = at_once(tries.collect()).await;
    // So many at once overtake each other until some are told to come again; none of those has looked at the code.
    let refused = [422, 429, 503];
    assert!(replies.iter().all(|reply| refused.contains(&reply.status)), "{:?}", statuses(&replies));
    let waiting: Vec<_> = replies.iter().filter(|reply| reply.status == 429).collect();
    assert!(waiting.iter().all(|reply| reply.header("retry-after") == "30") && waiting.len() > 100);
    assert_eq!(told(&house, &share, "share.code_tried").await, 5);
    assert!(told(&house, &share, "share.code_failed").await <= 5);
    assert_eq!(type_code(&guest, &share, &code).await.status, 429, "the right one waits, too");
    house.pass(SignedDuration::from_secs(30));
    type_code(&guest, &share, &code).await.expect(200);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_shares_and_two_browsers_at_once_have_codes_of_their_own_and_attempts_by_share() {
    let house = House::for_many().await;
    let (one, two) = (coded(&house).await, coded(&house).await);
    let (phone, laptop) = (asked(&house, &one).await, asked(&house, &one).await);
    let other = asked(&house, &two).await;
    assert_eq!(house.deliver().await, 0);
    let mut tries = Vec::new();
    for (guest, share) in [(&phone, &one), (&laptop, &one), (&other, &two)] {
        let mut body = guest.ticked(share).await;
        body["code"] = json!("no code");
        tries.extend((0..20).map(|_| guest.request("POST", &share.door()).json(&body)));
    }
    let replies = at_once(tries).await;
    assert_eq!(statuses(&replies[..40]), [(422, 5), (429, 35)], "both browsers of the first share together");
    assert_eq!(statuses(&replies[40..]), [(422, 5), (429, 15)]);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_browsers_that_asked_at_once_come_in_by_their_own_code() {
    let house = House::at(MONDAY).await;
    let share = coded(&house).await;
    let phone = asked(&house, &share).await;
    let first = house.mailed_code().await;
    let laptop = asked(&house, &share).await;
    let second = house.mailed_code().await;
    assert_eq!(type_code(&phone, &share, &second).await.expect(422).errors(), ["/code code_wrong"]);
    type_code(&phone, &share, &first).await.expect(200);
    type_code(&laptop, &share, &second).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_again_mails_the_same_code_as_long_as_it_is_good_and_then_another() {
    let house = House::at(MONDAY).await;
    let share = coded(&house).await;
    let guest = asked(&house, &share).await;
    let first = house.mailed_code().await;
    assert_eq!(guest.ask_code(&share).await.expect(202).body["until"], "2026-11-23T12:15:00Z");
    assert_eq!(mails(&house), 1, "pressed twice");
    house.pass(SignedDuration::from_mins(14));
    assert_eq!(guest.ask_code(&share).await.expect(202).body["until"], "2026-11-23T12:15:00Z");
    assert_eq!((house.mailed_code().await, mails(&house)), (first.clone(), 2));
    house.pass(SignedDuration::from_mins(1));
    assert_eq!(type_code(&guest, &share, &first).await.expect(422).errors(), ["/code code_ended"]);
    guest.ask_code(&share).await.expect(202);
    let second = house.mailed_code().await;
    assert_ne!(second, first);
    type_code(&guest, &share, &format!(" {} {}\r\n", &second[..3], &second[3..])).await.expect(200);
}

fn mails(house: &House) -> usize {
    let mails = house.system.cloud.inbox().messages();
    mails.iter().filter(|mail| mail.tags.contains(&("mail".into(), "code".into()))).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_too_often_is_told_when_the_next_code_can_be_sent() {
    let house = House::at(MONDAY).await;
    let share = coded(&house).await;
    let guest = house.guest();
    guest.peek(&share).await.expect(200);
    for _ in 0..12 {
        guest.ask_code(&share).await.expect(202);
        house.pass(SignedDuration::from_secs(31));
    }
    let refused = guest.ask_code(&share).await.expect(429);
    assert_eq!(refused.header("retry-after"), "6828");
    let page = guest.follow(guest.form(&format!("{}/code", share.door()), &[]).await).await.expect(200).text;
    assert!(page.contains("Codes were sent too often. The next one can be sent in 1 hour, at 11:00"), "{page}");
    // Another share of the same address has codes of its own, up to what an address gets.
    for _ in 0..2 {
        let other = coded(&house).await;
        let stranger = house.guest();
        stranger.peek(&other).await.expect(200);
        for _ in 0..9 {
            stranger.ask_code(&other).await.expect(202);
            house.pass(SignedDuration::from_secs(31));
        }
    }
    let third = coded(&house).await;
    let stranger = house.guest();
    stranger.peek(&third).await.expect(200);
    let refused = stranger.ask_code(&third).await.expect(429);
    assert_eq!(refused.problem(), "too_many_requests");
    assert!(refused.header("retry-after").parse::<u64>().unwrap() < 48 * 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_is_in_the_mail_and_nowhere_else() {
    let house = House::at(MONDAY).await;
    let share = coded(&house).await;
    let guest = asked(&house, &share).await;
    let waiting = format!("{:?}", house.state("OUTBOX#").await);
    let code = house.mailed_code().await;
    let mail = house.system.cloud.inbox().messages().pop().unwrap();
    assert!(!mail.subject.contains(&code) && !mail.text.unwrap().contains("http"));
    assert_eq!(mail.to, ["ana@supplier.example"]);
    type_code(&guest, &share, &code).await.expect(200);
    for table in [Names::STATE, Names::TRAIL] {
        let rows = Value::from(house.rows(table).await).to_string();
        assert!(!rows.contains(&format!("\"{code}\"")), "{table}");
    }
    assert!(!waiting.contains(&format!("\"{code}\"")));
    let events = house.events().iter().any(|event| event.detail.to_string().contains(&format!("\"{code}\"")));
    assert!(!events);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_the_page_asks_for_one_thing_after_the_other() {
    let house = House::at(MONDAY).await;
    let share = coded(&house).await;
    let guest = house.guest();
    let page = guest.come(&share).await.expect(200).text;
    assert!(page.contains("Send me the code"), "{page}");
    let sent = guest.form(&format!("{}/code", share.door()), &[]).await.expect(303);
    assert_eq!(sent.header("location"), format!("{}#code", share.door()));
    let page = guest.follow(sent).await.expect(200).text;
    assert!(page.contains("autocomplete=\"one-time-code\"") && page.contains("Good until 09:15"), "{page}");
    let code = house.mailed_code().await;
    let notice = guest.get(&share.door()).await.body["notice"]["sha256"].as_str().unwrap().to_owned();
    let typed = |code: &str| vec![("notice", notice.clone()), ("consent", "yes".into()), ("code", code.to_owned())];
    let press = async |code: &str| {
        let fields = typed(code);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        guest.form(&share.door(), &fields).await.expect(303)
    };
    let wrong = press(&another(&code)).await;
    let refused = format!("{}?refused=wrong_code&ticked=", share.door());
    assert!(wrong.header("location").starts_with(&refused), "{}", wrong.header("location"));
    let page = guest.follow(wrong).await.expect(200).text;
    assert!(page.contains("This is not the code.") && page.contains("checked"), "{page}");
    assert_eq!(press(&code).await.header("location"), format!("/p/{}", share.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_helped_by_a_code_where_the_policy_lets_it() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let locked = async || carla.share(|terms| terms["password"] = json!("correct horse battery")).await;
    let strict = locked().await;
    let guest = house.guest();
    guest.peek(&strict).await.expect(200);
    assert_eq!(guest.ask_code(&strict).await.expect(409).body["code"], "code_not_needed");
    house.org_policy(json!({ "code_instead_of_password": true })).await;
    let share = locked().await;
    let page = guest.come(&share).await.expect(200).text;
    assert!(page.contains("Forgot it? Get a code by e-mail"), "{page}");
    let page = guest.follow(guest.form(&format!("{}/code", share.door()), &[]).await).await.expect(200).text;
    assert!(page.contains("Use the password instead") && !page.contains("name=\"password\""), "{page}");
    let by_password = guest.page(&format!("{}?password=true", share.door())).await.expect(200).text;
    assert!(by_password.contains("name=\"password\""), "{by_password}");
    type_code(&guest, &share, &house.mailed_code().await).await.expect(200);
    let trail = house.staff("carla").records(&share.id).await;
    assert_eq!(trail.last().unwrap()["actor"]["assurance"], "code");
    let again = house.guest();
    again.open_with(&share, |body| body["password"] = json!("correct horse battery")).await.expect(200);
    let trail = house.staff("carla").records(&share.id).await;
    assert_eq!(trail.last().unwrap()["actor"]["assurance"], "password");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_password_both_are_needed_and_are_one_attempt() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla");
    let share = share.share(|terms| {
        terms["code"] = json!(true);
        terms["password"] = json!("correct horse battery");
    });
    let share = share.await;
    let guest = asked(&house, &share).await;
    let code = house.mailed_code().await;
    let mut body = guest.ticked(&share).await;
    body["code"] = json!(code);
    let lacking = guest.post(&share.door(), &body).await.expect(422);
    assert_eq!(lacking.errors(), ["/password password_missing", "/code code_missing"]);
    assert_eq!(told(&house, &share, "share.code_tried").await, 0, "no attempt is spent on half of it");
    body["password"] = json!("incorrect horse");
    assert_eq!(guest.post(&share.door(), &body).await.expect(422).errors(), ["/password password_wrong"]);
    body["password"] = json!("correct horse battery");
    guest.keep(&guest.post(&share.door(), &body).await.expect(200));
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    let trail = house.staff("carla").records(&share.id).await;
    let saved = trail.iter().find(|record| record["kind"] == "share.field_changed").unwrap();
    assert_eq!(saved["actor"]["assurance"], "password+code", "each record of the visit says so");
    house.balance().await;
}
