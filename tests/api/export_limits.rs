//! How many exports of a run there may be: each member has their own, and an export that has not begun is everybody's.

use serde_json::json;

use crate::house::{House, Staff, run};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const EXPORTS: &str = "/v1/projects/procurement/runs/kyc/exports";

async fn request(staff: &Staff<'_>) -> String {
    let export = staff.post(EXPORTS, &json!({})).await.expect(202).body;
    export["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_has_three_exports_of_a_run_and_leaves_the_others_theirs() {
    let house = House::at(MONDAY).await;
    let (carla, vera) = (house.staff("carla"), house.staff("vera"));
    carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    let mut asked = Vec::new();
    for _ in 0..3 {
        let export = request(&vera).await;
        assert_eq!(request(&vera).await, export, "it has not begun");
        assert_eq!(request(&carla).await, export, "and it is everybody's");
        house.exported().await;
        asked.push(export);
    }
    let refused = vera.post(EXPORTS, &json!({})).await.expect(409);
    assert_eq!((&refused.body["code"], refused.header("retry-after")), (&json!("too_many_exports"), "604800"));
    assert_eq!(refused.body["at"], "2026-11-30T12:00:00Z");
    let words = "There are 3 exports that you asked for already; the next one can be asked for at";
    assert_eq!(refused.body["detail"], format!("{words} 2026-11-30T12:00:00Z."));
    let other = request(&carla).await;
    assert!(!asked.contains(&other));
    house.balance().await;
}
