//! A stored answer about people is given again to who still has the projects that it was about, and to nobody else.

use serde_json::{Value, json};

use super::{house, invitation};
use crate::house::{House, Reply, Staff};

async fn paula_is(house: &House, roles: &Value) {
    house.staff("olivia").patch("/v1/members/paula", &json!({ "roles": roles })).await.expect(200);
}

/// Paula's acts in the tower, each under a key of its own.
async fn acts(paula: &Staff<'_>, withdraw: &str) -> Vec<Reply> {
    let roles = json!({ "tower": "viewer" });
    let patch = paula.request("PATCH", "/v1/members/vera").header("idempotency-key", "change");
    vec![
        paula.post_once("/v1/invitations", "invite", &invitation("nuno", &roles)).await,
        Reply::of(patch.json(&json!({ "roles": roles }))).await,
        paula.post_once(withdraw, "withdraw", &json!({})).await,
        paula.post_once("/v1/members/ivo/remove", "remove", &json!({ "project": "tower" })).await,
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lost_another_project_gets_an_answer_again_and_who_lost_its_own_does_not() {
    let house = house().await;
    let (olivia, paula) = (house.staff("olivia"), house.staff("paula"));
    paula_is(&house, &json!({ "tower": "project_admin" })).await;
    olivia.patch("/v1/members/ivo", &json!({ "roles": { "tower": "viewer" } })).await.expect(200);
    let body = invitation("nina", &json!({ "tower": "viewer", "procurement": "viewer" }));
    let invited = olivia.post("/v1/invitations", &body).await.expect(201).body;
    let withdraw = format!("/v1/invitations/{}/withdraw", invited["id"].as_str().unwrap());
    // Of this one she could have given both, so the answer takes both.
    paula.post_once(&withdraw, "both", &json!({})).await.expect(200);
    let body = invitation("nina", &json!({ "tower": "viewer" }));
    olivia.post("/v1/invitations", &body).await.expect(201);
    let first = acts(&paula, &withdraw).await;
    assert_eq!(first.iter().map(|reply| reply.status).collect::<Vec<_>>(), [201, 200, 200, 200], "{first:?}");

    paula_is(&house, &json!({ "procurement": null })).await;
    for (again, first) in acts(&paula, &withdraw).await.iter().zip(&first) {
        assert_eq!((again.status, &again.body), (first.status, &first.body), "{}", again.text);
        assert_eq!(again.header("idempotency-replayed"), "true");
    }
    paula.post_once(&withdraw, "both", &json!({})).await.expect(404);

    paula_is(&house, &json!({ "procurement": "project_admin", "tower": null })).await;
    for again in acts(&paula, &withdraw).await {
        assert_eq!(again.status, 404, "{}", again.text);
    }
}
