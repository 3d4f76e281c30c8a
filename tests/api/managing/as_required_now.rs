//! A share that gets a new link, or that lives again, is held against what its policy requires by then.

use super::*;

const POLICY: &str = "/v1/policy";

async fn policy(house: &House, change: Value) {
    house.staff("olivia").patch(POLICY, &change).await.expect(200);
}

async fn edit(staff: &Staff<'_>, share: &Share, change: Value) -> Reply {
    staff.patch(&format!("/v1/shares/{}", share.id), &change).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_carried_after_a_rotation_takes_the_code_that_is_required_by_then() {
    let house = House::at(MONDAY).await;
    let ivo = house.staff("ivo");
    policy(&house, json!({ "decision_code_required": false })).await;
    let share = ivo.share(|terms| terms["permissions"] = json!(["fill_fields", "respond"])).await;
    let carried = rotate(&ivo, &share, json!({ "delivery": "link" })).await.expect(200).body;
    assert_eq!(carried["code"], false, "nobody requires it");
    policy(&house, json!({ "decision_code_required": true })).await;
    for delivery in [json!({ "delivery": "email" }), json!({ "delivery": "link" }), json!({})] {
        let rotated = rotate(&ivo, &share, delivery.clone()).await.expect(200).body;
        assert_eq!(rotated["code"], json!(delivery["delivery"] != "email"), "{delivery}");
        if let Some(link) = rotated["link"].as_str() {
            let carried = Share { link: link.to_owned(), ..share.clone() };
            assert_eq!(house.guest().open(&carried).await.expect(422).errors(), ["/code code_missing"]);
        }
    }
    let kinds = managed(&ivo, &share).await;
    assert_eq!(kinds[kinds.len() - 4..], ["share.rotated", "share.rotated", "share.proofs_changed", "share.rotated"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_that_lives_again_asks_for_what_is_required_by_then_and_not_without_the_password() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|terms| terms["expiry"] = json!({ "days": 1 })).await;
    let alive = house.staff("carla").share_in("alive", |_| {}).await;
    policy(&house, json!({ "code_required": true, "who_opens_required": true, "password_required": true })).await;
    let stays = extend(&house.staff("carla"), &alive, json!({ "days": 8 })).await.expect(200).body;
    assert_eq!((&stays["code"], &stays["who_opens"]), (&json!(false), &json!(false)), "it lives");
    house.pass(SignedDuration::from_hours(23));
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    house.pass(SignedDuration::from_hours(1));
    let carla = house.staff("carla");
    assert_eq!(seen(&guest, &share).await, 410);
    let refused = extend(&carla, &share, json!({ "days": 5 })).await.expect(422);
    assert_eq!((refused.problem(), refused.errors()), ("policy", vec!["/password password_required".to_owned()]));
    assert_eq!(managed(&carla, &share).await, Vec::<String>::new());
    password(&carla, &share, json!("correct horse")).await.expect(200);
    let again = extend(&carla, &share, json!({ "days": 5 })).await.expect(200).body;
    assert_eq!((&again["status"], &again["code"], &again["who_opens"]), (&json!("active"), &json!(true), &json!(true)));
    assert_eq!(seen(&guest, &share).await, 401, "who came in without is out");
    let lacking = house.guest().open(&share).await.expect(422).errors();
    assert_eq!(lacking, ["/password password_missing", "/code code_missing", "/name who_opens_missing"]);
    assert_eq!(managed(&carla, &share).await, ["share.password_changed", "share.extended", "share.proofs_changed"]);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_that_was_opened_as_often_as_it_may_be_gets_no_new_link_until_it_may_be_opened_more_often() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["max_accesses"] = json!(1)).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    for delivery in ["email", "link"] {
        let refused = rotate(&carla, &share, json!({ "delivery": delivery })).await.expect(409);
        assert_eq!(refused.body["code"], "exhausted");
        assert!(refused.body["detail"].as_str().unwrap().contains("raise its max_accesses"), "{}", refused.text);
    }
    house.deliver().await;
    assert_eq!((seen(&guest, &share).await, house.system.cloud.inbox().messages().len()), (200, 0), "nothing happened");
    let used = edit(&carla, &share, json!({ "max_accesses": 1, "who_opens": false })).await.expect(200).body;
    assert_eq!(used["status"], "exhausted", "so it stands already");
    let raised = edit(&carla, &share, json!({ "max_accesses": 3 })).await.expect(200).body;
    assert_eq!((&raised["status"], &raised["accesses"]), (&json!("active"), &json!({ "used": 1, "max": 3 })));
    house.guest().open(&share).await.expect(200);
    let fewer = edit(&carla, &share, json!({ "max_accesses": 2 })).await.expect(422);
    assert_eq!(fewer.errors(), ["/max_accesses accesses_used"]);
    rotate(&carla, &share, json!({ "delivery": "email" })).await.expect(200);
    house.deliver().await;
    assert_eq!(house.system.cloud.inbox().messages().len(), 1);
    policy(&house, json!({ "allow_max_accesses_override": false, "default_max_accesses": 5 })).await;
    let fixed = edit(&carla, &share, json!({ "max_accesses": 0 })).await.expect(422);
    assert_eq!((fixed.problem(), fixed.errors()), ("policy", vec!["/max_accesses accesses_fixed".to_owned()]));
    edit(&carla, &share, json!({ "max_accesses": 5 })).await.expect(200);
    let kinds = managed(&carla, &share).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "share.accesses_changed").count(), 2);
    edit(&carla, &share, json!({ "max_accesses": -1 })).await.expect(400);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_that_is_over_gets_no_new_link_until_its_expiry_is_moved() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|_| {}).await;
    house.pass(SignedDuration::from_hours(7 * 24));
    let carla = house.staff("carla");
    let refused = rotate(&carla, &share, json!({ "delivery": "email" })).await.expect(409);
    assert_eq!(refused.body["code"], "expired");
    assert!(refused.body["detail"].as_str().unwrap().contains("move its expiry"), "{}", refused.text);
    extend(&carla, &share, json!({ "days": 2 })).await.expect(200);
    rotate(&carla, &share, json!({ "delivery": "email" })).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_day_that_is_allowed_ends_with_the_orgs_whichever_zone_is_named() {
    let house = House::at("2026-11-27T16:44:00Z").await;
    let carla = house.staff("carla");
    policy(&house, json!({ "max_expiry_days": 1, "default_expiry_days": 1 })).await;
    let share = carla.share(|_| {}).await;
    let west = json!({ "at": "2026-11-28", "zone": "Etc/GMT+12" });
    assert_eq!(extend(&carla, &share, west.clone()).await.expect(422).errors(), ["/expiry above_ceiling"]);
    let mut terms = crate::house::terms();
    terms["expiry"] = west;
    assert_eq!(carla.post("/v1/shares", &terms).await.expect(422).errors(), ["/expiry above_ceiling"]);
    let last = extend(&carla, &share, json!({ "at": "2026-11-28" })).await.expect(200).body;
    assert_eq!(last["expires_at"], "2026-11-29T02:59:59Z");
}
