//! What a dry run says of a share by which something is to be decided.

use serde_json::{Value, json};

use super::{MONDAY, RUN, drafted, flow, review};
use crate::house::House;

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_says_that_a_guest_can_decide_nothing_or_ends_too_early() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let due = json!({ "at": "2026-12-15T20:00:00Z", "zone": "America/Sao_Paulo" });
    let step = review(|step| {
        step["assignees"] = json!([{ "guest": "ana@supplier.example" }]);
        step["due"] = due;
    });
    carla.put(RUN, &flow(&step)).await.expect(201);
    let mut terms = crate::house::terms();
    terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
    terms["permissions"] = json!(["read_files", "respond"]);
    terms["delivery"] = json!("link");
    for (email, days, expected) in [
        ("ana@supplier.example", 30, json!([])),
        ("ana@supplier.example", 14, json!([["/expiry", "ends_before_due"]])),
        ("anna@supplier.example", 14, json!([["/recipient/email", "decides_nothing"]])),
    ] {
        terms["recipient"]["email"] = json!(email);
        terms["expiry"] = json!({ "days": days });
        let asked = carla.post("/v1/shares?dry_run=true", &terms).await.expect(200).body;
        let warnings = asked["warnings"].as_array().unwrap();
        let told: Vec<_> = warnings.iter().map(|warning| json!([warning["pointer"], warning["code"]])).collect();
        assert_eq!(json!(told), expected, "{email}, {days} days: {warnings:?}");
    }
    carla.post("/v1/shares", &terms).await.expect(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_says_that_nothing_is_left_to_decide_or_that_the_guest_may_not() {
    let house = House::at(MONDAY).await;
    let step = review(|step| {
        step["assignees"] = json!([{ "guest": "ana@supplier.example" }, { "guest": "rui@certifier.example" }]);
        step["not_by"] = json!(["draft"]);
    });
    // Ana, who sends the draft.
    drafted(&house, &step).await;
    let carla = house.staff("carla");
    let mut terms = crate::house::terms();
    terms["scope"] = json!({ "type": "tasks", "run": "dwg-7", "tasks": ["review"] });
    let told = async |terms: &Value| {
        let asked = carla.post("/v1/shares?dry_run=true", terms).await.expect(200).body;
        asked["warnings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    terms["permissions"] = json!(["fill_fields", "complete_task"]);
    assert_eq!(told(&terms).await, ["cannot_decide"]);
    terms["permissions"] = json!(["download_files", "respond"]);
    assert_eq!(told(&terms).await, ["barred"]);
    terms["recipient"]["email"] = json!("rui@certifier.example");
    assert_eq!(told(&terms).await, [""; 0]);
    let (share, rui) = (Box::pin(carla.create(|given| *given = terms.clone())).await, house.guest());
    rui.open_with_code(&share).await.expect(200);
    rui.decide(&share, "review", ("approve", None)).await.expect(200);
    assert_eq!(told(&terms).await, ["already_decided"]);
}
