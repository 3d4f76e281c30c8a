//! Ten thousand requests that are well formed and mean no good, over all routes: our own failure is the answer to none,
//! each answer is one that is described, and what is refused has written nothing. Seeds are fixed, so that what fails
//! once fails again.

mod spoiling;

use std::collections::BTreeMap;

use jiff::SignedDuration;
use vestibule_cloud::meter::Counts;

use self::spoiling::Spoiling;
use crate::house::{House, Reply, Scene, routes};

const MONDAY: &str = "2026-11-23T12:00:00Z";
/// Of each seed; four of them make ten thousand.
const REQUESTS: u32 = 2_500;
/// As many requests come to one scene: most of them end it, or leave it without anything to do.
const OF_A_SCENE: u32 = 25;

/// A wrong password is counted before it is looked at, and what is asked for twice is asked for once.
const COUNTED: [&str; 1] = ["POST /i/{share}"];

async fn attacked(seed: u64) {
    let house = House::at(MONDAY).await;
    let staff = ["vera", "ivo", "carla", "olivia", "otto", "rita"].map(|sub| house.staff(sub));
    let (mut spoiling, routes) = (Spoiling::new(seed), routes());
    let mut answers = BTreeMap::<u16, u32>::new();
    for n in 0..REQUESTS / OF_A_SCENE {
        let route = &routes[n as usize % routes.len()];
        let scene = Scene::of(&house, route, &format!("run-{n}")).await;
        house.system.meter.take();
        for _ in 0..OF_A_SCENE {
            let path = spoiling.path(&scene.path());
            let method = scene.method();
            let request = match spoiling.pick(8) {
                0 => house.request(method, &path),
                1 => house.guest().request(method, &path),
                2 => staff[spoiling.pick(staff.len())].request(method, &path),
                _ if path.starts_with("/v1") => staff[2].request(method, &path),
                _ => scene.guest.request(method, &path),
            };
            let request = spoiling.headers(request);
            let reply = Reply::of(spoiling.body(request, scene.body().as_ref())).await;
            let (status, told) = (reply.status, format!("seed {seed}: {method} {path}: {}", reply.text));
            assert!(status < 500, "{told}");
            *answers.entry(status).or_default() += 1;
            let Counts { transactions, items_written, .. } = house.system.meter.take();
            if status >= 400 && !COUNTED.contains(&route.as_str()) {
                assert_eq!((transactions, items_written), (0, 0), "refused with {status}, but written: {told}");
            }
        }
        house.pass(SignedDuration::from_mins(1));
    }
    let (done, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(status, _)| *status < 400);
    let sum = |answers: Vec<(u16, u32)>| answers.into_iter().map(|(_, count)| count).sum::<u32>();
    assert!(
        sum(done) > REQUESTS / 20 && sum(refused) > REQUESTS / 3,
        "seed {seed}: most are to be wrong, and some to be right"
    );
    house.deliver().await;
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_quarter_of_ten_thousand_hostile_requests_breaks_nothing() {
    attacked(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_quarter_of_ten_thousand_hostile_requests_breaks_nothing() {
    attacked(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_third_quarter_of_ten_thousand_hostile_requests_breaks_nothing() {
    attacked(3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_quarter_of_ten_thousand_hostile_requests_breaks_nothing() {
    attacked(4).await;
}
