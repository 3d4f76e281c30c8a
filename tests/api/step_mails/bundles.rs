//! However many steps become somebody's at once, they get one mail of them; and an address gets so many in a day.

use serde_json::{Value, json};

use super::{MONDAY, later};
use crate::house::House;

/// A run of so many steps, all of them Vera's; the second is due first.
async fn pushed(house: &House, run: &str, steps: usize) {
    let task = |n: usize| {
        let due = (n == 1).then(|| json!({ "at": "2026-11-27T20:00:00Z", "zone": "America/Sao_Paulo" }));
        let step = json!({ "kind": "review", "assignees": [{ "member": "vera" }], "due": due });
        json!({ "id": format!("t{n}"), "title": format!("Sheet {n}"), "step": step })
    };
    let flow = json!({ "title": "DWG 7", "tasks": (0..steps).map(task).collect::<Vec<_>>() });
    house.staff("carla").put(&format!("/v1/projects/procurement/runs/{run}"), &flow).await.expect(201);
}

/// What of the trails of steps is about mails.
async fn left_out(house: &House) -> Vec<Value> {
    let rows = house.rows("vestibule-trail").await;
    let of_steps = rows.iter().filter(|row| row["pk"].as_str().unwrap().starts_with("step/"));
    let records = of_steps.flat_map(|row| row["records"].as_array().unwrap());
    let records = records.map(|record| serde_json::from_str::<Value>(record["record"].as_str().unwrap()).unwrap());
    records.filter(|record| record["kind"] == "step.mail_left_out").map(|record| record["facts"].clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_steps_of_one_push_are_one_mail_that_names_the_first_twenty_by_their_due_date() {
    let house = House::at(MONDAY).await;
    pushed(&house, "dwg-7", 50).await;
    later(&house).await;
    let mails = house.system.cloud.inbox().messages();
    let [mail] = &mails[..] else { panic!("{} mails", mails.len()) };
    assert_eq!(
        (mail.to[0].as_str(), mail.subject.as_str()),
        ("vera@acme.example", "For you to do: 50 steps in “DWG 7”")
    );
    let text = mail.text.as_deref().unwrap();
    assert_eq!(text.matches("Sheet ").count(), 20, "{text}");
    assert!(text.find("Sheet 1 ").unwrap() < text.find("Sheet 0\n").unwrap(), "by due date: {text}");
    assert!(text.contains("27 November 2026") && text.contains("and 30 more"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_gets_so_many_mails_about_steps_in_a_day_and_one_more_is_left_out_with_a_record() {
    let house = House::at(MONDAY).await;
    house.staff("olivia").patch("/v1/policy", &json!({ "max_mails_per_address": 2 })).await.expect(200);
    for run in ["r0", "r1", "r2", "r3"] {
        pushed(&house, run, 3).await;
    }
    later(&house).await;
    assert_eq!(house.system.cloud.inbox().messages().len(), 2);
    let records = left_out(&house).await;
    let steps: Vec<_> = records.iter().map(|facts| facts["steps"].clone()).collect();
    assert_eq!(steps, [json!(3), json!(3)]);
    assert!(records[0]["again_at"].as_str().unwrap().starts_with("2026-11-2"), "{records:?}");
}
