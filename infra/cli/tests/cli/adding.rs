//! Projects and members that come later, and what is refused.

use serde_json::{Value, json};

use crate::operator::{FOUND, WHERE, call, deployment, environment, rows, run, run_in, trail};

const BOB: &str = "member add --org acme --sub bob --email bob@acme.example --name Bob --as olivia@ops.example";

#[tokio::test(flavor = "multi_thread")]
async fn a_member_who_was_added_works_in_the_project_that_was_added() {
    let system = deployment().await;
    run(&system, FOUND).await;

    let added = run(&system, "add-project --org acme --project tower=Tower --as olivia@ops.example").await;
    let expected = format!("acme has the project tower. {WHERE}\n");
    assert_eq!((added.status, added.out), (0, expected), "{}", added.err);
    let added = run(&system, &format!("{BOB} --role tower=initiator --role procurement=viewer")).await;
    let expected = format!("bob is a member of acme. {WHERE}\n");
    assert_eq!((added.status, added.out), (0, expected), "{}", added.err);

    let flow = json!({ "title": "Keys", "tasks": [{ "id": "sign", "title": "Sign" }] });
    assert_eq!(call(&system, "bob", "PUT", "/v1/projects/tower/runs/keys", &flow).await.0, 201);
    assert_eq!(call(&system, "bob", "PUT", "/v1/projects/procurement/runs/keys", &flow).await.0, 403);
    assert_eq!(call(&system, "bob", "GET", "/v1/shares?project=procurement", &Value::Null).await.0, 200);
    let kinds: Vec<_> = trail(&system, "acme").await.into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds[3..], ["org.project_added", "org.member_added"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_written_to_in_their_language_and_zone_or_in_the_orgs_zone() {
    let system = deployment().await;
    run(&system, &format!("{FOUND} --admin-locale es")).await;
    let added = run(&system, &format!("{BOB} --org-role org_admin --locale PT-br --zone Europe/Lisbon")).await;
    assert_eq!(added.status, 0, "{}", added.err);
    let read = async |sub: &str| {
        let member = system.store().profile(sub).await.unwrap().unwrap();
        (member.locale.tag(), member.zone.to_string())
    };
    assert_eq!(read("bob").await, ("pt-BR", "Europe/Lisbon".to_owned()));
    assert_eq!(read("ada").await, ("es", "America/Sao_Paulo".to_owned()));
    let refused = run(&system, &format!("{BOB} --org-role org_admin --locale fr --zone Lisbon")).await;
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("--locale \"fr\"") && refused.err.contains("--zone \"Lisbon\""), "{}", refused.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_several_operators_stands_beside_what_they_did() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let environment = environment(&system);
    for (operator, arguments) in [
        ("Otto Reis <otto@ops.example>", "add-project --org acme --project tower=Tower"),
        (
            "paula@ops.example",
            "member add --org acme --sub bob --email bob@acme.example --name Bob --org-role org_admin",
        ),
    ] {
        let arguments: Vec<_> = arguments.split_whitespace().chain(["--as", operator]).collect();
        assert_eq!(run_in(&environment, &arguments).await.status, 0);
    }
    let people: Vec<_> = trail(&system, "acme").await.into_iter().map(|(.., person)| person).collect();
    let expected = [["Otto Reis", "otto@ops.example"], ["paula@ops.example", "paula@ops.example"]];
    assert_eq!(people[3..], expected.map(|person| person.map(str::to_owned)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_org_admin_needs_no_role() {
    let system = deployment().await;
    run(&system, FOUND).await;
    assert_eq!(run(&system, BOB).await.status, 2, "no role at all");
    assert_eq!(run(&system, &format!("{BOB} --org-role org_admin")).await.status, 0);
    assert_eq!(call(&system, "bob", "GET", "/v1/shares?project=procurement", &Value::Null).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_or_has_no_place_is_refused_and_changes_nothing() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let before = rows(&system).await;
    for (command, refusal) in [
        (
            "add-project --org acme --project procurement=P --as olivia@ops.example",
            "the org acme has a project procurement already",
        ),
        ("add-project --org globex --project tower=T --as olivia@ops.example", "there is no org globex"),
        (&format!("{BOB} --role tower=viewer"), "the org acme has no project tower"),
        (&format!("{} --org-role org_admin", BOB.replace("acme --sub", "globex --sub")), "there is no org globex"),
        (
            &format!("{} --org-role org_admin", BOB.replace("--sub bob", "--sub ada")),
            "ada is a member of the org acme already: member role changes what they are",
        ),
    ] {
        let ran = run(&system, command).await;
        assert_eq!((ran.status, ran.err), (1, format!("vestibule: {refusal}; nothing was changed\n")), "{command}");
    }
    assert_eq!(rows(&system).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn projects_that_are_added_at_once_all_come() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let add = async |slug: &str| {
        let command = format!("add-project --org acme --project {slug}=T --as olivia@ops.example");
        run(&system, &command).await.status
    };
    assert_eq!(tokio::join!(add("a"), add("b"), add("c")), (0, 0, 0));
    assert_eq!(trail(&system, "acme").await.len(), 6);
}
