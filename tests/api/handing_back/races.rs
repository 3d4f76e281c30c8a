//! Handing back at the moment of something else: one order is found, and state and trail agree.

use super::*;
use crate::house::{at_once, statuses};

#[tokio::test(flavor = "multi_thread")]
async fn handing_back_and_completing_again_at_once_find_one_order() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = completed(&house, &carla, |_| {}).await;
    let items = json!({ "returned": [returned(("field", &json!("legal_name")), "In full, please.")] });
    for round in 2..8 {
        carla.post(&path("details"), &items).await.expect(200);
        let back = carla.request("POST", &path("details")).json(&items);
        let both = at_once(vec![guest.completion(&share, "details").await, back]).await;
        assert_eq!(both[0].status, 200, "{}", both[0].text);
        let now = task(&carla, 1).await;
        let (state, expected) = match both[1].status {
            200 => ("open", round + 1),
            409 => ("completed", round),
            other => panic!("{other}: {}", both[1].text),
        };
        if state == "open" {
            guest.complete(&share, "details").await.expect(200);
            assert_eq!(now["round"], expected);
            break;
        }
        assert_eq!((&now["state"], &now["round"]), (&json!(state), &json!(expected)));
    }
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_members_hand_back_at_once_and_one_of_them_does() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, _) = completed(&house, &carla, |_| {}).await;
    let items = json!({ "returned": [returned(("field", &json!("legal_name")), "In full, please.")] });
    let request = |sub: &str| house.staff(sub).request("POST", &path("details")).json(&items);
    let both = at_once(["carla", "olivia", "carla", "olivia"].map(request).into()).await;
    assert_eq!(statuses(&both), [(200, 1), (409, 3)]);
    let trail = carla.trail(&share.id).await;
    assert_eq!(trail.iter().filter(|kind| *kind == "share.handed_back").count(), 1);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn handing_back_and_revoking_at_once_leave_a_share_that_is_revoked() {
    for _ in 0..4 {
        let house = House::at(MONDAY).await;
        let carla = house.staff("carla");
        let (share, guest) = completed(&house, &carla, |_| {}).await;
        let items = json!({ "returned": [returned(("field", &json!("legal_name")), "In full, please.")] });
        let revoke = carla.request("POST", &format!("/v1/shares/{}/revoke", share.id)).json(&json!({}));
        let back = house.staff("olivia").request("POST", &path("details")).json(&items);
        let both = at_once(vec![revoke, back]).await;
        assert_eq!(both[0].status, 200);
        let state = task(&carla, 1).await["state"].clone();
        match both[1].status {
            200 => assert_eq!(state, "open"),
            409 => assert_eq!((&both[1].body["code"], state), (&json!("revoked"), json!("completed"))),
            other => panic!("{other}: {}", both[1].text),
        }
        guest.get(&format!("/p/{}", share.id)).await.expect(410);
        house.balance().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_instant_of_expiry_it_renews_and_a_moment_before_it_does_not() {
    for (millis, expires_at) in [(1, "2026-11-30T12:00:00Z"), (0, "2026-12-07T12:00:00Z")] {
        let house = House::at(MONDAY).await;
        let carla = house.staff("carla");
        let (..) = completed(&house, &carla, |_| {}).await;
        house.pass(jiff::SignedDuration::from_hours(7 * 24) - jiff::SignedDuration::from_millis(millis));
        let items = [returned(("field", &json!("legal_name")), "In full, please.")];
        let carla = house.staff("carla");
        let asked = hand_back(&carla, "details", &items).await.expect(200).body["asked"][0].clone();
        assert_eq!(asked["expires_at"], expires_at);
    }
}
