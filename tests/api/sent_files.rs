//! What guests have sent, as staff list it and fetch it: with its hash, from the run that they may read, each on record.

use serde_json::{Value, json};
use vestibule_domain::value::{Digest, RunId};

use crate::house::{Guest, House, Quarantined, Reply, Share, Staff};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const FILES: &str = "/v1/projects/procurement/runs/kyc/files";

async fn listed(staff: &Staff<'_>, query: &str) -> (Vec<Value>, Value) {
    let page = staff.get(&format!("{FILES}{query}")).await.expect(200).body;
    (page["files"].as_array().unwrap().clone(), page["cursor"].clone())
}

async fn download(staff: &Staff<'_>, file: &Value) -> Reply {
    staff.post(&format!("{FILES}/{}/download", file.as_str().unwrap()), &json!({})).await
}

fn names(files: &[Value]) -> Vec<&str> {
    files.iter().map(|file| file["name"].as_str().unwrap()).collect()
}

/// The records of a run's trail, in order.
async fn records(house: &House) -> Vec<Value> {
    let mut rows = house.rows(vestibule_local::Names::TRAIL).await;
    rows.retain(|row| row["pk"].as_str().unwrap().starts_with("run/"));
    rows.sort_by_key(|row| row["sk"].to_string());
    let entries = rows.iter().flat_map(|row| row["records"].as_array().unwrap().clone());
    entries.map(|entry| serde_json::from_str(entry["record"].as_str().unwrap()).unwrap()).collect()
}

async fn sent(guest: &Guest<'_>, share: &Share, name: &str, bytes: &[u8]) -> (Value, Quarantined) {
    let way_in = guest.announce(share, "documents", "articles", name, bytes).await.expect(201).body;
    let reply = guest.send(&way_in, bytes).await.expect(200);
    (way_in["id"].clone(), Quarantined::of(&way_in, &reply))
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_see_each_file_with_its_hash_and_fetch_the_very_bytes() {
    let house = House::at(MONDAY).await;
    let (carla, vera) = (house.staff("carla"), house.staff("vera"));
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let id =
        guest.upload(&share, "documents", "articles", "Estatuto social.pdf", b"my articles").await.expect(200).body;
    let id = id["id"].clone();

    let (files, cursor) = listed(&vera, "").await;
    let run = RunId::of(&"acme".parse().unwrap(), &"procurement".parse().unwrap(), &"kyc".parse().unwrap());
    let key = format!("tasks/{run}/documents/{}/{}", share.id, id.as_str().unwrap());
    let expected = json!({
        "task": "documents", "id": id, "field": "articles", "name": "Estatuto social.pdf", "type": "application/pdf",
        "size": 11, "sha256": Digest::of("my articles").to_string(), "state": "clean", "sent_at": MONDAY,
        "content": null, "misnamed": false,
        "share": share.id, "key": key,
    });
    assert_eq!((files, cursor), (vec![expected.clone()], json!(null)));
    let mut of_task = expected;
    of_task.as_object_mut().unwrap().remove("task");
    let shown = vera.get("/v1/projects/procurement/runs/kyc").await.expect(200).body;
    assert_eq!(shown["tasks"][0]["files"], json!([of_task]));

    let way_out = download(&vera, &id).await.expect(200).body;
    let url = way_out["url"].as_str().unwrap();
    assert!(way_out["method"] == "GET" && url.contains("X-Amz-Expires=60&"), "{way_out}");
    let read = Reply::of(house.http().get(url)).await.expect(200);
    assert_eq!(read.text, "my articles");
    assert!(read.header("content-disposition").contains("Estatuto social.pdf"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_way_out_is_on_the_runs_trail_and_on_the_bus_also_where_a_key_is_repeated() {
    let house = House::at(MONDAY).await;
    let (carla, vera) = (house.staff("carla"), house.staff("vera"));
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let id = guest.upload(&share, "documents", "articles", "a.pdf", b"articles").await.expect(200).body["id"].clone();

    let path = format!("{FILES}/{}/download", id.as_str().unwrap());
    vera.get(&path).await.expect(404);
    for _ in 0..2 {
        let again = vera.post_once(&path, "one", &json!({})).await.expect(200);
        assert!(!again.headers.contains_key("idempotency-replayed"));
    }

    let records = records(&house).await;
    let kinds: Vec<_> = records.iter().map(|record| record["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["run.pushed", "run.file_downloaded", "run.file_downloaded"]);
    assert_eq!(records[1]["actor"], json!({ "type": "member", "sub": "vera" }));
    let sha256 = Digest::of("articles").to_string();
    assert_eq!(records[1]["facts"], json!({ "task": "documents", "upload": id, "sha256": sha256 }));
    house.deliver().await;
    let told: Vec<_> = house.events().into_iter().filter(|event| event.detail_type == "run.file_downloaded").collect();
    assert_eq!(told.len(), 2);
    assert!(!told[0].detail.to_string().contains("a.pdf"), "{}", told[0].detail);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_event_of_a_file_that_counts_says_where_it_is_and_not_what_it_is_called() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.upload(&share, "documents", "articles", "Ana Souza CPF.pdf", b"articles").await.expect(200);
    house.deliver().await;

    let (files, _) = listed(&carla, "").await;
    let event = house.events().into_iter().find(|event| event.detail_type == "share.file_uploaded").unwrap();
    assert!(!event.detail.to_string().contains("CPF"), "{}", event.detail);
    let facts = &event.detail["data"]["facts"];
    assert_eq!(
        [&facts["upload"], &facts["field"], &facts["size"], &facts["sha256"], &facts["media_type"], &facts["key"]],
        ["id", "field", "size", "sha256", "type", "key"].map(|name| &files[0][name])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_does_not_count_is_listed_with_its_state_and_not_handed_out() {
    let house = House::at_with(MONDAY, |options| options.scanner = true).await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let (bad, object) = sent(&guest, &share, "bad.pdf", b"bad").await;
    guest.settle(&share, "documents", &bad).await.expect(200);
    house.verdict(&object, "THREATS_FOUND", &["EICAR"]).await;
    house.pass(jiff::SignedDuration::from_secs(1));
    let (waiting, _) = sent(&guest, &share, "waiting.pdf", b"waiting").await;
    guest.settle(&share, "documents", &waiting).await.expect(200);

    let (files, _) = listed(&carla, "").await;
    let states: Vec<_> = files.iter().map(|file| (&file["name"], &file["state"], &file["key"])).collect();
    let none = json!(null);
    let expected =
        [("bad.pdf", "rejected"), ("waiting.pdf", "scanning")].map(|(name, state)| (json!(name), json!(state)));
    assert_eq!(states, [(&expected[0].0, &expected[0].1, &none), (&expected[1].0, &expected[1].1, &none)]);
    for (file, code) in [(bad, "rejected"), (waiting, "file_pending")] {
        assert_eq!(download(&carla, &file).await.expect(409).body["code"], code);
    }
    assert_eq!(records(&house).await.len(), 1, "only the push");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_in_the_run_does_not_exist_there() {
    let house = House::at(MONDAY).await;
    let (carla, otto) = (house.staff("carla"), house.staff("otto"));
    let share = carla.share(|_| {}).await;
    let other = carla.share_in("other", |_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.open(&other).await.expect(200);
    let mine = guest.upload(&share, "documents", "articles", "a.pdf", b"a").await.expect(200).body["id"].clone();
    let theirs = guest.upload(&other, "documents", "articles", "b.pdf", b"b").await.expect(200).body["id"].clone();

    download(&carla, &theirs).await.expect(404);
    for unknown in ["upl_0000000000000000000001", "fil_0000000000000000000001", "nonsense"] {
        download(&carla, &json!(unknown)).await.expect(404);
    }
    download(&otto, &mine).await.expect(404);
    otto.get(FILES).await.expect(404);
    carla.get("/v1/projects/procurement/runs/never/files").await.expect(404);
    carla.get("/v1/projects/tower/runs/kyc/files").await.expect(404);
    assert_eq!(names(&listed(&carla, "").await.0), ["a.pdf"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_hold_each_file_once_across_tasks_and_while_more_come() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let scan = json!([{ "id": "scan", "label": "Scan", "type": "file" }]);
    // More tasks than one batch holds; the first of them with a dot in its name.
    let mut tasks: Vec<_> = (0..130).map(|n| json!({ "id": format!("t.{n}"), "title": "T", "fields": [] })).collect();
    for n in [0, 1, 129] {
        tasks[n]["fields"] = scan.clone();
    }
    let flow = json!({ "title": "Many", "tasks": tasks });
    let share = carla.share_of(&flow, |terms| terms["scope"]["tasks"] = json!(["t.0", "t.1", "t.129"])).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    for (task, name) in [("t.129", "e.pdf"), ("t.0", "a.pdf"), ("t.0", "b.pdf"), ("t.1", "c.pdf"), ("t.1", "d.pdf")] {
        house.pass(jiff::SignedDuration::from_secs(1));
        guest.upload(&share, task, "scan", name, name.as_bytes()).await.expect(200);
    }
    assert_eq!(names(&listed(&carla, "").await.0), ["a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf"]);

    let (first, cursor) = listed(&carla, "?limit=3").await;
    assert_eq!(names(&first), ["a.pdf", "b.pdf", "c.pdf"]);
    // What the cursor names is taken back, and another file comes before it.
    guest.remove(&share, "t.1", &first[2]["id"]).await.expect(200);
    guest.upload(&share, "t.0", "scan", "late.pdf", b"late").await.expect(200);
    let (rest, end) = listed(&carla, &format!("?limit=3&cursor={}", cursor.as_str().unwrap())).await;
    assert_eq!((names(&rest), end), (vec!["d.pdf", "e.pdf"], json!(null)));
    let late = listed(&carla, "?limit=3").await.0;
    assert_eq!(names(&late), ["a.pdf", "b.pdf", "late.pdf"]);
    download(&carla, &rest[1]["id"]).await.expect(200);

    for cursor in ["nonsense", "papers.1.upl_0000000000000000000007", "t.0"] {
        carla.get(&format!("{FILES}?cursor={cursor}")).await.expect(400);
    }
    for limit in ["0", "101"] {
        carla.get(&format!("{FILES}?limit={limit}")).await.expect(400);
    }
}
