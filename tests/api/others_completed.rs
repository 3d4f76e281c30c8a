//! Shares whose tasks somebody else has completed: there to look at, and nothing is asked for.

use serde_json::{Value, json};

use crate::house::{Guest, House, Share};

const TASKS: [&str; 2] = ["details", "documents"];
const TITLES: [&str; 2] = ["Company details", "Company documents"];

/// Somebody completes all tasks of the usual run; another guest has a share of them, made before or after.
async fn done_by_another(house: &House, made_before: bool) -> Share {
    let carla = house.staff("carla");
    let first = carla.share(|terms| terms["scope"]["tasks"] = json!(TASKS)).await;
    let other = |terms: &mut Value| {
        terms["scope"]["tasks"] = json!(TASKS);
        terms["recipient"] = json!({ "name": "Bruno", "email": "bruno@supplier.example" });
    };
    let before = if made_before { Some(carla.create(other).await) } else { None };
    let guest = house.guest();
    guest.open(&first).await.expect(200);
    guest.save(&first, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    guest.upload(&first, "documents", "articles", "a.pdf", b"%PDF-1.7").await.expect(200);
    for task in TASKS {
        guest.complete(&first, task).await.expect(200);
    }
    match before {
        Some(share) => share,
        None => carla.create(other).await,
    }
}

/// Their page shows the tasks as done, and takes nothing more.
async fn looks_and_sends_nothing(guest: &Guest<'_>, share: &Share) {
    for task in TASKS {
        assert_eq!(guest.task(share, task).await["state"], "completed");
        let refused = guest.complete(share, task).await.expect(409);
        assert_eq!(refused.body["code"], "task_done", "{}", refused.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_whose_tasks_others_completed_stays_active_until_it_ends() {
    for made_before in [true, false] {
        let house = House::open().await;
        let share = done_by_another(&house, made_before).await;
        let carla = house.staff("carla");
        let shown = async || carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
        assert_eq!(shown().await["status"], "active", "{made_before}");
        let guest = house.guest();
        let page = guest.come(&share).await.expect(200);
        for title in TITLES {
            assert!(!page.text.contains(title), "{title} is not asked for any more: {}", page.text);
        }
        guest.open(&share).await.expect(200);
        looks_and_sends_nothing(&guest, &share).await;
        assert_eq!(shown().await["status"], "active", "its own guest completed nothing");
        carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
        guest.get(&format!("/p/{}", share.id)).await.expect(410);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_completed_is_not_named_up_front_and_what_is_left_is() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["scope"]["tasks"] = json!(TASKS)).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    let page = house.guest().come(&share).await.expect(200);
    assert_eq!(TITLES.map(|title| page.text.contains(title)), [false, true], "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_new_cycle_asks_for_again_is_read_by_the_old_link_and_takes_a_new_one() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let of_details = |terms: &mut Value| terms["scope"]["tasks"] = json!(["details"]);
    let share = carla.share(of_details).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);
    guest.complete(&share, "details").await.expect(200);
    assert_eq!(guest.task(&share, "details").await["by_another_link"], false);
    let mut flow = crate::house::run();
    for task in flow["tasks"].as_array_mut().unwrap().iter_mut().filter(|task| task["id"] == "details") {
        task["cycle"] = json!(2);
    }
    carla.put("/v1/projects/procurement/runs/kyc", &flow).await.expect(200);

    let task = guest.task(&share, "details").await;
    assert_eq!((&task["state"], &task["by_another_link"]), (&json!("open"), &json!(true)));
    for address in [format!("/p/{}", share.id), format!("/p/{}?check=details", share.id)] {
        let page = guest.page(&address).await.expect(200).text;
        assert!(page.contains("carla@acme.example") && page.contains("Souza Metais"), "{page}");
        for gone in ["data-drafts", "/tasks/details/draft", "<textarea", "/tasks/details/complete"] {
            assert!(!page.contains(gone), "{gone} is offered: {page}");
        }
    }
    guest.save(&share, "details", json!({ "legal_name": "Souza" })).await.expect(409);

    let renewed = carla.create(of_details).await;
    let guest = house.guest();
    guest.open(&renewed).await.expect(200);
    assert_eq!(guest.task(&renewed, "details").await["by_another_link"], false);
    guest.save(&renewed, "details", json!({ "legal_name": "Souza" })).await.expect(200);
    guest.complete(&renewed, "details").await.expect(200);
    house.balance().await;
}
