//! Leaving: what a member had begun stays and is the project's; its admins see it and get its notices.

use serde_json::json;

use super::{LIST, house, latest};
use crate::house::House;

/// Ivo shares by mail, and is taken out of the project.
async fn left(house: &House) -> crate::house::Share {
    let share = house.staff("ivo").share(|_| {}).await;
    let removed = house.staff("paula").post("/v1/members/ivo/remove", &json!({ "project": "procurement" })).await;
    let removed = removed.expect(200).body;
    let shares = ["/v1/shares?project=procurement"];
    let expected = json!({ "sub": "ivo", "member": false, "shares": shares, "steps": [], "more_steps": false });
    assert_eq!(removed, expected);
    share
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_member_does_nothing_more_and_their_shares_say_that_they_left() {
    let house = house().await;
    let share = left(&house).await;
    let (ivo, paula) = (house.staff("ivo"), house.staff("paula"));
    ivo.get(LIST).await.expect(403);
    ivo.get("/v1/steps").await.expect(403);
    ivo.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(403);
    let list = paula.get(LIST).await.expect(200).body;
    assert_eq!(list["shares"][0]["creator"], json!({ "name": "Ivo Lima", "email": "ivo@acme.example", "left": true }));
    for path in [format!("/v1/shares/{}", share.id), "/v1/projects/procurement/runs/kyc/shares".to_owned()] {
        let text = paula.get(&path).await.expect(200).text;
        assert!(text.contains("\"left\":true"), "{path}: {text}");
    }
    paula.patch(&format!("/v1/shares/{}", share.id), &json!({ "expiry": { "days": 9 } })).await.expect(200);
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    paula.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    assert!(latest(&house, 1).await[0].contains("org.member_removed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_about_the_shares_of_who_left_go_to_the_projects_admins_in_their_language() {
    let house = house().await;
    house.staff("paula").patch("/v1/me", &json!({ "locale": "es" })).await.expect(200);
    let share = left(&house).await;
    let guest = house.guest();
    guest.peek(&share).await.expect(200);
    house.staff("paula").post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    guest.post(&format!("/i/{}/request", share.id), &json!({})).await.expect(202);
    assert_eq!(house.deliver().await, 0);
    let mails = house.system.cloud.inbox().messages();
    let told: Vec<_> = mails.iter().map(|mail| mail.to.clone()).collect();
    assert_eq!(told, [vec!["paula@acme.example".to_owned()]]);
    let text = mails[0].text.as_ref().unwrap();
    assert!(text.contains("Hola, Paula Reis:") && text.contains("porque Ivo Lima, que creó"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_administers_the_project_the_org_admins_are_told() {
    let house = house().await;
    let olivia = house.staff("olivia");
    let share = left(&house).await;
    olivia.post("/v1/members/paula/remove", &json!({})).await.expect(200);
    let guest = house.guest();
    guest.peek(&share).await.expect(200);
    olivia.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);
    guest.post(&format!("/i/{}/request", share.id), &json!({})).await.expect(202);
    assert_eq!(house.deliver().await, 0);
    let told: Vec<_> = house.system.cloud.inbox().messages().iter().map(|mail| mail.to.clone()).collect();
    assert_eq!(told, [vec!["olivia@acme.example".to_owned()]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_org_admin_stays_until_there_is_another() {
    let house = house().await;
    let olivia = house.staff("olivia");
    assert_eq!(olivia.post("/v1/members/olivia/remove", &json!({})).await.expect(409).body["code"], "last_admin");
    let demotion = json!({ "org_role": null, "roles": { "tower": "viewer" } });
    assert_eq!(olivia.patch("/v1/members/olivia", &demotion).await.expect(409).body["code"], "last_admin");
    olivia.patch("/v1/members/paula", &json!({ "org_role": "org_admin" })).await.expect(200);
    olivia.post("/v1/members/olivia/remove", &json!({})).await.expect(200);
    olivia.get("/v1/me").await.expect(403);
    house.staff("paula").get("/v1/members").await.expect(200);
    house.staff("paula").post("/v1/members/olivia/remove", &json!({})).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_of_a_removal_is_given_again_to_who_administers_that_very_project_still() {
    let house = house().await;
    let (olivia, paula) = (house.staff("olivia"), house.staff("paula"));
    let role = |project: &str, role: Option<&str>| json!({ "roles": { project: role } });
    olivia.patch("/v1/members/paula", &role("tower", Some("project_admin"))).await.expect(200);
    olivia.patch("/v1/members/ivo", &role("tower", Some("viewer"))).await.expect(200);
    let out = json!({ "project": "tower" });
    let again = || paula.post_once("/v1/members/ivo/remove", "ivo", &out);
    let removed = again().await.expect(200).body;
    olivia.patch("/v1/members/paula", &role("procurement", None)).await.expect(200);
    assert_eq!(again().await.expect(200).body, removed, "of another project they need nothing");
    olivia.patch("/v1/members/paula", &role("procurement", Some("project_admin"))).await.expect(200);
    olivia.patch("/v1/members/paula", &role("tower", None)).await.expect(200);
    again().await.expect(404);
}
