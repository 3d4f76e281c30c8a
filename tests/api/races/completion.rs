//! Completing at once, by two clicks or by two guests: one record, and a receipt for everybody.

use serde_json::json;

use super::{ROUNDS, details, ready};
use crate::house::{Guest, House, Share, at_once, statuses};

async fn complete(guest: &Guest<'_>, share: &Share) -> reqwest::RequestBuilder {
    guest.completion(share, "details").await
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_clicks_at_once_complete_once_with_one_receipt() {
    let house = House::open().await;
    let (share, guest) = ready(&house, "kyc").await;

    let click = complete(&guest, &share).await;
    let replies = at_once((0..10).map(|_| click.try_clone().unwrap()).collect()).await;

    assert_eq!(statuses(&replies), [(200, 10)]);
    assert_eq!(replies[0].body["receipt"]["answers"]["legal_name"], "Souza Metais");
    assert!(replies.iter().all(|reply| reply.body == replies[0].body), "the same receipt for each");
    assert_eq!(house.staff("carla").trail(&share.id).await[4..], ["share.task_completed"]);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_shares_of_one_task_complete_it_once() {
    let house = House::open().await;
    let carla = house.staff("carla");
    for round in 0..ROUNDS {
        let run = format!("run-{round}");
        let (first, ana) = ready(&house, &run).await;
        let second = carla
            .create(|terms| {
                terms["scope"] = json!({ "type": "tasks", "run": run, "tasks": ["details"] });
                terms["recipient"] = json!({ "name": "Bia Lopes", "email": "bia@lopes.example" });
            })
            .await;
        let bia = house.guest();
        bia.open(&second).await.expect(200);

        let replies = at_once(vec![complete(&ana, &first).await, complete(&bia, &second).await]).await;

        assert_eq!(statuses(&replies), [(200, 1), (409, 1)], "the receipt is for whoever sent it");
        let late = replies.iter().find(|reply| reply.status == 409).unwrap();
        assert_eq!(late.body["code"], "task_done");
        let mut records = carla.trail(&first.id).await;
        records.extend(carla.trail(&second.id).await);
        assert_eq!(records.iter().filter(|kind| *kind == "share.task_completed").count(), 1);
    }
    house.balance().await;
    assert_eq!(house.deliver().await, 0);
    let told = house.events().into_iter().filter(|event| event.detail_type == "share.task_completed");
    assert_eq!(told.count(), ROUNDS, "one event for each task");
}

#[tokio::test(flavor = "multi_thread")]
async fn both_tasks_of_a_share_completed_at_once_unlock_what_waited_for_both() {
    let house = House::open().await;
    let carla = house.staff("carla");
    for round in 0..ROUNDS {
        let run = format!("run-{round}");
        let share = carla.share_in(&run, |_| {}).await;
        let guest = house.guest();
        guest.open(&share).await.expect(200);
        guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
        guest.upload(&share, "documents", "articles", "articles.pdf", b"%PDF-1.7").await.expect(200);
        let documents = guest.completion(&share, "documents").await;

        let replies = at_once(vec![complete(&guest, &share).await, documents]).await;

        assert_eq!(statuses(&replies), [(200, 2)]);
        let flow = carla.get(&format!("/v1/projects/procurement/runs/{run}")).await.expect(200).body;
        assert_eq!(flow["tasks"][2]["state"], "open", "the internal review may start");
        let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
        assert_eq!(shown["status"], "completed");
    }
    assert_eq!(house.deliver().await, 0);
    let unlocked = house.events().into_iter().filter(|e| e.detail["data"]["facts"]["unlocked"] == json!(["review"]));
    assert_eq!(unlocked.count(), ROUNDS, "told once for each run");
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_against_a_completion_refuses_it_or_is_refused_after_it() {
    let house = House::open().await;
    for round in 0..ROUNDS {
        let run = format!("run-{round}");
        let (share, guest) = ready(&house, &run).await;
        let draft = json!({ "base": 2, "answers": { "employees": "12" } });
        let save = guest.request("POST", &format!("/p/{}/tasks/details/draft", share.id)).json(&draft);

        let mut replies = at_once(vec![complete(&guest, &share).await, save]).await;

        let saved = replies.pop().unwrap();
        let completed = replies.pop().unwrap();
        let stands = details(&house, &run).await["answers"].clone();
        if saved.status == 200 {
            assert_eq!(completed.expect(412).problem(), "stale", "it was not what was shown");
            assert_eq!(stands["employees"], "12");
        } else {
            assert_eq!(saved.expect(409).body["code"], "task_done");
            assert_eq!(completed.expect(200).body["receipt"]["answers"], stands, "the receipt says what stands");
            assert_eq!(stands, json!({ "legal_name": "Souza Metais" }));
        }
    }
    house.balance().await;
}
