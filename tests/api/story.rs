//! The main job, end to end, as the README tells it.

use serde_json::json;

use crate::house::{House, run};

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_completes_a_shared_task_and_the_flow_goes_on() {
    let house = House::open().await;
    let carla = house.staff("carla");

    let pushed = carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(201);
    assert_eq!(pushed.body["tasks"][2]["state"], "waiting");
    let again = carla.put("/v1/projects/procurement/runs/kyc", &run()).await.expect(200);
    assert_eq!(again.body, pushed.body, "pushing the same changes nothing");

    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    let peeked = guest.peek(&share).await.expect(200);
    assert_eq!(peeked.body["org"], "Acme Engenharia");
    assert_eq!(peeked.body["inviter"], "Carla Mendes");
    guest.open(&share).await.expect(200);

    let view = guest.get(&format!("/p/{}", share.id)).await.expect(200);
    let tasks: Vec<_> = view.body["tasks"].as_array().unwrap().iter().map(|t| t["id"].as_str().unwrap()).collect();
    assert_eq!(tasks, ["documents", "details"], "the rest of the run is invisible");
    assert!(!view.text.contains("Credit check"));

    guest.save(&share, "details", json!({ "legal_name": "Souza Metais", "employees": "12" })).await.expect(200);
    let refused = guest.complete(&share, "documents").await.expect(422);
    assert_eq!(refused.errors(), ["/answers/articles file_required"]);

    let bytes = b"%PDF-1.7 articles".repeat(60);
    let settled = guest.upload(&share, "documents", "articles", "articles.pdf", &bytes).await.expect(200);
    assert_eq!(settled.body["state"], "clean");
    let receipt = guest.complete(&share, "documents").await.expect(200).body;
    assert_eq!(receipt["receipt"]["files"][0]["name"], "articles.pdf");
    let second = guest.complete(&share, "documents").await.expect(200).body;
    assert_eq!(second, receipt, "a second click shows the same receipt");

    guest.complete(&share, "details").await.expect(200);
    let done = carla.get(&format!("/v1/shares/{}", share.id)).await.expect(200);
    assert_eq!(done.body["status"], "completed");
    let reload = guest.get(&format!("/p/{}/tasks/documents/receipt", share.id)).await.expect(200).body;
    assert_eq!(reload, receipt, "the receipt stays");
    let late = guest.save(&share, "details", json!({ "legal_name": "Other" })).await.expect(409);
    assert_eq!(late.problem(), "conflict");

    let flow = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200);
    assert_eq!(flow.body["tasks"][2]["state"], "open", "completing unlocked the waiting task");
    assert_eq!(flow.body["tasks"][0]["files"][0]["name"], "articles.pdf");

    assert_eq!(house.deliver().await, 0);
    let mut events = house.events();
    events.retain(|event| event.detail_type == "share.task_completed");
    let unlocked: Vec<_> = events.iter().map(|e| e.detail["data"]["facts"]["unlocked"].to_string()).collect();
    assert_eq!(unlocked, ["[]", r#"["review"]"#]);

    assert_eq!(
        carla.trail(&share.id).await,
        [
            "share.created",
            "share.link_opened",
            "share.consented",
            "share.field_changed",
            "share.upload_announced",
            "share.file_received",
            "share.file_uploaded",
            "share.task_completed",
            "share.task_completed",
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn revocation_is_told_at_the_very_next_request() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let listed = carla.get("/v1/shares?project=procurement").await.expect(200);
    assert_eq!(listed.body["shares"][0]["id"], share.id.as_str());

    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);

    let refused = guest.save_blind(&share).await.expect(410);
    assert_eq!(refused.body["reason"], "revoked");
    let page = guest.page(&format!("/p/{}", share.id)).await.expect(410);
    assert!(page.text.contains("This link has been revoked"), "{}", page.text);
    assert_eq!(guest.peek(&share).await.expect(410).body["reason"], "revoked");
    let listed = carla.get("/v1/shares?project=procurement").await.expect(200);
    assert_eq!(listed.body["shares"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invitation_is_mailed_with_a_link_that_opens() {
    let house = House::open().await;
    let carla = house.staff("carla");
    let mut share = carla.share(|terms| terms["delivery"] = json!("email")).await;
    assert_eq!(share.link, "", "the creator does not hold the link");
    house.deliver().await;
    let mail = house.system.cloud.inbox().messages().pop().unwrap();
    assert_eq!(mail.to, ["ana@supplier.example"]);
    let text = mail.text.unwrap();
    let line = text.lines().find(|l| l.starts_with("http")).unwrap();
    share.link = line.to_owned();
    house.guest().open(&share).await.expect(200);
    let kinds = carla.trail(&share.id).await;
    assert_eq!(kinds[..2], ["share.created", "share.invited"]);
    house.deliver().await;
    assert_eq!(house.system.cloud.inbox().messages().len(), 1, "delivered once");
}
