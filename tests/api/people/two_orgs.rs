//! Somebody of two orgs: each knows them by what it typed itself, and by nothing of the other.

use serde_json::{Value, json};

use super::{accept, code, house, invitation};
use crate::house::{House, Reply, run, step_id, terms};

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
    let rows = house.rows("vestibule-trail").await;
    let joined = rows.iter().map(Value::to_string).find(|row| row.contains("org.member_joined")).unwrap();
    assert!(joined.contains("Ivo Lima") && !joined.contains("New Person"), "the record names them so, too: {joined}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_from_one_org_tells_no_steps_of_another() {
    let house = house().await;
    invited_by_globex(&house).await;
    let flow = |title: &str| {
        let step = json!({ "kind": "review", "assignees": [{ "member": "ivo" }] });
        json!({ "title": title, "tasks": [{ "id": "t0", "title": title, "step": step }] })
    };
    house.staff("carla").put("/v1/projects/procurement/runs/dwg-7", &flow("Here")).await.expect(201);
    house.staff("otto").put("/v1/projects/procurement/runs/dwg-8", &flow("Elsewhere")).await.expect(201);
    let removed = house.staff("olivia").post("/v1/members/ivo/remove", &json!({})).await.expect(200);
    assert_eq!(removed.body["steps"].as_array().unwrap().len(), 1, "{}", removed.text);
    assert_eq!(removed.body["steps"][0]["run"], "dwg-7");
    house.staff("ivo").get(&format!("/v1/steps/{}", step_id("dwg-7", "t0"))).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_was_used_in_one_org_gives_no_answer_of_it_in_another() {
    let house = house().await;
    invited_by_globex(&house).await;
    for who in ["carla", "otto"] {
        house.staff(who).put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    }
    let ivo = house.staff("ivo");
    let create = async |org: &str| {
        let request = ivo.request("POST", "/v1/shares").header("vestibule-org", org).header("idempotency-key", "one");
        Reply::of(request.json(&terms())).await
    };
    let first = create("acme").await.expect(201).body;
    assert_eq!(create("globex").await.expect(422).problem(), "idempotency_mismatch");
    assert_eq!(create("acme").await.expect(201).body, first);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_several_people_names_none_of_them() {
    let house = house().await;
    let olivia = house.staff("olivia");
    let assigned = json!({ "title": "DWG 7", "tasks": [
        { "id": "t0", "title": "Review", "step": { "kind": "review", "assignees": [{ "member": "vera" }] } },
    ] });
    house.staff("carla").put("/v1/projects/procurement/runs/dwg-7", &assigned).await.expect(201);
    let reassign = "/v1/projects/procurement/runs/dwg-7/tasks/t0/reassign";
    for (from, sub) in [("vera", "nina"), ("nina", "nuno")] {
        let body = invitation("nina", &json!({ "procurement": "reviewer" }));
        olivia.post("/v1/invitations", &body).await.expect(201);
        accept(&house.anybody(sub), &code(&house, "nina").await).await.expect(200);
        let to = json!({ "from": { "member": from }, "to": { "email": "nina@new.example" } });
        let reply = house.staff("carla").post(reassign, &to).await;
        if sub == "nina" {
            reply.expect(200);
        } else {
            assert_eq!(reply.expect(422).errors(), ["/to unknown_member"], "it may be either");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_steps_is_of_all_orgs_or_of_the_one_that_is_named() {
    let house = house().await;
    let mut flow = run();
    flow["tasks"][0]["step"] = json!({ "kind": "work", "assignees": [{ "member": "dora" }] });
    house.staff("carla").put("/v1/projects/procurement/runs/kyc", &flow).await.expect(201);
    let dora = house.staff("dora");
    let listed = async |org: Option<&str>| {
        let request = dora.request("GET", "/v1/steps");
        let request = org.into_iter().fold(request, |request, org| request.header("vestibule-org", org));
        Reply::of(request).await
    };
    for (org, count) in [(None, 1), (Some("acme"), 1), (Some("globex"), 0)] {
        let steps = listed(org).await.expect(200).body;
        assert_eq!(steps["steps"].as_array().unwrap().len(), count, "{org:?}");
    }
    listed(Some("initech")).await.expect(403);
}
