//! What `cargo dev` starts with: a share that is ready to be opened, also after the one before is over.

use serde_json::{Value, json};
use vestibule_local::demo;
use vestibule_web::start::Clock;

use crate::house::{House, Reply, Share};

const RUNS: &str = "/v1/projects/procurement/runs";

async fn start(house: &House) -> String {
    let now = house.now();
    let link = demo::share(&house.system, &Clock::from_fn(std::sync::Arc::new(move || now))).await.unwrap();
    let share = Share { id: String::new(), link: link.clone() };
    house.guest().peek(&share).await.expect(200);
    link
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demos_share_is_the_same_at_every_start_until_it_is_over() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let link = start(&house).await;
    for _ in 0..55 {
        carla.create(|terms| terms["scope"] = scope("kyc-2041")).await;
    }
    assert_eq!(start(&house).await, link, "however many others there are");

    let shares = carla.get(&format!("{RUNS}/kyc-2041/shares?limit=100")).await.expect(200).body;
    let demo = shares["shares"].as_array().unwrap().iter().find(|share| share["label"] == "Demo").unwrap().clone();
    let revoke = format!("/v1/shares/{}/revoke", demo["id"].as_str().unwrap());
    carla.post(&revoke, &json!({})).await.expect(200);
    let other = start(&house).await;
    assert_ne!(other, link);
    assert_eq!(start(&house).await, other);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_in_which_everything_is_done_is_followed_by_another() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let task = |id| json!({ "id": id, "title": id, "fields": [] });
    let run = json!({ "title": "Done", "tasks": [task("documents"), task("details")] });
    carla.put(&format!("{RUNS}/kyc-2041"), &run).await.expect(201);
    let share = carla.create(|terms| terms["scope"] = scope("kyc-2041")).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    for task in ["documents", "details"] {
        carla.get(&format!("{RUNS}/kyc-2042")).await.expect(404);
        guest.complete(&share, task).await.expect(200);
        start(&house).await;
    }
    carla.get(&format!("{RUNS}/kyc-2042")).await.expect(200);
}

fn scope(run: &str) -> Value {
    json!({ "type": "tasks", "run": run, "tasks": ["documents", "details"] })
}

#[tokio::test(flavor = "multi_thread")]
async fn it_starts_again_on_what_its_people_have_become_meanwhile() {
    let house = House::open().await;
    let dora = house.staff("dora");
    let raised = dora.request("PATCH", "/v1/members/otto").header("vestibule-org", "globex");
    Reply::of(raised.json(&json!({ "org_role": "org_admin" }))).await.expect(200);
    let now = house.now();
    demo::found(house.system.store(), now, || [7; 16]).await.unwrap();
    start(&house).await;
}
