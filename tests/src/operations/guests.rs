//! What guests do.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Books, staff::flow};
use crate::house::{Guest, Reply, Share, another};

const FILE: &[u8] = b"%PDF-1.7 articles";

/// A run of so many tasks under a name of its own, shared whole.
async fn shared(books: &impl Books<'_>, run: &str, tasks: usize, change: impl FnOnce(&mut Value)) -> Share {
    let carla = books.house().staff("carla");
    carla.put(&format!("/v1/projects/procurement/runs/{run}"), &flow(tasks)).await.expect(201);
    let names: Vec<_> = (1..=tasks).map(|n| format!("task-{n}")).collect();
    let whole = |terms: &mut Value| {
        terms["scope"] = json!({ "type": "tasks", "run": run, "tasks": names });
        change(terms);
    };
    carla.create(whole).await
}

pub(super) async fn work(books: &mut impl Books<'_>) {
    openings(books).await;
    passwords(books).await;
    Box::pin(codes(books)).await;
    for (run, tasks) in [("view-1", 1), ("view-5", 5), ("view-20", 20)] {
        let share = shared(books, run, tasks, |_| {}).await;
        let guest = books.house().guest();
        guest.open(&share).await.expect(200);
        let page = format!("/p/{}", share.id);
        let name = format!("view a share of {tasks} task{}", if tasks == 1 { "" } else { "s" });
        books.note(&name, guest.get(&page)).await.expect(200);
    }
    tasks(books).await;
}

async fn openings(books: &mut impl Books<'_>) {
    let house = books.house();
    let share = shared(books, "doors", 1, |_| {}).await;
    let guest = house.guest();
    let token = share.token();
    let (body, last) = token.split_at(token.len() - 1);
    let forged = format!("{body}{}", if last == "0" { "1" } else { "0" });
    for (name, token) in [("a forged link", forged.as_str()), ("a garbled link", "vst1_0")] {
        books.note(name, guest.post("/i/peek", &json!({ "token": token }))).await.expect(404);
    }
    books.note("peek, the first with its notice", guest.peek(&share)).await.expect(200);
    books.note("peek", guest.peek(&share)).await.expect(200);
    let opening = guest.opening(&share).await;
    books.note("open", guest.post(&share.door(), &opening)).await.expect(200);
    books.note("open the same visit again", guest.post(&share.door(), &opening)).await.expect(200);
    let mut without = guest.opening(&share).await;
    without["consent"] = Value::Null;
    books.note("open without consent", guest.post(&share.door(), &without)).await.expect(422);

    house.project_policy(json!({ "disclaimer": { "en": "I know whose papers these are." } })).await;
    let last = shared(books, "last-door", 1, |terms| terms["max_accesses"] = json!(1)).await;
    house.project_policy(json!({})).await;
    let opening = guest.opening(&last).await;
    books.note("open with disclaimer, the last access", guest.post(&last.door(), &opening)).await.expect(200);
    guest.peek(&last).await.expect(410);
    books.note("open an exhausted share", guest.post(&last.door(), &opening)).await.expect(410);
    books.note("ask for a new link", guest.post(&format!("{}/request", last.door()), &json!({}))).await.expect(202);
    pages(books).await;
}

/// The same way as a browser without script goes it.
async fn pages(books: &mut impl Books<'_>) {
    let share = shared(books, "pages", 1, |_| {}).await;
    let guest = books.house().guest();
    let came = books.note("come with a link", guest.form("/i/peek", &[("token", share.token())])).await.expect(303);
    guest.keep(&came);
    books.note("see the invitation", guest.page(came.header("location"))).await.expect(200);
    guest.open(&share).await.expect(200);
    guest.keep(&guest.form("/i/peek", &[("token", share.token())]).await.expect(303));
    books.note("come back while the visit lives", guest.page(&share.door())).await.expect(303);
}

async fn passwords(books: &mut impl Books<'_>) {
    let share = shared(books, "password", 1, |terms| terms["password"] = json!("correct horse")).await;
    let guest = books.house().guest();
    let mut opening = guest.opening(&share).await;
    opening["password"] = json!("correct horse");
    books.note("open with the password", guest.post(&share.door(), &opening)).await.expect(200);
    let mut wrong = guest.opening(&share).await;
    wrong["password"] = json!("incorrect horse");
    books.note("open with a wrong password", guest.post(&share.door(), &wrong)).await.expect(422);
    for _ in 0..3 {
        guest.post(&share.door(), &wrong).await.expect(422);
    }
    books.note("the fifth wrong password", guest.post(&share.door(), &wrong)).await.expect(422);
    books.note("one more before the wait is over", guest.post(&share.door(), &wrong)).await.expect(429);
}

async fn codes(books: &mut impl Books<'_>) {
    let house = books.house();
    house.deliver().await;
    let share =
        shared(books, "code", 1, |terms| (terms["code"], terms["who_opens"]) = (json!(true), json!(true))).await;
    let guest = house.guest();
    guest.peek(&share).await.expect(200);
    let ask = format!("{}/code", share.door());
    books.note("ask for the code, the first of an address", guest.post(&ask, &json!({}))).await.expect(202);
    books.note("press twice", guest.post(&ask, &json!({}))).await.expect(202);
    books.note("deliver the code", house.deliver()).await;
    house.pass(SignedDuration::from_mins(1));
    books.note("ask for the code again", guest.post(&ask, &json!({}))).await.expect(202);
    let code = house.mailed_code().await;
    let mut opening = guest.ticked(&share).await;
    opening["code"] = json!(code);
    (opening["name"], opening["email"]) = (json!("Bruno Lima"), json!("bruno@supplier.example"));
    let mut wrong = opening.clone();
    wrong["code"] = json!(another(&code));
    books.note("open with a wrong code", guest.post(&share.door(), &wrong)).await.expect(422);
    guest.keep(
        &books.note("open with the code, and say who opens", guest.post(&share.door(), &opening)).await.expect(200),
    );
    opening = guest.opening(&share).await;
    (opening["name"], opening["email"]) = (json!("Bruno Lima"), json!("bruno@supplier.example"));
    books.note("open in a browser that gave the code", guest.post(&share.door(), &opening)).await.expect(200);
}

async fn tasks(books: &mut impl Books<'_>) {
    let house = books.house();
    let carla = house.staff("carla");
    let texts =
        (1..=30).map(|n| json!({ "id": format!("field-{n}"), "label": format!("Field {n}"), "type": "short_text" }));
    let mut run = flow(3);
    run["tasks"][0]["fields"] = texts.collect();
    run["tasks"][1]["fields"] = json!([{ "id": "scan", "label": "Scan", "type": "file" }]);
    run["tasks"][1]["references"] = json!([carla.reference_file("guide.pdf", FILE).await]);
    carla.put("/v1/projects/procurement/runs/work", &run).await.expect(201);
    let scope = json!({ "type": "tasks", "run": "work", "tasks": ["task-1", "task-2"] });
    let share = carla.create(|terms| terms["scope"] = scope).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);

    let at = |rest: &str| format!("/p/{}/tasks/{rest}", share.id);
    let draft = at("task-1/draft");
    let one = json!({ "base": 0, "answers": { "field-1": "x" } });
    books.note("save 1 field", guest.post(&draft, &one)).await.expect(200);
    books.note("save what stands already", guest.post(&draft, &one)).await.expect(200);
    let answers: serde_json::Map<_, _> = (1..=30).map(|n| (format!("field-{n}"), json!("y"))).collect();
    let thirty = json!({ "base": 1, "answers": answers });
    books.note("save 30 fields", guest.post(&draft, &thirty)).await.expect(200);
    let comment = json!({ "id": "cmt_0000000000000000000001", "text": "Done." });
    books.note("comment", guest.post(&at("task-1/comments"), &comment)).await.expect(201);
    files(books, &guest, &share).await;

    let (first, last) = (guest.completion(&share, "task-1").await, guest.completion(&share, "task-2").await);
    let again = last.try_clone().unwrap();
    books.note("complete a task", Reply::of(first)).await.expect(200);
    books.note("complete the last task", Reply::of(last)).await.expect(200);
    books.note("complete it again", Reply::of(again)).await.expect(200);
    books.note("read a receipt", guest.get(&at("task-2/receipt"))).await.expect(200);
    Box::pin(handing_back(books, &guest, &share)).await;
}

async fn handing_back(books: &mut impl Books<'_>, guest: &Guest<'_>, share: &Share) {
    let carla = books.house().staff("carla");
    let path = "/v1/projects/procurement/runs/work/tasks/task-1/hand-back";
    let accept = json!({ "accepted": [{ "field": "field-1" }] });
    books.note("accept an answer", carla.post(path, &accept)).await.expect(200);
    books.note("accept it again", carla.post(path, &accept)).await.expect(200);
    let back = json!({ "returned": [{ "field": "field-2", "reason": "In full, please." }] });
    books.note("hand an answer back", carla.post(path, &back)).await.expect(200);
    let second = guest.completion(share, "task-1").await;
    books.note("complete the second round", Reply::of(second)).await.expect(200);
    let keyed = carla.post_once(path, "five", &back);
    books.note("hand it back once more under an idempotency key", keyed).await.expect(200);
    guest.complete(share, "task-1").await.expect(200);
}

async fn files(books: &mut impl Books<'_>, guest: &Guest<'_>, share: &Share) {
    let announce = |name: &'static str| guest.announce(share, "task-2", "scan", name, FILE);
    let way_in = books.note("announce an upload", announce("scan.pdf")).await.expect(201).body;
    books.note("announce it again", announce("scan.pdf")).await.expect(201);
    guest.send(&way_in, FILE).await.expect(200);
    books.note("settle an upload", guest.settle(share, "task-2", &way_in["id"])).await.expect(200);
    books.note("settle it again", guest.settle(share, "task-2", &way_in["id"])).await.expect(200);
    let download = format!("/p/{}/tasks/task-2/files/{}/download", share.id, way_in["id"].as_str().unwrap());
    books.note("download", guest.post(&download, &json!({}))).await.expect(200);
    let of_run = "/v1/projects/procurement/runs/work/files";
    let carla = books.house().staff("carla");
    let listed = books.note("list the files of a run", carla.get(of_run)).await.expect(200).body;
    assert_eq!(listed["files"][0]["id"], way_in["id"]);
    let download = format!("{of_run}/{}/download", way_in["id"].as_str().unwrap());
    books.note("download a file of a run", carla.post(&download, &json!({}))).await.expect(200);
    let exports = "/v1/projects/procurement/runs/work/exports";
    let export = books.note("request an export", carla.post(exports, &json!({}))).await.expect(202).body;
    books.note("pack a small run", books.house().exported()).await;
    let at = |what: &str| format!("{exports}/{}{what}", export["id"].as_str().unwrap());
    books.note("show an export", carla.get(&at(""))).await.expect(200);
    books.note("download an export", carla.post(&at("/download"), &json!({}))).await.expect(200);
    books.note("request another export", carla.post(exports, &json!({}))).await.expect(202);
    books.house().exported().await;
    all_at_once(books, guest, share).await;
    books.note("remove an upload", guest.remove(share, "task-2", &way_in["id"])).await.expect(200);
}

async fn all_at_once(books: &mut impl Books<'_>, guest: &Guest<'_>, share: &Share) {
    let exports = format!("/p/{}/exports", share.id);
    let nothing = json!({});
    let ask = || guest.post(&exports, &nothing);
    let export = books.note("ask for all files", ask()).await.expect(202).body;
    let at = |what: &str| format!("{exports}/{}{what}", export["id"].as_str().unwrap());
    books.note("ask for the same files again", ask()).await.expect(202);
    books.note("pack the files of a share", books.house().exported()).await;
    books.note("see how far the zip is", guest.get(&at(""))).await.expect(200);
    let page = format!("/p/{}?zip={}", share.id, export["id"].as_str().unwrap());
    books.note("view a share with its zip", guest.page(&page)).await.expect(200);
    books.note("download all files", guest.post(&at("/download"), &json!({}))).await.expect(200);
    let house = books.house();
    let mut other = flow(3);
    other["tasks"][1]["references"] = json!([house.staff("carla").reference_file("new.pdf", FILE).await]);
    let run = "/v1/projects/procurement/runs/work";
    let before = house.staff("carla").get(run).await.expect(200).body;
    for task in 0..2 {
        other["tasks"][task]["fields"] = before["tasks"][task]["fields"].clone();
    }
    house.staff("carla").put(run, &other).await.expect(200);
    books.note("ask for other files", ask()).await.expect(202);
}
