//! What is done with the people of an org, and what it leaves.

use serde_json::json;

use super::watch::Watch;

/// Somebody is invited, joins, changes and leaves.
pub(super) async fn people(watch: &mut Watch<'_>) {
    let (olivia, nina) = (watch.house.staff("olivia"), watch.house.anybody("nina"));
    watch.house.limit_seats(50).await;
    watch.note("vestibule seats").await;
    let body = json!({ "email": "nina@new.example", "name": "Nina", "roles": { "procurement": "viewer" } });
    let invited = olivia.post("/v1/invitations", &body).await.expect(201).body;
    watch.note("POST /v1/invitations").await;
    let withdraw = format!("/v1/invitations/{}/withdraw", invited["id"].as_str().unwrap());
    olivia.post(&withdraw, &json!({})).await.expect(200);
    watch.note("POST /v1/invitations/{invitation}/withdraw").await;
    olivia.post("/v1/invitations", &body).await.expect(201);
    let code = watch.house.invitation_code("nina@new.example").await;
    watch.pass_over().await;
    nina.post("/v1/invitations/accept", &json!({ "code": code })).await.expect(200);
    watch.note("POST /v1/invitations/accept").await;
    let reviewer = json!({ "roles": { "procurement": "reviewer" } });
    olivia.patch("/v1/members/nina", &reviewer).await.expect(200);
    watch.note("PATCH /v1/members/{sub}").await;
    let more = json!({ "procurement": "reviewer", "tower": "viewer" });
    let again = json!({ "email": "nina@new.example", "name": "Nina", "roles": more });
    olivia.post("/v1/invitations", &again).await.expect(201);
    watch.pass_over().await;
    let viewer = json!({ "roles": { "procurement": "viewer" } });
    olivia.patch("/v1/members/nina", &viewer).await.expect(200);
    watch.note("PATCH /v1/members/{sub}, of somebody who is invited to more").await;
    nina.patch("/v1/me", &json!({ "locale": "es" })).await.expect(200);
    watch.note("PATCH /v1/me").await;
    olivia.post("/v1/members/nina/remove", &json!({})).await.expect(200);
    watch.note("POST /v1/members/{sub}/remove").await;
}
