//! One person with two shares of a task, and two persons with one share each: whose file is whose.

use serde_json::{Value, json};

use crate::house::{Guest, House, Share};

const ARTICLES: &[u8] = b"%PDF-1.7 articles";

/// A share of `documents`, whose field takes one file, to this address.
async fn share_to(house: &House, email: &str) -> Share {
    let carla = house.staff("carla");
    let mut flow = crate::house::run();
    flow["tasks"][0]["fields"][0]["max"] = json!(1);
    carla.share_of(&flow, |terms| terms["recipient"]["email"] = json!(email)).await
}

async fn uploads(guest: &Guest<'_>, share: &Share) -> Vec<Value> {
    guest.task(share, "documents").await["uploads"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_meets_their_own_files_through_a_new_share() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let (old, first) = (share_to(&house, "ana@supplier.example").await, house.guest());
    first.open(&old).await.expect(200);
    first.upload(&old, "documents", "articles", "articles.pdf", ARTICLES).await.expect(200);
    carla.post(&format!("/v1/shares/{}/revoke", old.id), &json!({})).await.expect(200);

    let (new, guest) = (share_to(&house, "Ana@Supplier.Example").await, house.guest());
    guest.open(&new).await.expect(200);
    let sent = uploads(&guest, &new).await;
    assert_eq!((sent.len(), &sent[0]["name"]), (1, &json!("articles.pdf")));
    guest.download(&new, "documents", &sent[0]["id"]).await.expect(200);
    let more = guest.announce(&new, "documents", "articles", "more.pdf", b"%PDF-1.7 more").await.expect(422);
    assert_eq!(more.errors(), ["/field too_many_files"], "the field's number is the task's");
    guest.remove(&new, "documents", &sent[0]["id"]).await.expect(200);
    guest.upload(&new, "documents", "articles", "more.pdf", b"%PDF-1.7 more").await.expect(200);
    let receipt = guest.complete(&new, "documents").await.expect(200).body["receipt"].clone();
    assert_eq!(receipt["files"][0]["name"], "more.pdf");
    house.balance().await;

    let (third, later) = (share_to(&house, "Ana@Supplier.Example").await, house.guest());
    later.open(&third).await.expect(200);
    let again = later.get(&format!("/p/{}/tasks/documents/receipt", third.id)).await.expect(200);
    assert_eq!(again.body["receipt"], receipt, "the receipt is theirs, and names the share through which they sent it");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_guest_s_files_are_told_apart_and_take_their_place() {
    let house = House::open().await;
    let (hers, ana) = (share_to(&house, "ana@supplier.example").await, house.guest());
    ana.open(&hers).await.expect(200);
    ana.upload(&hers, "documents", "articles", "articles.pdf", ARTICLES).await.expect(200);

    let (his, bruno) = (share_to(&house, "bruno@lima.example").await, house.guest());
    bruno.open(&his).await.expect(200);
    assert_eq!(uploads(&bruno, &his).await, [Value::Null; 0], "not even their names");
    let refused = bruno.announce(&his, "documents", "articles", "mine.pdf", b"%PDF-1.7 mine").await.expect(422);
    assert_eq!(refused.errors(), ["/field taken_by_others"]);
    let page = bruno.page(&format!("/p/{}", his.id)).await.expect(200);
    assert!(page.text.contains("received from somebody else"), "{}", page.text);
    bruno.complete(&his, "documents").await.expect(200);
    ana.get(&format!("/p/{}/tasks/documents/receipt", hers.id)).await.expect(404);
    let receipt = bruno.get(&format!("/p/{}/tasks/documents/receipt", his.id)).await.expect(200);
    assert_eq!(receipt.body["receipt"]["files"], json!([]));
    house.balance().await;
}
