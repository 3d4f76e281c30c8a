//! What is asked for at the opening: by the policy, by the creator, and changed later; and who says to open it.

use serde_json::json;

use crate::house::House;

const MONDAY: &str = "2026-11-23T12:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn who_opens_stands_beside_the_recipient_in_the_activity_and_on_no_bus() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["who_opens"] = json!(true)).await;
    let guest = house.guest();
    for (name, email) in
        [(json!(null), json!(null)), (json!("Rita"), json!("rita")), (json!(" "), json!("r@x.example"))]
    {
        let refused = guest.open_with(&share, |body| (body["name"], body["email"]) = (name, email)).await.expect(422);
        assert_eq!(refused.errors(), ["/name who_opens_missing"]);
    }
    let page = guest.come(&share).await.expect(200).text;
    assert!(page.contains("Who is opening this?"), "{page}");
    let rita = |body: &mut serde_json::Value| {
        (body["name"], body["email"]) = (json!("Rita Alves"), json!("rita@supplier.example"));
    };
    guest.open_with(&share, rita).await.expect(200);
    let records = carla.records(&share.id).await;
    let identified = records.iter().find(|record| record["kind"] == "share.identified").unwrap();
    assert_eq!(identified["details"]["stated"], json!({ "name": "Rita Alves", "email": "rita@supplier.example" }));
    assert_eq!(identified["details"]["name"], "Ana Souza", "the recipient stays who acts");
    let stated = records.iter().filter(|record| !record["details"]["stated"].is_null()).count();
    assert_eq!(stated, 1);
    house.deliver().await;
    assert!(house.events().iter().any(|event| event.detail_type == "share.identified"));
    assert!(!house.events().iter().any(|event| event.detail.to_string().contains("Rita")));
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_policy_requires_is_asked_for_and_cannot_be_left_out() {
    let house = House::at(MONDAY).await;
    house.org_policy(json!({ "code_required": true })).await;
    house.project_policy(json!({ "who_opens_required": true, "code_required": false })).await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let shown = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body;
    assert_eq!((&shown["code"], &shown["who_opens"]), (&json!(true), &json!(true)));
    let mut terms = crate::house::terms();
    (terms["code"], terms["who_opens"]) = (json!(false), json!(false));
    let refused = carla.post("/v1/shares", &terms).await.expect(422);
    assert_eq!(refused.problem(), "policy");
    assert_eq!(refused.errors(), ["/code code_required", "/who_opens who_opens_required"]);
    let layers: Vec<_> = refused.body["errors"].as_array().unwrap().iter().map(|e| e["layer"].clone()).collect();
    assert_eq!(layers, ["org", "project"]);
    let off = carla.patch(&format!("/v1/shares/{}", share.id), &json!({ "code": false })).await.expect(422);
    assert_eq!(off.errors(), ["/code code_required"]);
    let dry = carla.post("/v1/shares?dry_run=true", &crate::house::terms()).await.expect(200).body;
    assert_eq!(dry["policy"]["code_required"], json!({ "value": true, "layer": "org" }));
    assert_eq!(dry["share"]["code"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_a_code_later_ends_the_visits_without_one() {
    let house = House::at(MONDAY).await;
    let (carla, guest) = (house.staff("carla"), house.guest());
    let share = carla.share(|_| {}).await;
    guest.open(&share).await.expect(200);
    let edit = format!("/v1/shares/{}", share.id);
    assert_eq!(carla.patch(&edit, &json!({})).await.expect(400).errors(), [" nothing_to_change"]);
    let changed = carla.patch(&edit, &json!({ "code": true, "expiry": { "days": 9 } })).await.expect(200).body;
    assert_eq!((&changed["code"], &changed["expires_at"]), (&json!(true), &json!("2026-12-02T12:00:00Z")));
    guest.get(&format!("/p/{}", share.id)).await.expect(401);
    assert_eq!(guest.open(&share).await.expect(422).errors(), ["/code code_missing"]);
    guest.ask_code(&share).await.expect(202);
    let mut body = guest.ticked(&share).await;
    body["code"] = json!(house.mailed_code().await);
    guest.keep(&guest.post(&share.door(), &body).await.expect(200));
    carla.patch(&edit, &json!({ "code": false })).await.expect(200);
    guest.get(&format!("/p/{}", share.id)).await.expect(200);
    house.balance().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn name_and_address_that_were_typed_stand_in_their_fields_after_a_refusal_and_are_put_there_by_nobody_else() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share =
        carla.share(|terms| (terms["who_opens"], terms["password"]) = (json!(true), json!("correct horse"))).await;
    let guest = house.guest();
    guest.come(&share).await.expect(200);
    let notice = guest.ticked(&share).await["notice"].as_str().unwrap().to_owned();
    for (password, email, status, told) in [
        ("wrong horse", "rita@x.example", 422, "This is not the password"),
        ("correct horse", "rita", 422, "“rita” is not a complete e-mail address."),
    ] {
        let typed = [
            ("notice", &*notice),
            ("consent", "yes"),
            ("name", "Rita <Alves>"),
            ("email", email),
            ("password", password),
        ];
        let page = guest.form(&share.door(), &typed).await.expect(status).text;
        assert!(page.contains(told), "{page}");
        let email = format!("name=\"email\" value=\"{email}\"");
        assert!(page.contains("name=\"name\" value=\"Rita &#60;Alves&#62;\"") && page.contains(&email), "{page}");
        assert!(page.contains("name=\"consent\" value=\"yes\" required checked"), "{page}");
        assert!(!page.contains("correct horse") && !page.contains("wrong horse"), "{page}");
        let foreign = guest.bare("POST", &share.door()).header("accept", "text/html").form(&typed);
        let led_on = crate::house::Reply::of(foreign).await;
        assert!(!led_on.text.contains("Rita"), "{}", led_on.text);
    }
}
