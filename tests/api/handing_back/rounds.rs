//! A task that was handed back over and over is read all the same.

use super::*;

const RUN: &str = "/v1/projects/procurement/runs/long";

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_rounds_are_left_out_where_all_of_them_are_too_much_for_one_answer() {
    const ROUNDS: usize = 6;
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let names: Vec<_> = (0..24).map(|n| format!("f{n}")).collect();
    let fields: Vec<_> = names.iter().map(|id| json!({ "id": id, "label": id, "type": "long_text" })).collect();
    let tasks = [json!({ "id": "form", "title": "Form", "fields": fields }), json!({ "id": "more", "title": "More" })];
    carla.put(RUN, &json!({ "title": "Long", "tasks": tasks })).await.expect(201);
    let scope = json!({ "type": "tasks", "run": "long", "tasks": ["form", "more"] });
    let (share, guest) = (carla.create(|terms| terms["scope"] = scope).await, house.guest());
    guest.open(&share).await.expect(200);
    let back: Vec<_> = names.iter().map(|id| returned(("field", &json!(id)), "No.")).collect();
    for round in 0..ROUNDS {
        // A quote takes several bytes of an answer.
        let answers: Value =
            names.iter().map(|id| (id.clone(), json!(format!("{round}{}", "\"".repeat(3_990))))).collect();
        guest.save(&share, "form", answers).await.expect(200);
        guest.complete(&share, "form").await.expect(200);
        let path = format!("{RUN}/tasks/form/hand-back");
        carla.post(&path, &json!({ "returned": back })).await.expect(200);
    }
    let run = carla.get(RUN).await.expect(200);
    assert!(run.text.len() < 3_000_000, "{} bytes", run.text.len());
    let task = &run.body["tasks"][0];
    let told: Vec<_> = task["handed_back"].as_array().unwrap().iter().map(|of| of["round"].as_u64().unwrap()).collect();
    let left_out = usize::try_from(task["rounds_left_out"].as_u64().unwrap()).unwrap();
    assert!(left_out > 0 && !told.is_empty() && left_out + told.len() == ROUNDS, "{left_out} and {told:?}");
    assert_eq!(told.last(), Some(&6), "the latest is told");

    guest.complete(&share, "form").await.expect(200);
    let receipt = guest.get(&format!("/p/{}/tasks/form/receipt", share.id)).await.expect(200).body["receipt"].clone();
    assert_eq!((&receipt["round"], &receipt["rounds_left_out"]), (&json!(7), &json!(left_out)));
    let page = guest.page(&format!("/p/{}/tasks/form/receipt", share.id)).await.expect(200).text;
    assert!(page.contains(&format!("The first {left_out} rounds are not shown here")), "{page}");
    assert_eq!(guest.task(&share, "form").await["rounds_left_out"], json!(left_out));
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_sent_it_again_before_the_mail_left_is_not_asked_for_it() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = completed(&house, &carla, |_| {}).await;
    let asked = async || {
        house.deliver().await;
        let mails = house.system.cloud.inbox().messages();
        mails.iter().filter(|mail| mail.subject.contains("has sent something of")).count()
    };
    let items = [returned(("field", &json!("remarks")), "Say more.")];
    hand_back(&carla, "documents", &items).await.expect(200);
    guest.save(&share, "documents", json!({ "remarks": "More." })).await.expect(200);
    guest.complete(&share, "documents").await.expect(200);
    assert_eq!(asked().await, 0);
    hand_back(&carla, "documents", &items).await.expect(200);
    assert_eq!(asked().await, 1);
}
