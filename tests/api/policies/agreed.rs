//! A guest agrees to the very texts that were shown, and ticks others anew.

use super::*;

const BEFORE: &str = "I know whose papers these are.";
const AFTER: &str = "I pay 10,000 for each day that I am late.";

/// The project asks for this disclaimer from now on, of this share too.
async fn applied(house: &House, share: &Share, disclaimer: &str) {
    let olivia = house.staff("olivia");
    olivia.patch(PROJECT, &json!({ "disclaimer": { "en": disclaimer } })).await.expect(200);
    let applied = olivia.post(&format!("{PROJECT}/apply"), &json!({ "shares": [share.id] })).await.expect(200).body;
    assert_eq!(applied["shares"][0]["outcome"], "applied");
}

/// The hashes of the disclaimers that were accepted.
async fn accepted(house: &House, share: &Share) -> Vec<Value> {
    let records = house.staff("carla").records(&share.id).await;
    let of = |record: &&Value| record["kind"] == "share.disclaimer_accepted";
    records.iter().filter(of).map(|record| record["facts"]["sha256"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disclaimer_that_took_the_place_of_the_one_that_was_read_is_accepted_by_nobody() {
    let house = House::open().await;
    let share = house.staff("carla").share(|_| {}).await;
    applied(&house, &share, BEFORE).await;
    let guest = house.guest();
    let read = guest.opening(&share).await;
    assert_eq!(read["disclaimer"], Digest::of(BEFORE).to_string());
    applied(&house, &share, AFTER).await;
    let refused = guest.post(&share.door(), &read).await.expect(422);
    assert_eq!(refused.errors(), ["/disclaimer disclaimer_missing"]);
    let mut bare = read.clone();
    bare["disclaimer"] = json!("yes");
    assert_eq!(guest.post(&share.door(), &bare).await.expect(400).body["errors"][0]["pointer"], "/disclaimer");
    assert!(accepted(&house, &share).await.is_empty());
    let now = guest.ticked(&share).await;
    guest.post(&share.door(), &now).await.expect(200);
    assert_eq!(accepted(&house, &share).await, [json!(Digest::of(AFTER))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_sends_the_text_that_it_showed_and_ticks_no_other_one() {
    let house = House::open().await;
    let share = house.staff("carla").share(|terms| terms["who_opens"] = json!(true)).await;
    applied(&house, &share, BEFORE).await;
    let guest = house.guest();
    let page = guest.come(&share).await.expect(200).text;
    let (before, after) = (Digest::of(BEFORE).to_string(), Digest::of(AFTER).to_string());
    let ticks = |of: &str| format!("name=\"disclaimer\" value=\"{of}\" required");
    assert!(page.contains(&ticks(&before)), "{page}");
    let notice = guest.get(&share.door()).await.body["notice"]["sha256"].as_str().unwrap().to_owned();
    let press = async |disclaimer: &str, name: &str| {
        let ticked = [("notice", &*notice), ("consent", "yes"), ("disclaimer", disclaimer)];
        let typed = [("name", name), ("email", "maria@supplier.example")];
        guest.form(&share.door(), &[&ticked[..], &typed[..]].concat()).await
    };
    applied(&house, &share, AFTER).await;
    let again = press(&before, "Maria").await.expect(422).text;
    assert!(again.contains("Tick the box to accept the text") && again.contains("value=\"Maria\""), "{again}");
    assert!(again.contains(&ticks(&after)) && !again.contains(&format!("{} checked", ticks(&after))), "{again}");
    assert_eq!(again.matches(" checked").count(), 1, "the notice is the same");
    press(&after, "Maria").await.expect(303);
    assert_eq!(accepted(&house, &share).await, [json!(Digest::of(AFTER))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_loaded_again_after_a_refusal_ticks_no_text_that_is_new() {
    let house = House::open().await;
    let share = house.staff("carla").share(|terms| terms["password"] = json!("correct horse")).await;
    applied(&house, &share, BEFORE).await;
    let guest = house.guest();
    let read = guest.opening(&share).await;
    let of = |text: &str| read[text].as_str().unwrap().to_owned();
    let fields = [("notice", &*of("notice")), ("consent", "yes"), ("disclaimer", &*of("disclaimer"))];
    let refused = guest.form(&share.door(), &fields).await.expect(303);
    let ticks = async || {
        let page = guest.page(refused.header("location")).await.expect(200).text;
        assert!(page.contains("Enter the password"), "{page}");
        page.matches(" checked").count()
    };
    assert_eq!(ticks().await, 2);
    applied(&house, &share, AFTER).await;
    assert_eq!(ticks().await, 0);
}
