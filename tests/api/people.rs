//! Who belongs to an org, as they and their admins see it; and that a role works, or is gone, with the next request.

mod accepting;
mod answers;
mod changing;
mod invitations;
mod lapsing;
mod leaving;
mod left_steps;
mod races;
mod two_orgs;

use embedded_cloud::Person;
use serde_json::{Value, json};

use crate::house::{House, Staff};

const LIST: &str = "/v1/shares?project=procurement";

/// With Nina and Nuno, who can sign in and belong to nothing.
async fn house() -> House {
    House::with(|options| {
        let person =
            |sub: &str, name: &str| Person { sub: sub.into(), name: name.into(), email: format!("{sub}@new.example") };
        options.people.extend([person("nina", "Nina Castro"), person("nuno", "Nuno Dias")]);
    })
    .await
}

fn invitation(sub: &str, roles: &Value) -> Value {
    json!({ "email": format!("{sub}@new.example"), "name": "New Person", "locale": "pt-BR", "roles": roles })
}

/// The code in the latest mail to an address.
async fn code(house: &House, sub: &str) -> String {
    house.invitation_code(&format!("{sub}@new.example")).await
}

async fn accept(who: &Staff<'_>, code: &str) -> crate::house::Reply {
    who.post("/v1/invitations/accept", &json!({ "code": code })).await
}

/// Invites somebody and lets them accept.
async fn join(house: &House, by: &str, sub: &str, roles: &Value) {
    house.staff(by).post("/v1/invitations", &invitation(sub, roles)).await.expect(201);
    accept(&house.staff(sub), &code(house, sub).await).await.expect(200);
}

/// The kinds of the latest records of the org's trail.
async fn latest(house: &House, count: usize) -> Vec<String> {
    let mut rows = house.rows("vestibule-trail").await;
    rows.retain(|row| row["pk"] == "org/acme");
    rows.sort_by_key(|row| row["sk"].as_str().unwrap().to_owned());
    let records = |row: &Value| -> Vec<String> {
        let records = row["records"].as_array().unwrap().clone();
        let text =
            |record: &Value| record["record"].as_str().or(record["text"].as_str()).unwrap_or_default().to_owned();
        records.iter().map(text).collect()
    };
    let all: Vec<String> = rows.iter().flat_map(records).collect();
    all.into_iter().rev().take(count).rev().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_who_they_are_and_what_they_may_do_in_each_of_their_orgs() {
    let house = house().await;
    let dora = house.staff("dora").get("/v1/me").await.expect(200).body;
    assert_eq!((&dora["sub"], &dora["locale"]), (&json!("dora"), &json!("en")));
    let acme = &dora["orgs"]["acme"];
    assert_eq!((&acme["name"], &acme["email"]), (&json!("Dora Klein"), &json!("dora@consult.example")));
    assert_eq!(acme["roles"], json!({ "procurement": "reviewer" }));
    assert_eq!(acme["rights_by_project"], json!({ "procurement": ["view_documents", "view_runs", "view_shares"] }));
    assert_eq!((&acme["org_role"], &acme["rights"]), (&json!(null), &json!([])));
    assert_eq!(dora["orgs"]["globex"]["org_role"], "org_admin");
    let rita = house.staff("rita").get("/v1/me").await.expect(200).body;
    assert_eq!(rita["orgs"]["acme"]["org_role"], "workflow_responder");
    assert_eq!(house.staff("nina").get("/v1/me").await.expect(403).problem(), "not_permitted");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_of_several_orgs_says_in_which_one_they_act() {
    let house = house().await;
    let dora = house.staff("dora");
    let refused = dora.get(LIST).await.expect(400);
    assert_eq!((refused.problem(), &refused.body["orgs"]), ("bad_request", &json!(["acme", "globex"])));
    for (org, status) in [("acme", 200), ("globex", 200), ("other", 403), ("no slug!", 400)] {
        let reply = crate::house::Reply::of(dora.request("GET", LIST).header("vestibule-org", org)).await;
        assert_eq!(reply.status, status, "{org}: {}", reply.text);
    }
    let policy = dora.request("GET", "/v1/members").header("vestibule-org", "acme");
    assert_eq!(crate::house::Reply::of(policy).await.status, 403, "a reviewer there");
    let members = dora.request("GET", "/v1/members").header("vestibule-org", "globex");
    assert_eq!(crate::house::Reply::of(members).await.status, 200, "an org admin here");
}

#[tokio::test(flavor = "multi_thread")]
async fn language_and_zone_are_changed_by_oneself_with_a_record() {
    let house = house().await;
    let ivo = house.staff("ivo");
    let changed = ivo.patch("/v1/me", &json!({ "locale": "PT-br", "zone": "Europe/Lisbon" })).await.expect(200).body;
    assert_eq!((&changed["locale"], &changed["zone"]), (&json!("pt-BR"), &json!("Europe/Lisbon")));
    let kept = ivo.patch("/v1/me", &json!({ "zone": "America/Sao_Paulo" })).await.expect(200).body;
    assert_eq!((&kept["locale"], &kept["zone"]), (&json!("pt-BR"), &json!("America/Sao_Paulo")));
    let wrong = ivo.patch("/v1/me", &json!({ "locale": "fr", "zone": "Lisbon" })).await.expect(422);
    assert_eq!(wrong.errors(), ["/locale invalid", "/zone invalid"]);
    ivo.patch("/v1/me", &json!({ "email": "x@y.example" })).await.expect(400);
    assert!(latest(&house, 1).await[0].contains("org.preferences_changed"));
    let share = ivo.share(|_| {}).await;
    assert_eq!(ivo.get(&format!("/v1/shares/{}", share.id)).await.expect(200).body["creator"]["left"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn org_admins_see_everybody_and_a_projects_people_those_in_it_with_the_responders() {
    let house = house().await;
    let all = house.staff("olivia").get("/v1/members").await.expect(200).body;
    let subs = |body: &Value| -> Vec<String> {
        let mut subs: Vec<_> =
            body["members"].as_array().unwrap().iter().map(|m| m["sub"].as_str().unwrap().to_owned()).collect();
        subs.sort_unstable();
        subs
    };
    assert_eq!(subs(&all), ["carla", "dora", "ivo", "olivia", "paula", "rita", "vera"]);
    assert_eq!((&all["seats"], &all["cursor"]), (&json!({ "taken": 6, "limit": null }), &json!(null)));
    let rita = all["members"].as_array().unwrap().iter().find(|member| member["sub"] == "rita").unwrap();
    assert_eq!(
        (&rita["org_role"], &rita["seat"], &rita["roles"]),
        (&json!("workflow_responder"), &json!(false), &json!({}))
    );

    let ivo = house.staff("ivo");
    let here = ivo.get("/v1/members?project=procurement").await.expect(200).body;
    assert_eq!(subs(&here), ["carla", "dora", "ivo", "paula", "rita", "vera"]);
    assert!(here.get("seats").is_none(), "{here}");
    ivo.get("/v1/members?project=tower").await.expect(404);
    let refused = ivo.get("/v1/members").await.expect(403);
    assert_eq!((refused.problem(), &refused.body["needed"]), ("not_permitted", &json!("org_admin")));
    let refused = house.staff("vera").get("/v1/members?project=procurement").await.expect(403);
    assert_eq!(refused.body["needed"], "initiator");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_members_goes_on_page_by_page() {
    let house = house().await;
    let olivia = house.staff("olivia");
    for base in ["/v1/members?limit=3", "/v1/members?project=procurement&limit=3"] {
        let (mut subs, mut cursor, mut pages) = (Vec::new(), String::new(), 0);
        loop {
            let page = olivia.get(&format!("{base}{cursor}")).await.expect(200).body;
            let members = page["members"].as_array().unwrap().clone();
            assert!(members.len() <= 3);
            subs.extend(members.iter().map(|member| member["sub"].as_str().unwrap().to_owned()));
            pages += 1;
            match page["cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let mut once = subs.clone();
        once.sort();
        once.dedup();
        assert_eq!((subs.len(), once.len()), if base.contains("project") { (6, 6) } else { (7, 7) }, "{pages} pages");
    }
    assert_eq!(olivia.get("/v1/members?limit=0").await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_responder_is_told_that_there_is_nothing() {
    let house = house().await;
    let share = house.staff("carla").share(|_| {}).await;
    let rita = house.staff("rita");
    let before = house.rows("vestibule-trail").await.len();
    for path in [
        LIST,
        &format!("/v1/shares/{}", share.id),
        &format!("/v1/shares/{}/activity", share.id),
        "/v1/projects/procurement/runs/kyc",
        "/v1/projects/procurement/runs/kyc/files",
        "/v1/projects/procurement/runs/kyc/shares",
        "/v1/members",
        "/v1/members?project=procurement",
        "/v1/invitations",
    ] {
        assert_eq!(rita.get(path).await.status, 404, "{path}");
    }
    rita.post("/v1/shares", &crate::house::terms()).await.expect(404);
    rita.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(404);
    rita.post("/v1/invitations", &invitation("nina", &json!({ "procurement": "viewer" }))).await.expect(404);
    rita.patch("/v1/members/ivo", &json!({ "roles": { "procurement": null } })).await.expect(404);
    rita.post("/v1/members/ivo/remove", &json!({})).await.expect(404);
    assert_eq!(house.rows("vestibule-trail").await.len(), before, "nothing is recorded");
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_are_given_and_taken_from_the_next_request_on_by_those_who_may() {
    let house = house().await;
    let (olivia, paula, ivo) = (house.staff("olivia"), house.staff("paula"), house.staff("ivo"));
    ivo.put("/v1/projects/procurement/runs/kyc", &crate::house::run()).await.expect(201);
    let changed = paula.patch("/v1/members/ivo", &json!({ "roles": { "procurement": "viewer" } })).await.expect(200);
    assert_eq!((changed.header("etag"), &changed.body["roles"]), ("\"2\"", &json!({ "procurement": "viewer" })));
    ivo.put("/v1/projects/procurement/runs/kyc", &crate::house::run()).await.expect(403);
    assert!(latest(&house, 1).await[0].contains("org.member_changed"));

    let refused = paula.patch("/v1/members/ivo", &json!({ "org_role": "org_admin" })).await.expect(403);
    assert_eq!(refused.body["needed"], "org_admin");
    paula.patch("/v1/members/ivo", &json!({ "roles": { "tower": "viewer" } })).await.expect(404);
    let refused = house.staff("carla").patch("/v1/members/ivo", &json!({ "roles": {} })).await.expect(403);
    assert_eq!(refused.body["needed"], "project_admin");
    paula.patch("/v1/members/nina", &json!({ "roles": { "procurement": "viewer" } })).await.expect(404);
    house.staff("otto").patch("/v1/members/ivo", &json!({ "roles": {} })).await.expect(403);
    let wrong = olivia.patch("/v1/members/ivo", &json!({ "roles": { "cellar": "viewer" } })).await.expect(422);
    assert_eq!(wrong.errors(), ["/roles/cellar unknown_project"]);
    let wrong = paula.patch("/v1/members/ivo", &json!({ "roles": { "procurement": null } })).await.expect(422);
    assert_eq!(wrong.errors(), ["/roles no_role"]);
    let wrong = olivia.patch("/v1/members/ivo", &json!({ "org_role": "workflow_responder" })).await.expect(422);
    assert_eq!(wrong.errors(), ["/roles responder_with_roles"]);
    let body = json!({ "org_role": "workflow_responder", "roles": { "procurement": null } });
    olivia.patch("/v1/members/ivo", &body).await.expect(200);
    assert_eq!(ivo.get(LIST).await.status, 404, "a responder now, mid-session");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_on_a_version_that_stands_no_more_is_412() {
    let house = house().await;
    let olivia = house.staff("olivia");
    let patch = async |version: &str, role: &str| {
        let body = json!({ "roles": { "procurement": role } });
        let request = olivia.request("PATCH", "/v1/members/ivo").header("if-match", version).json(&body);
        crate::house::Reply::of(request).await
    };
    assert_eq!(patch("\"1\"", "viewer").await.expect(200).header("etag"), "\"2\"");
    assert_eq!(patch("\"1\"", "reviewer").await.expect(412).problem(), "stale");
    patch("*", "reviewer").await.expect(200);
    patch("one", "viewer").await.expect(400);
}
