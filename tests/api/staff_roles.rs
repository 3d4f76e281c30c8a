//! What members may do by their role, and that other orgs and projects do not exist for them.

use serde_json::{Value, json};

use crate::house::{House, Staff, run, terms};

/// Everything that staff do with a share, each with a request that would succeed.
fn acts(share: &str) -> [(&'static str, String, Value); 4] {
    [
        ("PATCH", format!("/v1/shares/{share}"), json!({ "expiry": { "days": 9 } })),
        ("POST", format!("/v1/shares/{share}/password"), json!({ "password": "correct horse" })),
        ("POST", format!("/v1/shares/{share}/rotate"), json!({})),
        ("POST", format!("/v1/shares/{share}/revoke"), json!({})),
    ]
}

/// Tries all of it, and expects each time the same status.
async fn manage(who: &Staff<'_>, share: &str, status: u16) {
    for (method, path, body) in acts(share) {
        let reply = if method == "PATCH" { who.patch(&path, &body).await } else { who.post(&path, &body).await };
        assert_eq!(reply.status, status, "{method} {path}: {}", reply.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_sees_everything_and_changes_nothing() {
    let house = House::open().await;
    let (carla, vera) = (house.staff("carla"), house.staff("vera"));
    let share = carla.share(|_| {}).await;
    let file = json!({ "name": "a.pdf", "type": "application/pdf", "size": 5, "sha256": "0".repeat(64) });
    let before = vera.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;

    let refused = vera.post("/v1/shares", &terms()).await.expect(403);
    assert_eq!((&refused.body["needed"], &refused.body["yours"]), (&json!("initiator"), &json!("viewer")));
    vera.post("/v1/shares?dry_run=true", &terms()).await.expect(403);
    let mut flow = run();
    flow["title"] = json!("Something else");
    vera.put("/v1/projects/procurement/runs/kyc", &flow).await.expect(403);
    vera.put("/v1/projects/procurement/runs/new", &flow).await.expect(403);
    vera.post("/v1/projects/procurement/files", &file).await.expect(403);
    manage(&vera, &share.id, 403).await;

    assert_eq!(vera.get("/v1/projects/procurement/runs/kyc").await.expect(200).body, before);
    assert_eq!(vera.trail(&share.id).await, ["share.created"]);
    let listed = vera.get("/v1/shares?project=procurement").await.expect(200).body;
    assert_eq!(listed["shares"].as_array().unwrap().len(), 1);
    assert!(listed["shares"][0]["link"].is_null(), "whoever may look at a share does not hold its link");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_initiator_manages_their_own_shares_and_no_others() {
    let house = House::open().await;
    let (carla, ivo) = (house.staff("carla"), house.staff("ivo"));
    let (hers, his) = (carla.share(|_| {}).await, ivo.share(|_| {}).await);
    manage(&ivo, &hers.id, 403).await;
    assert_eq!(carla.trail(&hers.id).await, ["share.created"]);
    manage(&ivo, &his.id, 200).await;
    let kinds = ["share.created", "share.extended", "share.password_changed", "share.rotated", "share.revoked"];
    assert_eq!(ivo.trail(&his.id).await, kinds);

    let another = ivo.share(|_| {}).await;
    manage(&carla, &another.id, 200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_org_admin_does_everything_in_every_project_of_the_org() {
    let house = House::open().await;
    let (olivia, carla) = (house.staff("olivia"), house.staff("carla"));
    olivia.put("/v1/projects/tower/runs/kyc", &run()).await.expect(201);
    let mut in_tower = terms();
    in_tower["project"] = json!("tower");
    let share = olivia.post("/v1/shares", &in_tower).await.expect(201).body;
    let id = share["id"].as_str().unwrap();

    carla.get("/v1/shares?project=tower").await.expect(404);
    carla.get("/v1/projects/tower/runs/kyc").await.expect(404);
    carla.put("/v1/projects/tower/runs/kyc", &run()).await.expect(404);
    carla.post("/v1/shares", &in_tower).await.expect(404);
    carla.get(&format!("/v1/shares/{id}")).await.expect(404);
    carla.get(&format!("/v1/shares/{id}/activity")).await.expect(404);
    manage(&carla, id, 404).await;
    assert_eq!(olivia.trail(id).await, ["share.created"]);

    manage(&olivia, id, 200).await;
    let carlas = carla.share(|_| {}).await;
    manage(&olivia, &carlas.id, 200).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_org_s_shares_are_told_from_shares_of_nobody_by_nothing() {
    let house = House::open().await;
    let (carla, otto) = (house.staff("carla"), house.staff("otto"));
    let share = carla.share(|_| {}).await;
    let unknown = "shr_0000000000000000000007";
    for path in ["", "/activity"] {
        let mut told = Vec::new();
        for id in [share.id.as_str(), unknown] {
            let mut reply = otto.get(&format!("/v1/shares/{id}{path}")).await.expect(404);
            reply.body["trace_id"] = Value::Null;
            told.push(reply.body);
        }
        assert_eq!(told[0], told[1]);
    }
    manage(&otto, &share.id, 404).await;
    manage(&otto, unknown, 404).await;
    assert_eq!(otto.get("/v1/shares?project=procurement").await.expect(200).body["shares"], json!([]));
    assert_eq!(carla.trail(&share.id).await, ["share.created"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_project_and_run_in_another_org_are_another_project_and_run() {
    let house = House::open().await;
    let (carla, otto) = (house.staff("carla"), house.staff("otto"));
    let file = carla.reference_file("prices.pdf", b"%PDF-1.7 prices").await;
    carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);

    otto.get("/v1/projects/procurement/runs/kyc").await.expect(404);
    assert_eq!(otto.post("/v1/shares", &terms()).await.expect(422).errors(), ["/scope/run unknown_run"]);
    let mut his = run();
    his["title"] = json!("Lieferanten");
    otto.put("/v1/projects/procurement/runs/kyc", &his).await.expect(201);
    let hers = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;
    assert_eq!(hers["title"], "Supplier onboarding");

    his["tasks"][0]["references"] = json!([file]);
    let refused = otto.put("/v1/projects/procurement/runs/kyc", &his).await.expect(422);
    assert_eq!(refused.errors(), ["/tasks/0/references/0 unknown_file"]);
    otto.post(&format!("/v1/projects/procurement/files/{file}/settle"), &json!({})).await.expect(404);
    otto.get("/v1/shares?project=tower").await.expect(404);
    otto.get("/v1/projects/tower/runs/kyc").await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idempotency_key_is_the_secret_of_the_one_who_chose_it() {
    let house = House::open().await;
    let (carla, otto, ivo) = (house.staff("carla"), house.staff("otto"), house.staff("ivo"));
    for who in [&carla, &otto] {
        who.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    }
    let mut shares = Vec::new();
    for who in [&carla, &otto, &ivo] {
        let created = who.post_once("/v1/shares", "one", &terms()).await.expect(201);
        assert_eq!(created.header("idempotency-replayed"), "");
        shares.push(created.body["id"].as_str().unwrap().to_owned());
    }
    let again = ivo.post_once("/v1/shares", "one", &terms()).await.expect(201);
    assert_eq!(
        (again.body["id"].as_str().unwrap(), again.header("idempotency-replayed")),
        (shares[2].as_str(), "true")
    );
    shares.dedup();
    assert_eq!(shares.len(), 3);
}
