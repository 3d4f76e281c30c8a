//! Accepting an invitation: once, by one person, in time; and nothing else lets anybody in.

use jiff::SignedDuration;
use serde_json::json;

use super::{LIST, accept, code, house, invitation, latest};
use crate::house::House;

async fn invited(house: &House, sub: &str) -> String {
    let body = invitation(sub, &json!({ "procurement": "viewer" }));
    house.staff("olivia").post("/v1/invitations", &body).await.expect(201);
    code(house, sub).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_makes_who_is_signed_in_a_member_and_works_with_their_next_request() {
    let house = house().await;
    let code = invited(&house, "nina").await;
    let nina = house.staff("nina");
    nina.get(LIST).await.expect(403);
    let me = accept(&nina, &code).await.expect(200).body;
    assert_eq!(me["orgs"]["acme"]["roles"], json!({ "procurement": "viewer" }));
    assert_eq!(
        (&me["orgs"]["acme"]["name"], &me["locale"], &me["zone"]),
        (&json!("New Person"), &json!("pt-BR"), &json!("America/Sao_Paulo"))
    );
    nina.get(LIST).await.expect(200);
    assert_eq!(accept(&nina, &format!(" {code}\n")).await.expect(200).body, me, "the same again");
    let record = latest(&house, 1).await.remove(0);
    assert!(record.contains("org.member_joined") && record.contains("\"nina\""), "{record}");
    assert_eq!(house.staff("olivia").get("/v1/invitations").await.expect(200).body["invitations"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_good_for_one_person_whose_token_does_not_name_another_address() {
    let house = house().await;
    let code = invited(&house, "nina").await;
    let other = accept(&house.staff("nuno"), &code).await.expect(403);
    assert!(other.text.contains("another address") && !other.text.contains("nina@"), "{}", other.text);
    let issuer = house.system.cloud.issuer();
    let nameless = |sub: &str| {
        let claims = json!({
            "iss": issuer.url(), "aud": "vestibule", "exp": house.now().as_second() + 3600, "sub": sub, "token_use": "access",
        });
        issuer.sign(&claims).unwrap()
    };
    accept(&house.bearer(nameless("nina")), &code).await.expect(200);
    let used = accept(&house.bearer(nameless("mallory")), &code).await.expect(409);
    assert_eq!(used.body["code"], "invitation_accepted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_dies_by_time_by_a_newer_one_and_with_the_membership_that_it_gave() {
    let house = house().await;
    let nina = house.staff("nina");
    let first = invited(&house, "nina").await;
    let second = invited(&house, "nina").await;
    assert_eq!(accept(&nina, &first).await.expect(409).body["code"], "invitation_replaced");
    house.pass(SignedDuration::from_hours(14 * 24));
    let nina = house.staff("nina");
    assert_eq!(accept(&nina, &second).await.expect(409).body["code"], "invitation_expired");
    let third = invited(&house, "nina").await;
    accept(&nina, &third).await.expect(200);
    house.staff("olivia").post("/v1/members/nina/remove", &json!({})).await.expect(200);
    assert_eq!(accept(&nina, &third).await.expect(409).body["code"], "invitation_accepted", "after removal");
    nina.get(LIST).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_member_does_not_come_back_by_an_invitation_that_was_still_open() {
    let house = house().await;
    let nina = house.staff("nina");
    accept(&nina, &invited(&house, "nina").await).await.expect(200);
    let again = invited(&house, "nina").await;
    house.staff("olivia").post("/v1/members/nina/remove", &json!({})).await.expect(200);
    assert_eq!(accept(&nina, &again).await.expect(409).body["code"], "invitation_withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_code_costs_nothing_and_tells_nothing() {
    let house = house().await;
    let code = invited(&house, "nina").await;
    let nina = house.staff("nina");
    house.system.meter.take();
    let forged = code.replace(".acme", ".globex");
    let (head, tail) = code.split_at(20);
    let other = format!("{head}{}{}", if tail.starts_with('a') { "b" } else { "a" }, &tail[1..]);
    for forged in [forged.as_str(), &other, "", "vsi1_", "acme", &code.to_uppercase()] {
        assert_eq!(accept(&nina, forged).await.expect(404).body["detail"], "This invitation code is not valid.");
    }
    assert_eq!(house.system.meter.take(), vestibule_cloud::meter::Counts::default());
    nina.post("/v1/invitations/accept", &json!({})).await.expect(400);
    house.request("POST", "/v1/invitations/accept").json(&json!({ "code": code })).send().await.unwrap();
    assert_eq!(
        house.staff("olivia").get("/v1/invitations").await.expect(200).body["invitations"].as_array().unwrap().len(),
        1
    );
}
