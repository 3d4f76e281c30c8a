//! A browser from which the password was given before has a lane of attempts of its own: strangers who hold the link
//! cannot keep it out, and it opens nothing by itself.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const RIGHT: &str = "correct horse battery";
const WRONG: &str = "incorrect horse battery";

async fn locked_share(house: &House) -> Share {
    let whole_month = json!({ "days": 30 });
    let terms = |terms: &mut Value| {
        terms["password"] = json!(RIGHT);
        terms["expiry"] = whole_month;
    };
    house.staff("carla").share(terms).await
}

async fn open(guest: &Guest<'_>, share: &Share, password: &str) -> Reply {
    guest.open_with(share, |body| body["password"] = json!(password)).await
}

/// Strangers who hold the link guess as fast as they are let, until they are told to wait.
async fn flood(house: &House, share: &Share) {
    let stranger = house.guest();
    let mut opening = stranger.opening(share).await;
    opening["password"] = json!(WRONG);
    for _ in 0..20 {
        if stranger.post(&share.door(), &opening).await.status == 429 {
            return;
        }
    }
    panic!("strangers guess without end");
}

/// The visit ends, the browser stays.
fn leave(guest: &Guest<'_>, share: &Share) {
    guest.cookies().remove(&format!("__Host-vst-{}", share.id));
}

fn device(share: &Share) -> String {
    format!("__Host-vsd-{}", share.id)
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_at_full_speed_for_days_keep_no_guest_out_who_was_in_before() {
    let house = House::at(MONDAY).await;
    let share = locked_share(&house).await;
    let guest = house.guest();
    open(&guest, &share, RIGHT).await.expect(200);
    for quarter in 0..(2 * 24 * 4) {
        flood(&house, &share).await;
        if quarter % 24 == 0 {
            leave(&guest, &share);
            open(&guest, &share, RIGHT).await.expect(200);
            open(&house.guest(), &share, RIGHT).await.expect(429);
        }
        house.pass(SignedDuration::from_mins(15));
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_in_before_has_five_attempts_of_their_own_and_waits_alone() {
    let house = House::at(MONDAY).await;
    let share = locked_share(&house).await;
    let guest = house.guest();
    open(&guest, &share, RIGHT).await.expect(200);
    leave(&guest, &share);
    for _ in 0..5 {
        assert_eq!(open(&guest, &share, WRONG).await.expect(422).errors(), ["/password password_wrong"]);
    }
    let refused = open(&guest, &share, RIGHT).await.expect(429);
    assert_eq!((refused.header("retry-after"), &refused.body["at"]), ("30", &json!("2026-11-23T12:00:30Z")));
    let sent = guest.opening(&share).await;
    let fields = [("notice", sent["notice"].as_str().unwrap()), ("consent", "yes"), ("password", RIGHT)];
    let sent = guest.form(&share.door(), &fields).await.expect(303);
    let page = guest.follow(sent).await.expect(200);
    assert!(page.text.contains("Too many wrong attempts"), "{}", page.text);

    open(&house.guest(), &share, RIGHT).await.expect(200);
    open(&guest, &share, RIGHT).await.expect(429);
    house.pass(SignedDuration::from_secs(30));
    open(&guest, &share, RIGHT).await.expect(200);
    let trail = house.staff("carla").get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    let tried = |known: bool| {
        let records = trail["records"].as_array().unwrap().iter();
        records.filter(|r| r["kind"] == "share.password_tried" && r["facts"]["known_device"] == known).count()
    };
    assert_eq!((tried(true), tried(false)), (6, 2));
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_browser_is_let_in_by_its_password_alone() {
    let house = House::at(MONDAY).await;
    let (share, other) = (locked_share(&house).await, locked_share(&house).await);
    let guest = house.guest();
    let opened = open(&guest, &share, RIGHT).await.expect(200);
    let set: Vec<_> = opened.headers.get_all("set-cookie").iter().map(|v| v.to_str().unwrap()).collect();
    let cookie = set.iter().find(|set| set.starts_with(&device(&share))).unwrap();
    assert!(cookie.ends_with("; Max-Age=7776000; Path=/; Secure; HttpOnly; SameSite=Strict"), "{cookie}");
    leave(&guest, &share);
    guest.get(&format!("/p/{}", share.id)).await.expect(404);
    guest.page(&share.door()).await.expect(404);
    let without = guest.opening(&share).await;
    let refused = guest.post(&share.door(), &without).await.expect(422);
    assert_eq!(refused.errors(), ["/password password_missing"]);

    // Of another share it is nothing, nor is one that we did not seal.
    let known = guest.cookies()[&device(&share)].clone();
    flood(&house, &other).await;
    flood(&house, &share).await;
    let stranger = house.guest();
    stranger.cookies().insert(device(&other), known.clone());
    open(&stranger, &other, RIGHT).await.expect(429);
    stranger.cookies().insert(device(&share), known.replace('A', "B") + "A");
    open(&stranger, &share, RIGHT).await.expect(429);
    open(&guest, &share, RIGHT).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_without_a_password_knows_no_browser() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    assert!(!guest.cookies().contains_key(&device(&share)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_and_a_new_link_end_what_was_known() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = locked_share(&house).await;
    let guest = house.guest();
    open(&guest, &share, RIGHT).await.expect(200);
    let changed = json!({ "password": "another horse battery" });
    carla.post(&format!("/v1/shares/{}/password", share.id), &changed).await.expect(200);
    flood(&house, &share).await;
    open(&guest, &share, "another horse battery").await.expect(429);

    house.pass(SignedDuration::from_mins(15));
    open(&guest, &share, "another horse battery").await.expect(200);
    let rotate = json!({ "delivery": "link" });
    let link = carla.post(&format!("/v1/shares/{}/rotate", share.id), &rotate).await.expect(200).body["link"].clone();
    let share = Share { link: link.as_str().unwrap().to_owned(), ..share };
    flood(&house, &share).await;
    open(&guest, &share, "another horse battery").await.expect(429);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_password_on_the_same_visit_costs_nothing_however_often() {
    let house = House::at(MONDAY).await;
    let share = locked_share(&house).await;
    let guest = house.guest();
    let mut opening = guest.opening(&share).await;
    opening["password"] = json!(RIGHT);
    let landing = guest.cookies().clone();
    for known in [false, true] {
        for _ in 0..9 {
            let again = guest.post(&share.door(), &opening).await.expect(200);
            if known {
                guest.keep(&again);
            }
            guest.cookies().extend(landing.clone());
        }
    }
    let trail = house.staff("carla").trail(&share.id).await;
    let told = |kind: &str| trail.iter().filter(|told| *told == kind).count();
    assert_eq!((told("share.link_opened"), told("share.opened_again")), (1, 17));
    let mut wrong = opening.clone();
    wrong["password"] = json!(WRONG);
    guest.post(&share.door(), &wrong).await.expect(422);
    for _ in 0..5 {
        open(&house.guest(), &share, WRONG).await.expect(422);
    }
    house.balance().await;
}
