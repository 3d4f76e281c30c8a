//! Being heard: what guests write and send reaches the creator, and what staff answer reaches the guest.

use embedded_cloud::Message;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::house::{Guest, House, Share, Staff};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The mails to the one or the other.
fn mails(house: &House, to: &str) -> Vec<Message> {
    let mut mails = house.system.cloud.inbox().messages();
    mails.retain(|mail| mail.to == [to]);
    mails
}

const CREATOR: &str = "carla@acme.example";
const GUEST: &str = "ana@supplier.example";

fn text(mail: &Message) -> &str {
    mail.text.as_deref().unwrap()
}

async fn opened(house: &House) -> (Share, Guest<'_>) {
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    (share, guest)
}

async fn write(guest: &Guest<'_>, share: &Share, text: &str) {
    guest.post(&format!("/p/{}/tasks/details/comments", share.id), &json!({ "text": text })).await.expect(201);
}

fn comment(text: &str, visible_to: &str) -> Value {
    json!({ "task": "details", "text": text, "visible_to": visible_to })
}

async fn answer(staff: &Staff<'_>, share: &Share, text: &str, visible_to: &str) -> Value {
    let path = format!("/v1/shares/{}/comments", share.id);
    staff.post(&path, &comment(text, visible_to)).await.expect(201).body
}

async fn ten_minutes(house: &House) {
    house.pass(MINUTE * 10);
    assert_eq!(house.deliver().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guests_comments_and_files_reach_the_creator_in_one_mail_some_ten_minutes_later() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    write(&guest, &share, "Which year do you need?").await;
    house.pass(MINUTE);
    write(&guest, &share, "We close in March.").await;
    guest.upload(&share, "documents", "articles", "articles.pdf", b"%PDF-1.7 articles").await.expect(200);
    assert_eq!(house.deliver().await, 0);
    assert_eq!(mails(&house, CREATOR).len(), 0);
    ten_minutes(&house).await;

    let [mail] = <[Message; 1]>::try_from(mails(&house, CREATOR)).unwrap();
    assert_eq!(mail.subject, "Ana Souza has written about “Supplier onboarding”");
    for said in ["> Which year do you need?", "> We close in March.", "articles.pdf", "Company details"] {
        assert!(text(&mail).contains(said), "{said} in {}", text(&mail));
    }
    ten_minutes(&house).await;
    assert_eq!(mails(&house, CREATOR).len(), 1, "nothing is told twice");

    write(&guest, &share, "And in which currency?").await;
    ten_minutes(&house).await;
    let second = mails(&house, CREATOR).pop().unwrap();
    assert!(text(&second).contains("currency") && !text(&second).contains("Which year"), "{}", text(&second));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_alone_are_told_until_everything_is_completed_of_which_the_creator_hears_anyway() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    guest.upload(&share, "documents", "articles", "articles.pdf", b"%PDF-1.7 articles").await.expect(200);
    ten_minutes(&house).await;
    let [mail] = <[Message; 1]>::try_from(mails(&house, CREATOR)).unwrap();
    assert_eq!(mail.subject, "Ana Souza has sent files for “Supplier onboarding”");

    house.pass(MINUTE * 60);
    guest.upload(&share, "documents", "articles", "articles-2.pdf", b"%PDF-1.7 more").await;
    guest.complete(&share, "documents").await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    ten_minutes(&house).await;
    let subjects: Vec<_> = mails(&house, CREATOR).into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects[1..], ["Ana Souza has completed their part of “Supplier onboarding”"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_who_asks_gets_the_answer_by_mail_and_on_the_page() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = opened(&house).await;
    write(&guest, &share, "Which year do you need?").await;
    house.pass(MINUTE);
    let made = answer(&carla, &share, "The year 2025, please.\n<b>Only that.</b>", "guest").await;
    assert_eq!(
        (&made["author"], &made["from"], &made["visible_to"]),
        (&json!("Carla Mendes"), &json!("staff"), &json!("guest"))
    );
    house.pass(MINUTE);
    answer(&carla, &share, "In BRL.", "guest").await;
    ten_minutes(&house).await;

    let [mail] = <[Message; 1]>::try_from(mails(&house, GUEST)).unwrap();
    assert_eq!(mail.subject, "Acme Engenharia has written about “Supplier onboarding”");
    assert!(text(&mail).contains("> The year 2025, please.") && text(&mail).contains("> In BRL."), "{}", text(&mail));
    assert!(text(&mail).contains("Carla Mendes, Monday 23 November 2026, 09:01 (São Paulo time)"), "{}", text(&mail));
    assert!(!mail.html.as_deref().unwrap().contains("<b>") && !text(&mail).contains("/i#"), "{}", text(&mail));

    let page = guest.page(&format!("/p/{}", share.id)).await.expect(200).text;
    assert!(page.contains("Carla Mendes of Acme Engenharia") && page.contains("The year 2025, please."), "{page}");
    let view = guest.get(&format!("/p/{}", share.id)).await.expect(200).body;
    let froms: Vec<_> = view["tasks"][1]["comments"].as_array().unwrap().iter().map(|c| c["from"].clone()).collect();
    assert_eq!(froms, ["guest", "staff", "staff"]);
    let kinds = carla.trail(&share.id).await;
    assert_eq!(kinds[kinds.len() - 3..], ["share.commented", "share.staff_commented", "share.staff_commented"]);
    let events = house.events();
    let told = events.iter().find(|event| event.detail_type == "share.staff_commented").unwrap();
    assert!(!told.detail.to_string().contains("2025"), "no text is on the bus: {}", told.detail);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_for_staff_alone_exists_for_no_guest_on_no_page_and_in_no_mail() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = opened(&house).await;
    let note = answer(&carla, &share, "Their number looks odd.", "internal").await;
    ten_minutes(&house).await;
    assert_eq!(mails(&house, GUEST).len(), 0);
    let (path, id) = (format!("/p/{}", share.id), note["id"].as_str().unwrap());
    for reply in [guest.get(&path).await.expect(200), guest.page(&path).await.expect(200)] {
        assert!(!reply.text.contains("odd") && !reply.text.contains(id), "{}", reply.text);
    }
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    let receipt = format!("/p/{}/tasks/details/receipt", share.id);
    assert!(!guest.page(&receipt).await.expect(200).text.contains("odd"));
    ten_minutes(&house).await;
    assert!(mails(&house, GUEST).iter().all(|mail| !text(mail).contains("odd")));
    let run = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;
    let comments = &run["tasks"][1]["comments"];
    assert_eq!((&comments[0]["visible_to"], &comments[0]["share"]), (&json!("internal"), &json!(share.id)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_revoked_share_is_refused_and_one_on_its_way_is_not_mailed() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = opened(&house).await;
    write(&guest, &share, "Which year do you need?").await;
    answer(&carla, &share, "The year 2025.", "guest").await;
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    let path = format!("/v1/shares/{}/comments", share.id);
    for visible_to in ["guest", "internal"] {
        let refused = carla.post(&path, &comment("Too late.", visible_to)).await.expect(409).body;
        assert_eq!(refused["code"], "revoked");
    }
    ten_minutes(&house).await;
    assert_eq!(mails(&house, GUEST).len(), 0);
    assert_eq!(mails(&house, CREATOR).len(), 1, "what the guest wrote before is heard");
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_comments_are_refused_where_nothing_is_to_be_said() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = opened(&house).await;
    let path = format!("/v1/shares/{}/comments", share.id);
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut body = comment("Hello.", "guest");
        change(&mut body);
        let (carla, path) = (&carla, &path);
        async move { carla.post(path, &body).await }
    };
    assert_eq!(refused(&|body| body["text"] = json!(" ")).await.expect(422).errors().len(), 1);
    refused(&|body| body["text"] = json!("x".repeat(2001))).await.expect(422);
    refused(&|body| body["visible_to"] = json!("everybody")).await.expect(400);
    refused(&|body| body["task"] = json!("review")).await.expect(404);
    refused(&|body| body["task"] = json!("nothing")).await.expect(404);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    refused(&|_| {}).await.expect(201);
    let page = guest.page(&format!("/p/{}", share.id)).await.expect(200).text;
    assert!(page.contains("Hello."), "what is asked before a task is sent can be answered after: {page}");

    let body = json!({ "task": "documents", "text": "Once.", "visible_to": "guest" });
    let first = carla.post_once(&path, "once", &body).await.expect(201).body;
    let again = carla.post_once(&path, "once", &body).await.expect(201).body;
    assert_eq!(first, again);
    let run = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;
    assert_eq!(run["tasks"][0]["comments"].as_array().unwrap().len(), 1);
}
