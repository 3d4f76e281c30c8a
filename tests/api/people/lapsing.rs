//! Invitations do not outlive a right: that of who sent them, or the role that was taken from who got them.

use serde_json::json;

use super::{LIST, accept, code, house, invitation, join, latest};
use crate::house::House;

/// Paula invites somebody to procurement; the code of the mail.
async fn by_paula(house: &House, sub: &str) -> String {
    let body = invitation(sub, &json!({ "procurement": "viewer" }));
    house.staff("paula").post("/v1/invitations", &body).await.expect(201);
    code(house, sub).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_by_somebody_who_was_removed_lets_nobody_in_and_tells_whom_to_ask() {
    let house = house().await;
    let (nina, olivia) = (house.staff("nina"), house.staff("olivia"));
    let code = by_paula(&house, "nina").await;
    olivia.post("/v1/members/paula/remove", &json!({})).await.expect(200);
    let refused = accept(&nina, &code).await.expect(409);
    assert_eq!(refused.body["code"], "invitation_lapsed");
    assert!(refused.text.contains("ask an admin") && !refused.text.contains("Paula"), "{}", refused.text);
    nina.get(LIST).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_by_somebody_who_is_no_admin_any_more_lets_nobody_in_until_they_are_one_again() {
    let house = house().await;
    let (nina, olivia) = (house.staff("nina"), house.staff("olivia"));
    let code = by_paula(&house, "nina").await;
    let is = async |role: &str| {
        olivia.patch("/v1/members/paula", &json!({ "roles": { "procurement": role } })).await.expect(200);
    };
    is("viewer").await;
    assert_eq!(accept(&nina, &code).await.expect(409).body["code"], "invitation_lapsed");
    is("project_admin").await;
    accept(&nina, &code).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_taken_out_of_a_project_does_not_come_back_to_it_by_an_invitation() {
    let house = house().await;
    let (nina, olivia) = (house.staff("nina"), house.staff("olivia"));
    join(&house, "olivia", "nina", &json!({ "procurement": "viewer", "tower": "viewer" })).await;
    let wanted = invitation("nina", &json!({ "procurement": "reviewer", "tower": "reviewer" }));
    olivia.post("/v1/invitations", &wanted).await.expect(201);
    let open = code(&house, "nina").await;
    olivia.post("/v1/members/nina/remove", &json!({ "project": "procurement" })).await.expect(200);
    assert!(latest(&house, 1).await[0].contains("org.invitation_narrowed"));
    let me = accept(&nina, &open).await.expect(200).body;
    assert_eq!(me["orgs"]["acme"]["roles"], json!({ "tower": "reviewer" }));
    let again = by_paula(&house, "nina").await;
    olivia.patch("/v1/members/nina", &json!({ "roles": { "procurement": "viewer" } })).await.expect(200);
    olivia.patch("/v1/members/nina", &json!({ "roles": { "procurement": null } })).await.expect(200);
    assert_eq!(accept(&nina, &again).await.expect(409).body["code"], "invitation_withdrawn");
}
