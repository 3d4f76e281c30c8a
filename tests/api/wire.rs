//! Shapes that others rely on: answers of the API, and the rows in the tables.

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_local::Names;

use crate::house::{Guest, House, Reply, Share, run, steady, terms};

const MONDAY: &str = "2026-11-23T12:00:00Z";

/// A share with everything optional, opened, with answers, a comment and a file, its first task completed.
async fn lived(house: &House) -> (Share, Guest<'_>) {
    let carla = house.staff("carla");
    let policy = json!({ "disclaimer": { "en": "I have received this." }, "max_expiry_days": 30 });
    house.org_policy(policy).await;
    let file = carla.reference_file("guideline.pdf", b"Documents must be complete.").await;
    let mut flow = run();
    flow["tasks"][0]["references"] = json!([file]);
    flow["tasks"][0]["description"] = json!("Scans or PDFs.");
    let share = carla.share_of(&flow, |terms| {
        terms["delivery"] = json!("email");
        terms["label"] = json!("KYC, second round");
        terms["instructions"] = json!("Dear Ana,\nplease help us.");
        terms["max_accesses"] = json!(3);
    });
    let share = share.await;
    house.deliver().await;
    let mail = house.system.cloud.inbox().messages().pop().unwrap().text.unwrap();
    let link = mail.lines().find(|line| line.contains("#vst1_")).unwrap().to_owned();
    let share = Share { link, ..share };
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais", "employees": "12" })).await.expect(200);
    let comment = json!({ "id": "cmt_0000000000000000000001", "text": "See page 3" });
    guest.post(&format!("/p/{}/tasks/details/comments", share.id), &comment).await.expect(201);
    guest.upload(&share, "documents", "articles", "articles.pdf", b"articles").await.expect(200);
    house.pass(SignedDuration::from_secs(1));
    guest.announce(&share, "documents", "articles", "late.pdf", b"late").await.expect(201);
    guest.complete(&share, "details").await.expect(200);
    (share, guest)
}

async fn shown(house: &House, sub: &str, path: &str) -> Value {
    steady(&house.staff(sub).get(path).await.expect(200).body)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_and_the_list_of_them() {
    let house = House::at(MONDAY).await;
    let (share, _) = lived(&house).await;
    insta::assert_json_snapshot!("share", shown(&house, "carla", &format!("/v1/shares/{}", share.id)).await);
    insta::assert_json_snapshot!("share_list", shown(&house, "vera", "/v1/shares?project=procurement").await);
    let created = house.staff("carla").post("/v1/shares", &terms()).await.expect(201);
    assert!(created.body["link"].as_str().unwrap().starts_with(&format!("{}/i#vst1_", house.system.origin)));
    insta::assert_json_snapshot!("share_created", steady(&created.body), { ".link" => "[link]" });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_activity_of_a_share() {
    let house = House::at(MONDAY).await;
    let (share, _) = lived(&house).await;
    let activity = shown(&house, "carla", &format!("/v1/shares/{}/activity", share.id)).await;
    insta::assert_json_snapshot!("activity_members", activity, { ".records" => "[records]" });
    insta::assert_json_snapshot!("activity_first_record", activity["records"][0]);
    let facts: Vec<_> =
        activity["records"].as_array().unwrap().iter().map(|r| json!([r["kind"], r["facts"]])).collect();
    insta::assert_json_snapshot!("activity_facts", facts, { "[1][1].message_id" => "[message id]" });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run() {
    let house = House::at(MONDAY).await;
    lived(&house).await;
    insta::assert_json_snapshot!("run", shown(&house, "vera", "/v1/projects/procurement/runs/kyc").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_guest_gets() {
    let house = House::at(MONDAY).await;
    let (share, guest) = lived(&house).await;
    let peeked = guest.peek(&share).await.expect(200).body;
    insta::assert_json_snapshot!("guest_peek", steady(&peeked), { ".notice.text" => "[notice]" });
    let view = guest.get(&format!("/p/{}", share.id)).await.expect(200).body;
    insta::assert_json_snapshot!("guest_view", steady(&view));
    let receipt = guest.get(&format!("/p/{}/tasks/details/receipt", share.id)).await.expect(200).body;
    insta::assert_json_snapshot!("guest_receipt", steady(&receipt));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_by_policy() {
    let house = House::at(MONDAY).await;
    let (_, guest) = lived(&house).await;
    drop(guest);
    let mut wrong = terms();
    wrong["expiry"] = json!({ "days": 31 });
    wrong["recipient"]["email"] = json!("nobody");
    let refused: Reply = house.staff("carla").post("/v1/shares", &wrong).await.expect(422);
    assert_eq!(refused.header("content-type"), "application/problem+json");
    insta::assert_json_snapshot!("problem_policy", refused.body, { ".trace_id" => "[trace id]" });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rows_of_the_tables() {
    let house = House::at(MONDAY).await;
    let (share, guest) = lived(&house).await;
    guest.complete(&share, "documents").await.expect(200);
    let made = house.staff("carla").post_once("/v1/shares", "one", &terms()).await.expect(201).body;

    let of = |rows: Vec<Value>, sk: &str| {
        let row = rows.into_iter().find(|row| row["sk"] == sk).unwrap();
        steady(&row)
    };
    let shared = house.state(&format!("SHARE#{}", share.id)).await;
    insta::assert_json_snapshot!("row_terms", of(shared.clone(), "TERMS"));
    insta::assert_json_snapshot!("row_gate", of(shared.clone(), "GATE"));
    insta::assert_json_snapshot!("row_mail", of(shared, "MAIL"), { ".mails[].id" => "[message id]" });
    let listed = of(house.state(&format!("SHARE#{}", made["id"].as_str().unwrap())).await, "GATE");
    insta::assert_json_snapshot!("row_gate_listed", listed, { ".due" => "[shard]" });
    let run = house.state("RUN#").await;
    for (name, sk) in [
        ("row_run", "RUN"),
        ("row_progress", "PROGRESS"),
        ("row_spec", "T#documents#SPEC#0"),
        ("row_note", "T#details#NOTE#cmt_0000000000000000000001"),
    ] {
        insta::assert_json_snapshot!(name, of(run.clone(), sk));
    }
    let work =
        house.state("WORK#").await.into_iter().find(|row| row["pk"].as_str().unwrap().ends_with("#details")).unwrap();
    insta::assert_json_snapshot!("row_work", steady(&work));
    let mut state = of(run.clone(), "T#documents#STATE");
    // Their names are random, and so is their order.
    let mut files: Vec<Value> = state["files"].as_object().unwrap().values().cloned().collect();
    files.sort_by_key(|file| file["at"].as_u64());
    state["files"] = json!(files);
    insta::assert_json_snapshot!("row_state", state);
    let upload = run
        .into_iter()
        .find(|row| row["sk"].as_str().unwrap().contains("#FILE#") && row.to_string().contains("articles.pdf"))
        .unwrap();
    insta::assert_json_snapshot!("row_upload", steady(&upload));
    insta::assert_json_snapshot!("row_file", of(house.state("FILE#").await, "FILE"));
    insta::assert_json_snapshot!("row_result", of(house.state("RESULT#").await, "RESULT"));
    let mut mails = house.state("OUTBOX#").await;
    mails.retain(|row| row["message"].as_str().unwrap().contains("guest_news"));
    insta::assert_json_snapshot!("row_outbox", steady(&mails[0]), { ".due" => "[shard]" });
    let mut trail = house.rows(Names::TRAIL).await;
    trail.retain(|row| row["pk"] == format!("share/{}", share.id));
    insta::assert_json_snapshot!("row_trail", steady(&trail[2]));
}
