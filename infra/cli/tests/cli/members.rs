//! Operators decide about people by the rules that the API has, and their part in each org is told.

use serde_json::{Value, json};
use vestibule_domain::staff::Seats;

use crate::operator::{FOUND, WHERE, call, deployment, environment, rows, run, run_in, trail};

const AS: &str = "--as olivia@ops.example";
const BOB: &str = "member add --org acme --sub bob --email bob@acme.example --name Bob --role procurement=initiator";

async fn kinds(system: &vestibule_local::System) -> Vec<String> {
    trail(system, "acme").await.into_iter().map(|(kind, ..)| kind).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_are_given_and_taken_and_a_removed_member_does_nothing_more() {
    let system = deployment().await;
    run(&system, FOUND).await;
    assert_eq!(run(&system, &format!("{BOB} {AS}")).await.status, 0);
    let shares = async || call(&system, "bob", "GET", "/v1/shares?project=procurement", &Value::Null).await.0;
    assert_eq!(shares().await, 200);

    let changed =
        run(&system, &format!("member role --org acme --sub bob --org-role org_admin --no-role procurement {AS}"))
            .await;
    assert_eq!(
        (changed.status, changed.out),
        (0, format!("bob has these roles in acme now. {WHERE}\n")),
        "{}",
        changed.err
    );
    let listed = run(&system, "member list --org acme").await;
    let expected = "2 seats are taken, of any number.\nada  Ada  ada@acme.example  org_admin\nbob  Bob  bob@acme.example  org_admin\n";
    assert_eq!((listed.status, listed.out.as_str()), (0, expected), "{}", listed.err);

    let removed = run(&system, &format!("member remove --org acme --sub bob {AS}")).await;
    let expected = format!(
        "bob is no member of acme any more. {WHERE}\n\
         Their shares live on, and links that they carried still open; rotate or revoke those: in every project\n"
    );
    assert_eq!((removed.status, removed.out), (0, expected), "{}", removed.err);
    assert_eq!(shares().await, 403);
    assert_eq!(kinds(&system).await[3..], ["org.member_added", "org.member_changed", "org.member_removed"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_names_the_steps_that_are_left_and_where_to_give_them_to_others() {
    let system = deployment().await;
    run(&system, FOUND).await;
    assert_eq!(run(&system, &format!("{BOB} {AS}")).await.status, 0);
    let due = json!({ "at": "2126-12-01T20:00:00Z", "zone": "Europe/Lisbon" });
    let both = json!([{ "member": "ada" }, { "member": "bob" }]);
    let task = |id: &str, who: &Value, due: &Value| json!({ "id": id, "title": format!("Read {id}"), "step": { "kind": "review", "assignees": who, "due": due } });
    let tasks =
        [task("a", &both, &due), task("b", &json!([{ "member": "ada" }]), &due), task("c", &both, &json!(null))];
    let flow = json!({ "title": "DWG 7", "tasks": tasks });
    let path = "/v1/projects/procurement/runs/dwg-7";
    let (status, body) = call(&system, "ada", "PUT", path, &flow).await;
    assert_eq!(status, 201, "{body}");

    let removed = run(&system, &format!("member remove --org acme --sub bob --project procurement {AS}")).await;
    let expected = format!(
        "bob is no member of acme any more. {WHERE}\n\
         Their shares live on, and links that they carried still open; rotate or revoke those: \
         /v1/shares?project=procurement\n\
         These steps were theirs to do; give each to somebody else:\n\
         {path}/tasks/a/reassign  Read a, due 2126-12-01T20:00:00Z\n\
         {path}/tasks/c/reassign  Read c\n"
    );
    assert_eq!((removed.status, removed.out), (0, expected), "{}", removed.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_rules_refuse_is_told_in_one_line_and_changes_nothing() {
    let system = deployment().await;
    run(&system, FOUND).await;
    run(&system, &format!("seats --org acme --limit 1 {AS}")).await;
    let before = rows(&system).await;
    for (command, refusal) in [
        (
            "member remove --org acme --sub ada",
            "an organisation keeps its last org admin; make somebody else one first",
        ),
        (
            "member role --org acme --sub ada --no-org-role --role procurement=viewer",
            "an organisation keeps its last org admin; make somebody else one first",
        ),
        ("member role --org acme --sub ada --role cellar=viewer", "the organisation has no such projects"),
        ("member remove --org acme --sub bob", "there is no such member"),
        (BOB, "every seat of the organisation is taken: 1 of 1"),
        (
            "member invite --org acme --email bob@acme.example --name Bob --role procurement=viewer",
            "every seat of the organisation is taken: 1 of 1",
        ),
        ("member remove --org globex --sub ada", "there is no org globex"),
    ] {
        let ran = run(&system, &format!("{command} {AS}")).await;
        assert_eq!((ran.status, ran.err), (1, format!("vestibule: {refusal}; nothing was changed\n")), "{command}");
    }
    let ran = run(&system, &format!("{BOB} --org-role workflow_responder {AS}")).await;
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("must be empty: a workflow responder has no role in a project"), "{}", ran.err);
    assert_eq!(rows(&system).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_are_counted_and_a_responder_takes_none() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let set = run(&system, &format!("seats --org acme --limit 1 {AS}")).await;
    assert_eq!((set.status, set.out), (0, format!("acme: 1 of 1 seats are taken. {WHERE}\n")), "{}", set.err);
    let rita =
        "member add --org acme --sub rita --email rita@certifier.example --name Rita --org-role workflow_responder";
    assert_eq!(run(&system, &format!("{rita} {AS}")).await.status, 0);
    let org = system.store().org(&"acme".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((org.seats, org.admins), (Seats { limit: Some(1), taken: 1 }, 1));
    let open = run(&system, &format!("seats --org acme --no-limit {AS}")).await;
    assert_eq!((open.status, open.out), (0, format!("acme: 1 seats are taken, of any number. {WHERE}\n")));
    assert_eq!(run(&system, "seats --org acme --as olivia@ops.example").await.status, 2, "no number");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_stands_in_the_list_until_it_is_accepted_and_its_code_is_nowhere_but_in_the_mail() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let invite = "member invite --org acme --email bob@acme.example --name Bob --role procurement=viewer";
    let invited = run(&system, &format!("{invite} {AS}")).await;
    assert!(invited.out.starts_with("bob@acme.example is invited to acme until "), "{} {}", invited.out, invited.err);
    assert!(!invited.out.contains("vsi1_"), "{}", invited.out);
    let listed = run(&system, "member list --org acme").await.out;
    assert!(listed.contains("  Bob  bob@acme.example  procurement=viewer, invited until "), "{listed}");
    assert_eq!(kinds(&system).await[3..], ["org.member_invited"]);
    assert_eq!(call(&system, "bob", "GET", "/v1/shares?project=procurement", &json!(null)).await.0, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_is_of_two_orgs_and_says_in_which_one_they_act() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let second = FOUND.replace("--org acme --name Acme", "--org globex --name Globex");
    assert_eq!(run(&system, &second).await.status, 0);
    let (status, body) = call(&system, "ada", "GET", "/v1/shares?project=procurement", &Value::Null).await;
    assert_eq!((status, &body["orgs"]), (400, &json!(["acme", "globex"])), "{body}");
    let ada = system.store().profile("ada").await.unwrap().unwrap();
    assert_eq!(ada.memberships.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sub_is_taken_as_the_tokens_have_it() {
    let system = deployment().await;
    run(&system, FOUND).await;
    let add = async |sub: &str| {
        let flags = "member add --org acme --email bob@acme.example --name Bob --role procurement=initiator";
        let flags = format!("{flags} {AS} --sub");
        let arguments: Vec<_> = flags.split(' ').chain([sub]).collect();
        run_in(&environment(&system), &arguments).await
    };
    let added = add("a\tb  #c").await;
    assert_eq!((added.status, added.out), (0, format!("a\tb  #c is a member of acme. {WHERE}\n")), "{}", added.err);
    let is_known = async |sub: &str| system.store().profile(sub).await.unwrap().is_some();
    assert_eq!((is_known("a\tb  #c").await, is_known("a b #c").await), (true, false));
    let long = add(&"é".repeat(128)).await;
    assert!(long.status != 0 && long.err.contains("is nobody's name"), "{}", long.err);
}
