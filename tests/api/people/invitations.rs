//! Inviting: who may, what leaves by mail, and what is refused.

use serde_json::{Value, json};

use super::{accept, code, house, invitation, join, latest};
use crate::house::House;

async fn seats(house: &House, limit: u32) {
    house.bend("vestibule-state", ("ORG#acme", "ORG"), "seat_limit", &json!(limit)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_admin_invites_and_the_code_is_in_the_mail_alone() {
    let house = house().await;
    let paula = house.staff("paula");
    let invited = paula.post("/v1/invitations", &invitation("nina", &json!({ "procurement": "initiator" }))).await;
    let invited = invited.expect(201);
    assert_eq!(
        (&invited.body["email"], &invited.body["invited_by"]),
        (&json!("nina@new.example"), &json!("Paula Reis"))
    );
    let code = code(&house, "nina").await;
    assert!(!invited.text.contains(&code) && !invited.text.contains("vsi1_"), "{}", invited.text);
    let everything = [house.rows("vestibule-state").await, house.rows("vestibule-trail").await];
    assert!(!json!(everything).to_string().contains(&code), "no usable secret at rest");
    let mail = house.system.cloud.inbox().messages().pop().unwrap();
    assert_eq!(mail.subject, "Acme Engenharia convida você a colaborar");
    let text = mail.text.unwrap();
    assert!(!text.contains("http") && text.contains("Iniciador de fluxos em procurement"), "{text}");

    let open = paula.get("/v1/invitations").await.expect(200).body;
    assert_eq!(open["invitations"], json!([invited.body]));
    let record = latest(&house, 1).await.remove(0);
    assert!(record.contains("org.member_invited") && !record.contains("nina"), "{record}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_told_at_once_and_nothing_leaves() {
    let house = house().await;
    let olivia = house.staff("olivia");
    let wrong =
        olivia.post("/v1/invitations", &json!({ "email": "nina", "name": "", "locale": "fr" })).await.expect(422);
    assert_eq!(wrong.errors(), ["/email invalid", "/name invalid", "/locale invalid", "/roles no_role"]);
    let mut responder = invitation("nina", &json!({ "procurement": "viewer" }));
    responder["org_role"] = json!("workflow_responder");
    let wrong = olivia.post("/v1/invitations", &responder).await.expect(422);
    assert_eq!(wrong.errors(), ["/roles responder_with_roles"]);
    let unknown = olivia.post("/v1/invitations", &invitation("nina", &json!({ "cellar": "viewer" }))).await.expect(422);
    assert_eq!(unknown.errors(), ["/roles/cellar unknown_project"]);
    let paula = house.staff("paula");
    paula.post("/v1/invitations", &invitation("nina", &json!({ "tower": "viewer" }))).await.expect(404);
    let admin = json!({ "email": "nina@new.example", "name": "Nina", "org_role": "org_admin" });
    assert_eq!(paula.post("/v1/invitations", &admin).await.expect(403).body["needed"], "org_admin");
    for (who, status) in [("carla", 403), ("ivo", 403), ("vera", 403), ("rita", 404)] {
        let body = invitation("nina", &json!({ "procurement": "viewer" }));
        house.staff(who).post("/v1/invitations", &body).await.expect(status);
    }
    assert_eq!((house.deliver().await, house.system.cloud.inbox().messages().len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_house_is_refused_with_the_count_at_invitation_and_again_at_acceptance() {
    let house = house().await;
    let olivia = house.staff("olivia");
    let viewer = json!({ "procurement": "viewer" });
    seats(&house, 7).await;
    for sub in ["nina", "nuno"] {
        olivia.post("/v1/invitations", &invitation(sub, &viewer)).await.expect(201);
    }
    let (nina, nuno) = (code(&house, "nina").await, code(&house, "nuno").await);
    accept(&house.staff("nina"), &nina).await.expect(200);
    let full = |reply: &Value| (reply["code"].clone(), reply["taken"].clone(), reply["limit"].clone());
    let expected = (json!("seats_taken"), json!(7), json!(7));
    assert_eq!(full(&accept(&house.staff("nuno"), &nuno).await.expect(409).body), expected);
    assert_eq!(full(&olivia.post("/v1/invitations", &invitation("other", &viewer)).await.expect(409).body), expected);
    let responder = json!({ "email": "r@new.example", "name": "R", "org_role": "workflow_responder" });
    olivia.post("/v1/invitations", &responder).await.expect(201);
    seats(&house, 8).await;
    accept(&house.staff("nuno"), &nuno).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_full_house_a_member_is_invited_into_another_project_and_takes_no_seat() {
    let house = house().await;
    let olivia = house.staff("olivia");
    seats(&house, 1).await;
    let into_tower = |email: &str| json!({ "email": email, "name": "Vera", "roles": { "tower": "viewer" } });
    let refused = olivia.post("/v1/invitations", &into_tower("new@acme.example")).await.expect(409);
    assert_eq!(refused.body["code"], "seats_taken");
    olivia.post("/v1/invitations", &into_tower("vera@acme.example")).await.expect(201);
    let taken = async || {
        let rows = house.state("ORG#acme").await;
        rows.into_iter().find(|row| row["sk"] == "ORG").unwrap()["seats"].clone()
    };
    let before = taken().await;
    let code = house.invitation_code("vera@acme.example").await;
    accept(&house.staff("vera"), &code).await.expect(200);
    assert_eq!((taken().await, before.is_number()), (before, true));
    let me = house.staff("vera").get("/v1/me").await.expect(200).body;
    let roles = &me["orgs"]["acme"]["roles"];
    assert_eq!((&roles["procurement"], &roles["tower"]), (&json!("viewer"), &json!("viewer")), "{me}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_invited_to_what_they_could_not_be_beside_what_they_are() {
    let house = house().await;
    let olivia = house.staff("olivia");
    let into_tower = json!({ "email": "rita@certifier.example", "name": "Rita", "roles": { "tower": "viewer" } });
    let responder = json!({ "email": "vera@acme.example", "name": "Vera", "org_role": "workflow_responder" });
    for body in [into_tower, responder] {
        let refused = olivia.post("/v1/invitations", &body).await.expect(422);
        assert_eq!(refused.errors(), ["/roles responder_with_roles"], "{body}");
    }
    assert_eq!((house.deliver().await, house.system.cloud.inbox().messages().len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_invitation_is_one_mail_under_its_key_and_mails_are_counted() {
    let house = house().await;
    let olivia = house.staff("olivia");
    let body = invitation("nina", &json!({ "procurement": "viewer" }));
    let first = olivia.post_once("/v1/invitations", "i-1", &body).await.expect(201);
    let again = olivia.post_once("/v1/invitations", "i-1", &body).await.expect(201);
    assert_eq!((first.body, again.header("idempotency-replayed")), (again.body.clone(), "true"));
    house.deliver().await;
    assert_eq!(house.system.cloud.inbox().messages().len(), 1);
    house.org_policy(json!({ "max_mails_per_address": 2 })).await;
    olivia.post("/v1/invitations", &body).await.expect(201);
    let refused = olivia.post("/v1/invitations", &body).await.expect(429);
    assert_eq!(refused.errors(), ["/email too_many_mails"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn project_admins_see_and_withdraw_the_invitations_that_they_could_have_made() {
    let house = house().await;
    let (olivia, paula) = (house.staff("olivia"), house.staff("paula"));
    let viewer = json!({ "procurement": "viewer" });
    let mine = olivia.post("/v1/invitations", &invitation("nina", &viewer)).await.expect(201).body;
    let other =
        olivia.post("/v1/invitations", &invitation("nuno", &json!({ "tower": "viewer" }))).await.expect(201).body;
    let seen = paula.get("/v1/invitations").await.expect(200).body;
    assert_eq!(seen["invitations"], json!([mine]));
    let withdraw = |invitation: &Value| format!("/v1/invitations/{}/withdraw", invitation["id"].as_str().unwrap());
    paula.post(&withdraw(&other), &json!({})).await.expect(404);
    let code = code(&house, "nina").await;
    paula.post(&withdraw(&mine), &json!({})).await.expect(200);
    paula.post(&withdraw(&mine), &json!({})).await.expect(200);
    assert_eq!(accept(&house.staff("nina"), &code).await.expect(409).body["code"], "invitation_withdrawn");
    assert_eq!(olivia.get("/v1/invitations").await.expect(200).body["invitations"], json!([other]));
    olivia.post("/v1/invitations/inv_0000000000000000000007/withdraw", &json!({})).await.expect(404);
    let kinds = latest(&house, 1).await;
    assert!(kinds[0].contains("org.invitation_withdrawn"), "{kinds:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_of_one_project_is_invited_to_another_and_keeps_both() {
    let house = house().await;
    join(&house, "paula", "nina", &json!({ "procurement": "viewer" })).await;
    join(&house, "olivia", "nina", &json!({ "tower": "initiator" })).await;
    let nina = house.staff("nina").get("/v1/me").await.expect(200).body;
    assert_eq!(nina["orgs"]["acme"]["roles"], json!({ "procurement": "viewer", "tower": "initiator" }));
    let all = house.staff("olivia").get("/v1/members").await.expect(200).body;
    assert_eq!(all["seats"]["taken"], 7, "one seat for both");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_invites_an_address_again_sees_and_takes_back_what_they_could_give_alone() {
    let house = house().await;
    let (olivia, paula) = (house.staff("olivia"), house.staff("paula"));
    let mut admin = invitation("nina", &json!({ "tower": "project_admin" }));
    admin["org_role"] = json!("org_admin");
    olivia.post("/v1/invitations", &admin).await.expect(201);
    let mut renamed = invitation("nina", &json!({ "procurement": "viewer" }));
    renamed["name"] = json!("Ha Ha");
    let seen = paula.post("/v1/invitations", &renamed).await.expect(201).body;
    assert_eq!((&seen["org_role"], &seen["roles"]), (&json!(null), &json!({ "procurement": "viewer" })));
    assert_eq!(seen["name"], "New Person");
    let listed = |body: Value| body["invitations"][0]["roles"].clone();
    assert_eq!(listed(paula.get("/v1/invitations").await.expect(200).body), seen["roles"]);
    let all = json!({ "procurement": "viewer", "tower": "project_admin" });
    assert_eq!(listed(olivia.get("/v1/invitations").await.expect(200).body), all);

    let path = format!("/v1/invitations/{}/withdraw", seen["id"].as_str().unwrap());
    let back = paula.post(&path, &json!({})).await.expect(200).body;
    assert_eq!((&back["org_role"], &back["roles"]), (&json!(null), &seen["roles"]));
    paula.post(&path, &json!({})).await.expect(404);
    accept(&house.staff("nina"), &code(&house, "nina").await).await.expect(200);
    let nina = house.staff("nina").get("/v1/me").await.expect(200).body["orgs"]["acme"].clone();
    assert_eq!((&nina["org_role"], &nina["roles"]), (&json!("org_admin"), &json!({ "tower": "project_admin" })));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_there_is_not_is_refused_though_all_else_is_right() {
    let house = house().await;
    let mut french = invitation("nina", &json!({ "procurement": "viewer" }));
    french["locale"] = json!("fr");
    let refused = house.staff("olivia").post("/v1/invitations", &french).await.expect(422);
    assert_eq!(refused.errors(), ["/locale invalid"]);
    assert_eq!(house.deliver().await, 0);
}
