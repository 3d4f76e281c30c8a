//! Founding: the person who was named can sign in and work at once, and nothing is founded twice.

use serde_json::{Value, json};

use crate::operator::{FOUND, WHERE, call, deployment, rows, run, run_unread, trail};

fn flow() -> Value {
    json!({ "title": "Onboarding", "tasks": [{ "id": "details", "title": "Details" }] })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_admin_of_a_new_org_signs_in_and_shares_a_task() {
    let system = deployment().await;
    assert_eq!(call(&system, "ada", "GET", "/v1/shares?project=procurement", &Value::Null).await.0, 403);

    let ran = run(&system, FOUND).await;

    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let expected = "Acme (acme) is founded, with procurement and the org admin ada. Its trail begins with 3 records.";
    assert_eq!(ran.out, format!("{expected} {WHERE}\n"));
    let run = call(&system, "ada", "PUT", "/v1/projects/procurement/runs/kyc", &flow()).await;
    assert_eq!(run.0, 201, "{}", run.1);
    let terms = json!({
        "project": "procurement", "scope": { "type": "tasks", "run": "kyc", "tasks": ["details"] },
        "recipient": { "name": "Bruno", "email": "bruno@lima.example" },
        "permissions": ["complete_task"], "delivery": "link",
    });
    let share = call(&system, "ada", "POST", "/v1/shares", &terms).await;
    assert_eq!((share.0, &share.1["zone"]), (201, &json!("America/Sao_Paulo")), "{}", share.1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trail_of_the_org_begins_with_what_the_operator_did() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let operator = json!({ "type": "system", "function": "operator" });
    let address = "olivia@ops.example".to_owned();
    let kinds = ["org.founded", "org.project_added", "org.member_added"];
    let expected = kinds.map(|kind| (kind.to_owned(), operator.clone(), [address.clone(), address.clone()]));
    assert_eq!(trail(&system, "acme").await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn founding_again_changes_nothing_and_says_so() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let before = rows(&system).await;
    for again in [FOUND.to_owned(), FOUND.replace("ada", "bob"), FOUND.replace("procurement", "tower")] {
        let ran = run(&system, &again).await;
        assert_eq!((ran.status, ran.out.as_str()), (1, ""));
        assert_eq!(ran.err, "vestibule: the org acme exists already; nothing was changed\n");
    }
    assert_eq!(rows(&system).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_admin_of_one_org_may_be_that_of_another_and_is_known_to_each_as_it_says() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let second = FOUND.replace("--org acme", "--org globex").replace("--admin-name Ada", "--admin-name Other");
    assert_eq!(run(&system, &second).await.status, 0);
    let ada = system.store().profile("ada").await.unwrap().unwrap();
    let known: Vec<_> = ada.memberships.values().map(|membership| membership.who.name.as_str()).collect();
    assert_eq!(known, ["Ada", "Other"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_found_at_once_one_does() {
    let system = deployment().await;
    let one = async || run(&system, FOUND).await.status;
    let (a, b, c, d) = tokio::join!(one(), one(), one(), one());
    let mut statuses = [a, b, c, d];
    statuses.sort_unstable();
    assert_eq!(statuses, [0, 1, 1, 1]);
    assert_eq!(trail(&system, "acme").await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_founded_is_no_failure_because_nobody_reads_about_it() {
    let system = deployment().await;
    assert_eq!(run_unread(&system, FOUND).await, 0);
    assert_eq!(trail(&system, "acme").await.len(), 3);
}
