//! A page of one's steps costs the same among however many.

use serde_json::{Value, json};
use vestibule_tests::costs::{self, Call, CallLog};

use crate::house::{House, Staff};

/// A flow of so many steps, all of them Vera's.
fn flow(steps: usize) -> Value {
    let step = json!({ "kind": "acknowledge", "assignees": [{ "member": "vera" }] });
    let task = |n| json!({ "id": format!("t{n}"), "title": "Read", "step": step });
    json!({ "title": "To read", "tasks": (0..steps).map(task).collect::<Vec<_>>() })
}

/// Of each read of a page: how many rows a query looked at, or were asked for.
async fn reads(log: &CallLog, vera: &Staff<'_>) -> Vec<(&'static str, u32)> {
    log.take();
    let page = vera.get("/v1/steps").await.expect(200).body;
    assert!(page["cursor"].is_string(), "the page is full");
    let read = |call| match call {
        Call::Get { asked, .. } => ("get", asked),
        Call::Query { examined, .. } => ("query", examined),
        other => panic!("a list makes the call {other:?}"),
    };
    let mut reads: Vec<_> = log.take().into_iter().map(read).collect();
    reads.sort_unstable();
    reads
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_steps_is_one_query_and_one_batch_among_few_and_among_many() {
    let log = CallLog::default();
    let house = costs::watched(&log, "2026-11-23T12:00:00Z", |_| {}).await;
    let (carla, vera) = (house.staff("carla"), house.staff("vera"));
    carla.put("/v1/projects/procurement/runs/few", &flow(40)).await.expect(201);
    let few = reads(&log, &vera).await;
    for run in ["many", "more"] {
        carla.put(&format!("/v1/projects/procurement/runs/{run}"), &flow(500)).await.expect(201);
    }
    assert_eq!(few.iter().map(|(call, _)| *call).collect::<Vec<_>>(), ["get", "get", "query"], "with who asks");
    assert_eq!(reads(&log, &vera).await.last(), few.last(), "rows looked at");
    let asked = reads(&log, &vera).await;
    assert!(asked.len() == few.len() && asked.iter().all(|(_, rows)| *rows <= 100), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cursor_of_one_list_is_none_of_the_other() {
    let house = House::open().await;
    house.staff("carla").put("/v1/projects/procurement/runs/few", &flow(40)).await.expect(201);
    let vera = house.staff("vera");
    let cursor = vera.get("/v1/steps?list=to_do").await.expect(200).body["cursor"].as_str().unwrap().to_owned();
    vera.get(&format!("/v1/steps?list=to_do&cursor={cursor}")).await.expect(200);
    let refused = vera.get(&format!("/v1/steps?list=done&cursor={cursor}")).await.expect(400);
    assert_eq!(refused.problem(), "bad_request");
}
