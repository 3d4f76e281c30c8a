//! The receipt by mail: what a guest keeps of what they sent.

use embedded_cloud::Message;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::house::{Guest, House, Share, Staff};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The mails to the guest.
fn mails(house: &House) -> Vec<Message> {
    let mut mails = house.system.cloud.inbox().messages();
    mails.retain(|mail| mail.to == ["ana@supplier.example"]);
    mails
}

fn text(mail: &Message) -> &str {
    mail.text.as_deref().unwrap()
}

fn html(mail: &Message) -> &str {
    mail.html.as_deref().unwrap()
}

async fn records(carla: &Staff<'_>, share: &Share) -> Vec<Value> {
    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    activity["records"].as_array().unwrap().clone()
}

/// Two tasks that wait for nothing.
async fn opened(house: &House, change: impl FnOnce(&mut Value)) -> (Share, Guest<'_>) {
    let share = house.staff("carla").share(change).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    (share, guest)
}

async fn complete_details(guest: &Guest<'_>, share: &Share) -> Value {
    guest.save(share, "details", json!({ "legal_name": "Souza Metais", "employees": "12" })).await.expect(200);
    guest.complete(share, "details").await.expect(200).body
}

async fn complete_documents(guest: &Guest<'_>, share: &Share) -> Value {
    guest.upload(share, "documents", "articles", "articles.pdf", b"%PDF-1.7 articles").await.expect(200);
    guest.complete(share, "documents").await.expect(200).body
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_who_sends_everything_gets_one_mail_that_says_what_arrived() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house, |_| {}).await;
    complete_documents(&guest, &share).await;
    let last = complete_details(&guest, &share).await;
    house.deliver().await;

    let [mail] = <[Message; 1]>::try_from(mails(&house)).unwrap();
    let hash = last["receipt"]["record"]["hash"].as_str().unwrap();
    let sha256 = vestibule_domain::value::Digest::of(b"%PDF-1.7 articles").to_string();
    for said in ["Souza Metais", "articles.pdf", hash, &sha256, &share.id, "Carla Mendes", "23 November 2026"] {
        assert!(text(&mail).contains(said) && html(&mail).contains(said), "{said} in {}", text(&mail));
    }
    assert!(!text(&mail).contains("/i#") && !html(&mail).contains("href"), "it lets nobody in: {}", text(&mail));
    for minutes in [10, 10] {
        house.pass(MINUTE * minutes);
        assert_eq!(house.deliver().await, 0);
    }
    assert_eq!(mails(&house).len(), 1, "the one that waited has nothing more to tell");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipt_names_the_hash_that_an_exported_trail_shows() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = opened(&house, |_| {}).await;
    let receipt = complete_details(&guest, &share).await["receipt"].clone();
    let record = records(&carla, &share).await.pop().unwrap();
    assert_eq!(record["kind"], "share.task_completed");
    assert_eq!(receipt["record"], json!({ "seq": record["seq"], "hash": record["hash"] }));
    assert_eq!(receipt["copy_to"], "ana@supplier.example");
    let page = guest.page(&format!("/p/{}/tasks/details/receipt", share.id)).await.expect(200).text;
    assert!(page.contains(record["hash"].as_str().unwrap()), "{page}");
    assert!(page.contains("A copy of this receipt goes to ana@supplier.example by mail."), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_who_stops_after_one_task_gets_its_receipt_within_some_minutes() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house, |terms| terms["recipient"]["locale"] = json!("pt-BR")).await;
    complete_details(&guest, &share).await;
    house.deliver().await;
    house.pass(MINUTE * 9);
    house.deliver().await;
    assert_eq!(mails(&house).len(), 0, "more may follow");
    house.pass(MINUTE);
    house.deliver().await;
    let [mail] = <[Message; 1]>::try_from(mails(&house)).unwrap();
    assert!(mail.subject.starts_with("Comprovante: Acme Engenharia recebeu"), "{}", mail.subject);

    house.pass(MINUTE * 60);
    complete_documents(&guest, &share).await;
    assert_eq!(house.deliver().await, 0);
    let mails = mails(&house);
    assert_eq!(mails.len(), 2);
    assert!(
        text(&mails[1]).contains("Souza Metais") && text(&mails[1]).contains("articles.pdf"),
        "it tells everything"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_revoked_before_the_receipt_left_is_mailed_nothing_more() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house, |_| {}).await;
    complete_details(&guest, &share).await;
    let carla = house.staff("carla");
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    house.pass(MINUTE * 11);
    assert_eq!(house.deliver().await, 0);
    assert_eq!(mails(&house).len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_tells_of_what_this_guest_completed_and_of_nobody_elses() {
    let house = House::at(MONDAY).await;
    let (first, ana) = opened(&house, |_| {}).await;
    let bruno = |terms: &mut Value| {
        terms["recipient"] = json!({ "name": "Bruno Lima", "email": "bruno@fornecedor.example", "locale": "en" });
    };
    let (second, other) = opened(&house, bruno).await;
    complete_details(&ana, &first).await;
    complete_documents(&other, &second).await;
    house.pass(MINUTE * 11);
    assert_eq!(house.deliver().await, 0);
    let [mail] = <[Message; 1]>::try_from(mails(&house)).unwrap();
    assert!(text(&mail).contains("Souza Metais") && !text(&mail).contains("articles.pdf"), "{}", text(&mail));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_who_decides_where_others_still_have_to_gets_the_receipt_of_it() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let step = json!({
        "kind": "review", "rule": "all", "assignees": [{ "guest": "ana@supplier.example" }, { "member": "vera" }],
    });
    let flow = json!({ "title": "DWG 7", "tasks": [{ "id": "review", "title": "Review of sheet 3", "step": step }] });
    carla.put("/v1/projects/procurement/runs/dwg-7", &flow).await.expect(201);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
        terms["permissions"] = json!(["read_files", "respond"]);
    });
    let (share, guest) = (share.await, house.guest());
    guest.open_with_code(&share).await.expect(200);
    let before = mails(&house).len();
    let decided = guest.decide(&share, "review", ("approve", None)).await.expect(200).body;
    assert_eq!(decided["result"], json!(null), "Vera decides, too");
    house.deliver().await;
    house.pass(MINUTE * 11);
    house.deliver().await;
    let [receipt] = &mails(&house)[before..] else { panic!("one receipt") };
    assert!(text(receipt).contains("Review of sheet 3") && text(receipt).contains("Approve"), "{}", text(receipt));
}
