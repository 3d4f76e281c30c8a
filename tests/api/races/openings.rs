//! Many guests before one door: the access count holds, and one visit counts once.

use serde_json::json;

use crate::house::{House, at_once, statuses};

#[tokio::test(flavor = "multi_thread")]
async fn of_two_hundred_openings_at_once_five_are_let_in() {
    let house = House::for_many().await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["max_accesses"] = json!(5)).await;
    let mut openings = Vec::new();
    for _ in 0..200 {
        let guest = house.guest();
        let opening = guest.opening(&share).await;
        openings.push(guest.request("POST", &share.door()).json(&opening));
    }

    let replies = at_once(openings).await;

    assert_eq!(statuses(&replies), [(200, 5), (410, 195)]);
    assert!(replies.iter().filter(|r| r.status == 410).all(|r| r.body["reason"] == "exhausted"));
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    assert_eq!((&shown["accesses"], &shown["status"]), (&json!({ "used": 5, "max": 5 }), &json!("exhausted")));
    let kinds = carla.trail(&share.id).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "share.link_opened").count(), 5);
    assert_eq!(kinds.iter().filter(|kind| *kind == "share.exhausted").count(), 1);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_openings_at_once_of_an_unlimited_share_are_all_let_in() {
    let house = House::for_many().await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["max_accesses"] = json!(0)).await;
    let mut openings = Vec::new();
    for _ in 0..40 {
        let guest = house.guest();
        let opening = guest.opening(&share).await;
        openings.push(guest.request("POST", &share.door()).json(&opening));
    }

    let replies = at_once(openings).await;

    assert_eq!(statuses(&replies), [(200, 40)]);
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    assert_eq!(shown["accesses"]["used"], 40);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_visit_that_opens_twenty_times_at_once_counts_once() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["max_accesses"] = json!(1)).await;
    let guest = house.guest();
    let opening = guest.opening(&share).await;

    let replies = at_once((0..20).map(|_| guest.request("POST", &share.door()).json(&opening)).collect()).await;

    assert_eq!(statuses(&replies), [(200, 20)], "each gets a session, for it is the same person");
    assert_eq!(
        carla.trail(&share.id).await,
        ["share.created", "share.link_opened", "share.consented", "share.exhausted"]
    );
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_visits_that_each_press_ten_times_at_once_count_twice() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["max_accesses"] = json!(2)).await;
    let (ana, bia) = (house.guest(), house.guest());
    let openings = [ana.opening(&share).await, bia.opening(&share).await];

    let pressed = |n: usize| [&ana, &bia][n % 2].request("POST", &share.door()).json(&openings[n % 2]);
    let replies = at_once((0..20).map(pressed).collect()).await;

    assert_eq!(statuses(&replies), [(200, 20)]);
    let kinds = carla.trail(&share.id).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "share.link_opened").count(), 2, "{kinds:?}");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_is_repeated_after_another_guest_came_counts_once() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["max_accesses"] = json!(3)).await;
    let guest = house.guest();
    let opening = guest.opening(&share).await;
    guest.post(&share.door(), &opening).await.expect(200);
    house.guest().open(&share).await.expect(200);

    guest.post(&share.door(), &opening).await.expect(200);

    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    assert_eq!(shown["accesses"], json!({ "used": 2, "max": 3 }));
    house.balance().await;
}
