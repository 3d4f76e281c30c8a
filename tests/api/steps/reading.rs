//! What those who have a step to do read of it, and who reads it no more.

use serde_json::{Value, json};

use super::*;

/// A step of Dora, who is of another org, too, and of a guest, whose share it is.
async fn shared(house: &House) -> (Share, String) {
    let carla = house.staff("carla");
    let assignees = json!([{ "member": "dora" }, { "guest": "ana@supplier.example" }]);
    let mut flow = flow(&review(|step| step["assignees"] = assignees));
    flow["tasks"][1]["after"] = json!([]);
    flow["tasks"][1]["fields"][0] = json!({ "id": "mail", "label": "Mail", "type": "email" });
    carla.put(RUN, &flow).await.expect(201);
    let share = carla.create(|terms| {
        terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
        terms["permissions"] = json!(["fill_fields", "comment", "respond"]);
    });
    (share.await, step_id("dwg-7", "review"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_staff_write_for_themselves_stands_on_no_page_of_a_step() {
    let house = House::at(MONDAY).await;
    let (share, step) = shared(&house).await;
    let (dora, carla) = (house.staff("dora"), house.staff("carla"));
    let path = format!("/v1/shares/{}/comments", share.id);
    let mut ids = vec![];
    for (text, visible_to) in [("Their number looks odd.", "internal"), ("The year 2025.", "guest")] {
        let body = json!({ "task": "review", "text": text, "visible_to": visible_to });
        ids.push(carla.post(&path, &body).await.expect(201).body["id"].clone());
    }
    let page = dora.get(&format!("/v1/steps/{step}")).await.expect(200);
    assert!(!page.text.contains("odd") && !page.text.contains(ids[0].as_str().unwrap()), "{}", page.text);
    let comments: Vec<_> = page.body["comments"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(comments, ids[1..], "what they wrote for guests is there");
    dora.post(&format!("/v1/steps/{step}/comments"), &json!({ "text": "Which year?" })).await.expect(201);
    let guest = house.guest();
    guest.open_with_code(&share).await.expect(200);
    let work = guest.get(&format!("/p/{}", share.id)).await.expect(200);
    assert!(!work.text.contains("odd") && !work.text.contains("Which year?"), "{}", work.text);
    assert_eq!(work.body["tasks"][0]["comments"][0]["id"], ids[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_belongs_to_the_org_no_more_reads_no_step_of_it_though_the_step_still_names_them() {
    let house = House::at(MONDAY).await;
    let (_, step) = shared(&house).await;
    let dora = house.staff("dora");
    let path = format!("/v1/steps/{step}");
    dora.get(&path).await.expect(200);
    house.staff("olivia").post("/v1/members/dora/remove", &json!({})).await.expect(200);
    let assignees = house.staff("carla").get(RUN).await.expect(200).body["tasks"][1]["step"]["assignees"].clone();
    assert_eq!(assignees[0], json!({ "member": "dora", "left": true }));
    dora.get("/v1/members").await.expect(200);
    dora.get(&path).await.expect(404);
    dora.get(&format!("{path}/reviewed/draft")).await.expect(404);
    assert_eq!(steps(&dora, "to_do").await, [""; 0]);
    for (act, body) in [("comments", json!({ "text": "Still here" })), ("draft", json!({ "base": 0, "answers": {} }))] {
        dora.post(&format!("{path}/{act}"), &body).await.expect(404);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_in_a_step_is_kept_right_or_not_and_what_is_wrong_with_it_is_told_as_guests_are_told() {
    let house = House::at(MONDAY).await;
    let (share, step) = shared(&house).await;
    let (dora, guest) = (house.staff("dora"), house.guest());
    guest.open_with_code(&share).await.expect(200);
    let keep = |base: &Value, mail: &str| json!({ "base": base, "answers": { "mail": mail } });
    let path = format!("/v1/steps/{step}/draft");
    let kept = dora.post(&path, &keep(&json!(0), "nobody")).await.expect(200).body;
    let by_guest = guest.save(&share, "review", json!({ "mail": "no one" })).await.expect(200).body;
    assert_eq!((&kept["flaws"][0]["pointer"], &kept["flaws"]), (&json!("/answers/mail"), &by_guest["flaws"]));
    let right = dora.post(&path, &keep(&by_guest["version"], "rob@acme.example")).await.expect(200).body;
    assert_eq!(right["flaws"], Value::Null, "{right}");
}
