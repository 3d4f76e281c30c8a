//! A share's password: attempts are counted before they are made, waiting grows and ends, and the password itself
//! is nowhere.

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_local::Names;

use crate::house::{Guest, House, Reply, Share, at_once, statuses};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const RIGHT: &str = "correct horse battery";
const WRONG: &str = "incorrect horse battery";

async fn locked_share(house: &House) -> Share {
    house.staff("carla").share(|terms| terms["password"] = json!(RIGHT)).await
}

async fn open(guest: &Guest<'_>, share: &Share, password: &str) -> Reply {
    guest.open_with(share, |body| body["password"] = json!(password)).await
}

/// Five wrong passwords: the free ones.
async fn use_up(house: &House, share: &Share) {
    for _ in 0..5 {
        let refused = open(&house.guest(), share, WRONG).await.expect(422);
        assert_eq!(refused.errors(), ["/password password_wrong"]);
    }
}

async fn told(house: &House, share: &Share, kind: &str) -> usize {
    let trail = house.staff("carla").trail(&share.id).await;
    trail.iter().filter(|told| *told == kind).count()
}

/// Seconds to wait, as a refused attempt is told.
async fn wait(house: &House, share: &Share) -> u64 {
    let refused = open(&house.guest(), share, WRONG).await.expect(429);
    refused.header("retry-after").parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_wrong_passwords_at_once_cost_five_hashes() {
    let house = House::for_many().await;
    let share = locked_share(&house).await;
    let mut openings = Vec::new();
    for _ in 0..100 {
        let guest = house.guest();
        let mut opening = guest.opening(&share).await;
        opening["password"] = json!(WRONG);
        openings.push(guest.request("POST", &share.door()).json(&opening));
    }

    let replies = at_once(openings).await;

    assert_eq!(statuses(&replies), [(422, 5), (429, 95)]);
    for refused in replies.iter().filter(|reply| reply.status == 429) {
        assert_eq!(refused.header("retry-after"), "30");
        assert_eq!(refused.body["at"], "2026-11-23T12:00:30Z");
    }
    // No hash is computed without an attempt on record, and one for each.
    assert_eq!(told(&house, &share, "share.password_tried").await, 5);
    assert_eq!(told(&house, &share, "share.password_failed").await, 5);
    assert_eq!(told(&house, &share, "share.locked").await, 1);
    house.balance().await;
    assert_eq!(house.deliver().await, 0);
    let mails = house.system.cloud.inbox().messages();
    assert_eq!(mails.iter().map(|mail| mail.to[0].as_str()).collect::<Vec<_>>(), ["carla@acme.example"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_password_opens_once_the_wait_is_over_and_all_is_forgiven() {
    let house = House::at(MONDAY).await;
    let share = locked_share(&house).await;
    use_up(&house, &share).await;
    let guest = house.guest();
    let early = open(&guest, &share, RIGHT).await.expect(429);
    assert_eq!((early.problem(), early.header("retry-after")), ("too_many_requests", "30"));

    house.pass(SignedDuration::from_secs(29));
    assert_eq!(open(&guest, &share, RIGHT).await.expect(429).header("retry-after"), "1");
    house.pass(SignedDuration::from_secs(1));
    open(&guest, &share, RIGHT).await.expect(200);

    use_up(&house, &share).await;
    assert_eq!(wait(&house, &share).await, 30, "as if nothing had been");
    guest.get(&format!("/p/{}", share.id)).await.expect(200);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_password_after_that_doubles_the_wait_up_to_a_quarter_hour() {
    let house = House::at(MONDAY).await;
    let share = locked_share(&house).await;
    use_up(&house, &share).await;
    let mut waits = Vec::new();
    for _ in 0..8 {
        let seconds = wait(&house, &share).await;
        waits.push(seconds);
        house.pass(SignedDuration::from_secs(seconds.cast_signed()));
        open(&house.guest(), &share, WRONG).await.expect(422);
    }

    assert_eq!(waits, [30, 60, 120, 240, 480, 900, 900, 900]);
    house.pass(SignedDuration::from_mins(15));
    open(&house.guest(), &share, RIGHT).await.expect(200);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_open_with_the_right_password_burns_no_attempt() {
    let house = House::at(MONDAY).await;
    let share = locked_share(&house).await;
    let guest = house.guest();
    let trail = || house.rows(Names::TRAIL);
    let before = trail().await;
    for missing in ["consent", "notice"] {
        let refused = guest
            .open_with(&share, |body| {
                body["password"] = json!(WRONG);
                body.as_object_mut().unwrap().remove(missing);
            })
            .await
            .expect(422);
        assert_eq!(refused.errors(), ["/consent consent_missing"]);
    }
    for none in [Value::Null, json!("")] {
        let refused = guest.open_with(&share, |body| body["password"] = none).await.expect(422);
        assert_eq!(refused.errors(), ["/password password_missing"]);
    }
    let bare = guest.open_with(&share, |body| *body = json!({})).await.expect(422);
    assert_eq!(bare.errors(), ["/consent consent_missing", "/password password_missing"]);
    assert_eq!(trail().await, before);

    let opening = guest.opening(&share).await;
    let with = |password: &str| {
        let mut body = opening.clone();
        body["password"] = json!(password);
        body
    };
    house.pass(SignedDuration::from_hours(24 * 7));
    guest.peek(&share).await.expect(410);
    assert_eq!(guest.post(&share.door(), &with(WRONG)).await.expect(410).body["reason"], "expired");
    assert_eq!(trail().await, before);
    let revoke = format!("/v1/shares/{}/revoke", share.id);
    house.staff("carla").post(&revoke, &json!({})).await.expect(200);
    let revoked = trail().await;
    assert_eq!(guest.post(&share.door(), &with(WRONG)).await.expect(410).body["reason"], "revoked");
    assert_eq!(guest.post(&share.door(), &with(RIGHT)).await.expect(410).body["reason"], "revoked");
    assert_eq!(trail().await, revoked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_could_never_have_been_set_is_simply_wrong() {
    let house = House::at(MONDAY).await;
    let share = locked_share(&house).await;
    for password in ["short", &"x".repeat(129), &RIGHT[1..], &RIGHT.replace(' ', "\u{0}")] {
        let refused = open(&house.guest(), &share, password).await.expect(422);
        assert_eq!(refused.errors(), ["/password password_wrong"], "{password}");
    }
    assert_eq!(told(&house, &share, "share.password_tried").await, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_password_nor_guesses_are_kept_anywhere() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = locked_share(&house).await;
    use_up(&house, &share).await;
    house.pass(SignedDuration::from_mins(1));
    open(&house.guest(), &share, RIGHT).await.expect(200);
    let password = json!({ "password": "another horse battery" });
    carla.post_once(&format!("/v1/shares/{}/password", share.id), "one", &password).await.expect(200);

    let mut kept = house.rows(Names::STATE).await;
    assert!(kept.iter().any(|row| row["sk"] == "OUTBOX") && kept.iter().any(|row| row["sk"] == "RESULT"));
    kept.extend(house.rows(Names::TRAIL).await);
    for row in &kept {
        assert!(!row.to_string().contains("horse"), "{row:#}");
    }
    assert_eq!(house.deliver().await, 0);
    let mail = &house.system.cloud.inbox().messages()[0];
    assert!(mail.subject.contains("password") || mail.text.as_ref().unwrap().contains("password"), "{mail:?}");
    assert!(!format!("{mail:?}").contains("horse"));
    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200);
    assert!(!activity.text.contains("horse"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_says_when_to_try_again_and_repeats_no_password() {
    let house = House::at(MONDAY).await;
    let share = locked_share(&house).await;
    use_up(&house, &share).await;
    let guest = house.guest();
    let opening = guest.opening(&share).await;
    let fields = [("notice", opening["notice"].as_str().unwrap()), ("consent", "yes"), ("password", WRONG)];

    let sent = guest.form(&share.door(), &fields).await.expect(303);
    let page = guest.follow(sent).await.expect(200);

    let says = "Too many wrong attempts. The next one is possible in 1 minute, at 09:01 (São Paulo time)";
    assert!(page.text.contains(says), "{}", page.text);
    assert!(!page.text.contains(WRONG));
    assert!(page.text.contains(r#"name="consent" value="yes" required checked"#), "what was ticked stays ticked");
}
