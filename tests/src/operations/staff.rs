//! What staff do.

use serde_json::{Value, json};
use vestibule_domain::value::Digest;

use super::Books;
use crate::house::{Reply, at_once, statuses, terms};

const RUNS: &str = "/v1/projects/procurement/runs";
const FILE: &[u8] = b"%PDF-1.7 guideline";

/// A run of so many tasks without fields, the last one waiting for the first.
pub(super) fn flow(tasks: usize) -> Value {
    let mut tasks: Vec<_> =
        (1..=tasks).map(|n| json!({ "id": format!("task-{n}"), "title": format!("Task {n}"), "fields": [] })).collect();
    if let [first, .., last] = tasks.as_mut_slice() {
        last["after"] = json!([first["id"]]);
    }
    json!({ "title": "Inspection", "tasks": tasks })
}

fn wanted(run: &str, delivery: &str) -> Value {
    let mut terms = terms();
    terms["scope"] = json!({ "type": "tasks", "run": run, "tasks": ["task-1"] });
    terms["delivery"] = json!(delivery);
    terms
}

pub(super) async fn work(books: &mut impl Books<'_>) {
    let house = books.house();
    let carla = house.staff("carla");
    let run = format!("{RUNS}/twenty");
    let mut twenty = flow(20);
    books.note("push a run of 20 tasks", carla.put(&run, &twenty)).await.expect(201);
    books.note("push it again unchanged", carla.put(&run, &twenty)).await.expect(200);
    twenty["tasks"][0]["title"] = json!("Task one");
    books.note("push it with one task changed", carla.put(&run, &twenty)).await.expect(200);
    books.note("show a run", carla.get(&run)).await.expect(200);

    let (link, mail) = (wanted("twenty", "link"), wanted("twenty", "email"));
    books.note("dry run of a share", carla.post("/v1/shares?dry_run=true", &link)).await.expect(200);
    let first = carla.post("/v1/shares", &link);
    books.note("create a share, the first with its notice", first).await.expect(201);
    let made = books.note("create a share, link asked for", carla.post("/v1/shares", &link)).await.expect(201);
    books.note("create a share, invitation by mail", carla.post("/v1/shares", &mail)).await.expect(201);
    let keyed = || carla.post_once("/v1/shares", "one", &link);
    books.note("create a share under an idempotency key", keyed()).await.expect(201);
    books.note("the same request again", keyed()).await.expect(201);

    let of_run = carla.get("/v1/projects/procurement/runs/twenty/shares");
    let listed = books.note("list the shares of a run", of_run).await.expect(200);
    assert_eq!(listed.body["shares"].as_array().unwrap().len(), 4);

    let share = format!("/v1/shares/{}", made.body["id"].as_str().unwrap());
    let at = |what: &str| format!("{share}/{what}");
    let nothing = json!({});
    books.note("show a share", carla.get(&share)).await.expect(200);
    books.note("show its activity", carla.get(&at("activity"))).await.expect(200);
    let answer = json!({ "task": "task-1", "text": "This year's, please.", "visible_to": "guest" });
    let comments = at("comments");
    books.note("answer the guest", carla.post(&comments, &answer)).await.expect(201);
    let keyed = carla.post_once(&comments, "four", &answer);
    books.note("answer again under an idempotency key", keyed).await.expect(201);
    let days = json!({ "expiry": { "days": 14 } });
    books.note("extend a share", carla.patch(&share, &days)).await.expect(200);
    let password = json!({ "password": "correct horse" });
    books.note("set a password", carla.post(&at("password"), &password)).await.expect(200);
    books.note("rotate, link asked for", carla.post(&at("rotate"), &nothing)).await.expect(200);
    let by_mail = json!({ "delivery": "email" });
    books.note("rotate, invitation by mail", carla.post(&at("rotate"), &by_mail)).await.expect(200);
    let (rotate, revoke) = (at("rotate"), at("revoke"));
    let keyed = carla.post_once(&rotate, "two", &nothing);
    books.note("rotate under an idempotency key", keyed).await.expect(200);
    let keyed = carla.post_once(&revoke, "three", &nothing);
    books.note("revoke under an idempotency key", keyed).await.expect(200);
    books.note("revoke again", carla.post(&revoke, &nothing)).await.expect(200);
    let other = carla.post("/v1/shares", &link).await.expect(201);
    let revoke = format!("/v1/shares/{}/revoke", other.body["id"].as_str().unwrap());
    books.note("revoke a share", carla.post(&revoke, &nothing)).await.expect(200);

    let sha256 = Digest::of(FILE).to_string();
    let file = json!({ "name": "guideline.pdf", "type": "application/pdf", "size": FILE.len(), "sha256": sha256 });
    let announce = carla.post("/v1/projects/procurement/files", &file);
    let way_in = books.note("announce a reference file", announce).await.expect(201).body;
    house.guest().send(&way_in, FILE).await.expect(200);
    let settle = format!("/v1/projects/procurement/files/{}/settle", way_in["id"].as_str().unwrap());
    books.note("settle a reference file", carla.post(&settle, &nothing)).await.expect(200);

    let stranger = house.request("GET", "/v1/shares?project=procurement");
    books.note("anything without a token", Reply::of(stranger)).await.expect(401);
}

pub(super) async fn policies(books: &mut impl Books<'_>) {
    let olivia = books.house().staff("olivia");
    let project = "/v1/projects/procurement/policy";
    let (dry_run, apply) = (format!("{project}?dry_run=true"), format!("{project}/apply"));
    books.note("show the policy of an org", olivia.get("/v1/policy")).await.expect(200);
    // A text that this process has not seen.
    let house = books.house();
    house.project_policy(json!({ "disclaimer": { "en": "I know whose drawings these are." } })).await;
    books.note("show the policy of a project, with a text", olivia.get(project)).await.expect(200);
    house.project_policy(json!({})).await;
    let stricter = json!({ "max_expiry_days": 2, "notice": { "en": "We keep your papers for two years." } });
    let would = olivia.patch(&dry_run, &stricter);
    let told = books.note("dry run of the policy of a project", would).await.expect(200).body;
    let sixty = json!({ "max_expiry_days": 60 });
    books.note("change the policy of an org", olivia.patch("/v1/policy", &sixty)).await.expect(200);
    let change = olivia.patch(project, &stricter);
    books.note("change the policy of a project, with a text", change).await.expect(200);
    let shares = json!({ "shares": [told["outside"][0]["share"]] });
    books.note("apply the policy to a share", olivia.post(&apply, &shares)).await.expect(200);
    let again = olivia.post("/v1/policy/apply", &shares);
    books.note("apply the policy to a share within it", again).await.expect(200);
    olivia.patch(project, &json!({ "max_expiry_days": null, "notice": { "en": null } })).await.expect(200);
    olivia.patch("/v1/policy", &json!({ "max_expiry_days": null })).await.expect(200);
}

pub(super) async fn lists(books: &mut impl Books<'_>) {
    let carla = books.house().staff("carla");
    let link = wanted("twenty", "link");
    for _ in 0..6 {
        let some = (0..10).map(|_| carla.request("POST", "/v1/shares").json(&link)).collect();
        assert_eq!(statuses(&at_once(some).await), [(201, 10)]);
    }
    for (name, query) in [("by expiry", "sort=expiry"), ("by accesses", "sort=accesses&order=desc")] {
        let list = format!("/v1/shares?project=procurement&limit=50&{query}");
        let listed = books.note(&format!("list 50 active shares {name}"), carla.get(&list)).await.expect(200);
        assert_eq!(listed.body["shares"].as_array().unwrap().len(), 50);
    }
}
