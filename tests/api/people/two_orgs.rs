//! Somebody of two orgs: each knows them by what it typed itself, and by nothing of the other.

use serde_json::{Value, json};

use super::{accept, code, house, invitation};
use crate::house::{House, Reply};

/// What Dora, who administers Globex, is told there.
async fn at_globex(house: &House, method: &str, path: &str, body: Option<&Value>) -> Reply {
    let dora = house.staff("dora");
    let request = dora.request(method, path).header("vestibule-org", "globex");
    Reply::of(body.into_iter().fold(request, reqwest::RequestBuilder::json)).await
}

/// Ivo of Acme is invited by Globex, which knows him by another address, and accepts.
async fn invited_by_globex(house: &House) {
    let body = json!({
        "email": "lima@home.example", "name": "Mr Lima", "locale": "es", "roles": { "procurement": "initiator" },
    });
    at_globex(house, "POST", "/v1/invitations", Some(&body)).await.expect(201);
    let code = house.invitation_code("lima@home.example").await;
    accept(&house.anybody("ivo"), &code).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_org_knows_a_person_as_it_named_them_itself() {
    let house = house().await;
    invited_by_globex(&house).await;
    let here = house.staff("olivia").get("/v1/members").await.expect(200).text;
    assert!(here.contains("Ivo Lima") && !here.contains("Mr Lima") && !here.contains("home.example"), "{here}");
    let there = at_globex(&house, "GET", "/v1/members", None).await.expect(200).text;
    assert!(there.contains("Mr Lima") && !there.contains("Ivo Lima") && !there.contains("ivo@acme"), "{there}");
    let me = house.staff("ivo").get("/v1/me").await.expect(200).body;
    let known = |org: &str| (me["orgs"][org]["name"].clone(), me["orgs"][org]["email"].clone());
    assert_eq!(known("acme"), (json!("Ivo Lima"), json!("ivo@acme.example")));
    assert_eq!(known("globex"), (json!("Mr Lima"), json!("lima@home.example")));
}

#[tokio::test(flavor = "multi_thread")]
async fn records_and_invitations_name_a_person_as_their_org_does() {
    let house = house().await;
    invited_by_globex(&house).await;
    let rows = house.rows("vestibule-trail").await;
    let of = |org: &str| rows.iter().filter(|row| row["pk"] == format!("org/{org}")).map(Value::to_string).collect();
    let (acme, globex): (String, String) = (of("acme"), of("globex"));
    assert!(globex.contains("Mr Lima") && !globex.contains("Ivo Lima") && !globex.contains("ivo@acme"), "{globex}");
    assert!(!acme.contains("Mr Lima") && !acme.contains("home.example"), "{acme}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_ends_the_invitation_of_the_address_that_this_org_knows() {
    let house = house().await;
    invited_by_globex(&house).await;
    let again = json!({
        "email": "lima@home.example", "name": "Mr Lima", "locale": "es", "roles": { "procurement": "project_admin" },
    });
    at_globex(&house, "POST", "/v1/invitations", Some(&again)).await.expect(201);
    let code = house.invitation_code("lima@home.example").await;
    at_globex(&house, "POST", "/v1/members/ivo/remove", Some(&json!({}))).await.expect(200);
    assert_eq!(accept(&house.anybody("ivo"), &code).await.expect(409).body["code"], "invitation_withdrawn");
    house.staff("ivo").get("/v1/runs/kyc").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_a_member_stays_known_as_they_are_when_they_accept_under_another_address() {
    let house = house().await;
    let body = invitation("nina", &json!({ "tower": "viewer" }));
    house.staff("olivia").post("/v1/invitations", &body).await.expect(201);
    let me = accept(&house.anybody("ivo"), &code(&house, "nina").await).await.expect(200).body;
    assert_eq!(me["orgs"]["acme"]["email"], "ivo@acme.example");
    assert_eq!(me["orgs"]["acme"]["roles"], json!({ "procurement": "initiator", "tower": "viewer" }));
}
