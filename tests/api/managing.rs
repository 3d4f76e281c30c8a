//! What staff do with a share that is out: revoke, extend, rotate, change its password.

mod as_required_now;

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::house::{Guest, House, Reply, Share, Staff};

const MONDAY: &str = "2026-11-23T12:00:00Z";

async fn revoke(staff: &Staff<'_>, share: &Share) -> Reply {
    staff.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await
}

async fn extend(staff: &Staff<'_>, share: &Share, expiry: Value) -> Reply {
    staff.patch(&format!("/v1/shares/{}", share.id), &json!({ "expiry": expiry })).await
}

async fn rotate(staff: &Staff<'_>, share: &Share, body: Value) -> Reply {
    staff.post(&format!("/v1/shares/{}/rotate", share.id), &body).await
}

async fn password(staff: &Staff<'_>, share: &Share, password: Value) -> Reply {
    staff.post(&format!("/v1/shares/{}/password", share.id), &json!({ "password": password })).await
}

async fn seen(guest: &Guest<'_>, share: &Share) -> u16 {
    guest.get(&format!("/p/{}", share.id)).await.status
}

/// The rows of the trail that managing it left.
async fn managed(staff: &Staff<'_>, share: &Share) -> Vec<String> {
    let mut kinds = staff.trail(&share.id).await;
    kinds.retain(|kind| !["share.created", "share.link_opened", "share.consented"].contains(&kind.as_str()));
    kinds
}

#[tokio::test(flavor = "multi_thread")]
async fn revoking_twice_is_one_revocation_and_tells_who_did_it_first() {
    let house = House::at(MONDAY).await;
    let (carla, olivia) = (house.staff("carla"), house.staff("olivia"));
    let share = carla.share(|_| {}).await;

    let first = revoke(&carla, &share).await.expect(200);
    assert_eq!(first.body["status"], "revoked");
    assert_eq!(first.body["revoked"], json!({ "at": "2026-11-23T12:00:00Z", "by": "Carla Mendes" }));
    house.pass(SignedDuration::from_hours(1));
    let again = revoke(&olivia, &share).await.expect(200);

    assert_eq!(again.body, first.body);
    assert_eq!(managed(&carla, &share).await, ["share.revoked"]);
    for refused in [
        rotate(&carla, &share, json!({})).await,
        extend(&carla, &share, json!({ "days": 9 })).await,
        password(&carla, &share, json!("correct horse")).await,
    ] {
        assert_eq!((refused.status, &refused.body["code"]), (409, &json!("revoked")), "{}", refused.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn extending_keeps_the_link_and_the_session() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["expiry"] = json!({ "days": 1 })).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);

    let moved = extend(&carla, &share, json!({ "at": "2026-11-27T18:00:00", "zone": "Europe/Berlin" })).await;

    let moved = moved.expect(200).body;
    assert_eq!((&moved["expires_at"], &moved["zone"]), (&json!("2026-11-27T17:00:00Z"), &json!("Europe/Berlin")));
    assert_eq!(seen(&guest, &share).await, 200);
    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    let facts = json!({ "from": "2026-11-24T12:00:00Z", "to": "2026-11-27T17:00:00Z" });
    assert_eq!((&activity["records"][3]["kind"], &activity["records"][3]["facts"]), (&json!("share.extended"), &facts));
    house.pass(SignedDuration::from_hours(4 * 24));
    house.guest().open(&share).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_share_comes_back_to_life_even_after_its_expiry_was_recorded() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|_| {}).await;
    house.pass(SignedDuration::from_hours(7 * 24));
    let carla = house.staff("carla");
    assert_eq!(house.guest().peek(&share).await.expect(410).body["reason"], "expired");
    assert_eq!(house.system.sweep().await.unwrap(), 1);
    assert_eq!(carla.get("/v1/shares?project=procurement").await.body["shares"], json!([]));

    let extended = extend(&carla, &share, json!({ "days": 2 })).await.expect(200).body;

    assert_eq!((&extended["status"], &extended["expires_at"]), (&json!("active"), &json!("2026-12-02T12:00:00Z")));
    assert_eq!(carla.get("/v1/shares?project=procurement").await.body["shares"][0]["id"], share.id.as_str());
    house.guest().open(&share).await.expect(200);
    house.pass(SignedDuration::from_hours(2 * 24));
    assert_eq!(house.guest().peek(&share).await.expect(410).body["reason"], "expired");
    assert_eq!(house.system.sweep().await.unwrap(), 1);
    let carla = house.staff("carla");
    assert_eq!(managed(&carla, &share).await, ["share.expired", "share.extended", "share.expired"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn extending_is_held_to_the_ceiling_of_today() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["expiry"] = json!({ "days": 40 })).await;
    house.org_policy(json!({ "max_expiry_days": 30 })).await;

    let far = extend(&carla, &share, json!({ "days": 31 })).await.expect(422);
    assert_eq!((far.problem(), far.errors()), ("policy", vec!["/expiry above_ceiling".to_owned()]));
    assert_eq!(
        (&far.body["errors"][0]["setting"], &far.body["errors"][0]["layer"]),
        (&json!("max_expiry_days"), &json!("org"))
    );
    let past = extend(&carla, &share, json!({ "at": "2026-11-23T11:00:00Z" })).await.expect(422);
    assert_eq!(past.errors(), ["/expiry expiry_past"]);
    carla.patch(&format!("/v1/shares/{}", share.id), &json!({})).await.expect(400);
    assert_eq!(managed(&carla, &share).await, Vec::<String>::new());
    extend(&carla, &share, json!({ "days": 30 })).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn rotating_kills_the_old_link_and_every_session() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["max_accesses"] = json!(3)).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let opening = guest.opening(&share).await;

    let rotated = rotate(&carla, &share, json!({})).await.expect(200).body;

    let new = Share { link: rotated["link"].as_str().unwrap().to_owned(), ..share.clone() };
    assert_ne!(new.link, share.link);
    assert_eq!(rotated["accesses"], json!({ "used": 1, "max": 3 }), "counts go on");
    assert_eq!(seen(&guest, &share).await, 401);
    for told in [guest.post(&share.door(), &opening).await, guest.peek(&share).await] {
        assert_eq!(told.expect(410).body["reason"], "replaced");
    }
    house.guest().open(&new).await.expect(200);
    assert_eq!(managed(&carla, &share).await, ["share.rotated"]);
    rotate(&carla, &share, json!({ "delivery": "pigeon" })).await.expect(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_set_changed_or_removed_ends_every_session_at_once() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    let with = |word: &'static str| move |o: &mut Value| o["password"] = json!(word);

    guest.open(&share).await.expect(200);
    assert_eq!(password(&carla, &share, json!("correct horse")).await.expect(200).body["password"], true);
    assert_eq!(seen(&guest, &share).await, 401);
    assert_eq!(guest.open(&share).await.expect(422).errors(), ["/password password_missing"]);
    guest.open_with(&share, with("correct horse")).await.expect(200);

    password(&carla, &share, json!("battery staple")).await.expect(200);
    assert_eq!(seen(&guest, &share).await, 401);
    let old = guest.open_with(&share, with("correct horse")).await.expect(422);
    assert_eq!(old.errors(), ["/password password_wrong"]);
    guest.open_with(&share, with("battery staple")).await.expect(200);

    assert_eq!(password(&carla, &share, Value::Null).await.expect(200).body["password"], false);
    assert_eq!(seen(&guest, &share).await, 401);
    guest.open(&share).await.expect(200);

    let short = password(&carla, &share, json!("short")).await.expect(422);
    assert_eq!(short.errors(), ["/password invalid"]);
    house.project_policy(json!({ "password_required": true })).await;
    let needed = password(&carla, &share, Value::Null).await.expect(422);
    assert_eq!((needed.problem(), needed.errors()), ("policy", vec!["/password password_required".to_owned()]));
    let kinds = managed(&carla, &share).await;
    assert_eq!(kinds.iter().filter(|k| *k == "share.password_changed").count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_completed_share_is_not_managed_but_can_be_closed() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["scope"]["tasks"] = json!(["secret"])).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.complete(&share, "secret").await.expect(200);

    for refused in [
        rotate(&carla, &share, json!({})).await,
        extend(&carla, &share, json!({ "days": 9 })).await,
        password(&carla, &share, json!("correct horse")).await,
    ] {
        assert_eq!((refused.status, refused.problem()), (409, "conflict"));
        assert_eq!(refused.body["code"], "completed", "{}", refused.text);
    }
    assert_eq!(seen(&guest, &share).await, 200, "the receipt is still to be read");
    assert_eq!(revoke(&carla, &share).await.expect(200).body["status"], "revoked");
    assert_eq!(seen(&guest, &share).await, 410);
    assert_eq!(managed(&carla, &share).await, ["share.task_completed", "share.revoked"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn initiators_manage_their_own_shares_controllers_all_of_the_project() {
    let house = House::at(MONDAY).await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    let hers = carla.share(|_| {}).await;
    let his = ivo.share(|_| {}).await;
    for (sub, status) in [("ivo", 403), ("vera", 403), ("otto", 404)] {
        let staff = house.staff(sub);
        for refused in [
            revoke(&staff, &hers).await,
            rotate(&staff, &hers, json!({})).await,
            extend(&staff, &hers, json!({ "days": 9 })).await,
            password(&staff, &hers, json!("correct horse")).await,
        ] {
            assert_eq!(refused.status, status, "{sub}: {}", refused.text);
        }
    }
    assert_eq!(managed(&carla, &hers).await, Vec::<String>::new());
    extend(&ivo, &his, json!({ "days": 9 })).await.expect(200);
    rotate(&carla, &his, json!({})).await.expect(200);
    revoke(&house.staff("olivia"), &his).await.expect(200);
    assert_eq!(managed(&carla, &his).await, ["share.extended", "share.rotated", "share.revoked"]);
}
