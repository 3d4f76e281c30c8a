//! A whole run as one zip: built by workers that are killed, whole all the same, and what it says of each file is what
//! its sender's receipt says.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _},
    process::Command,
    time::Duration,
};

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_domain::value::Digest;
use vestibule_local::Names;
use zip::ZipArchive;

use crate::{
    faulty::{Extent, Fault, Faults},
    house::{Guest, House, Reply, Share, Staff},
};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const RUN: &str = "/v1/projects/procurement/runs/kyc";
const AMPLE: Duration = Duration::from_mins(5);
/// A worker with so little time takes one step, and leaves the rest to the next.
const NONE: Duration = Duration::ZERO;

/// A run of one task for files and answers, shared.
async fn shared(staff: &Staff<'_>) -> Share {
    let scans = json!({ "id": "scans", "label": "Scans", "type": "file" });
    let name = json!({ "id": "name", "label": "=Legal name", "type": "short_text" });
    let size = json!({ "id": "size", "label": "Size", "type": "number" });
    let papers = json!({ "id": "papers", "title": "Papers", "fields": [scans, name, size] });
    let flow = json!({ "title": "Papers to send", "tasks": [papers] });
    staff.share_of(&flow, |terms| terms["scope"]["tasks"] = json!(["papers"])).await
}

async fn opened<'a>(house: &'a House, share: &Share) -> Guest<'a> {
    let guest = house.guest();
    guest.open(share).await.expect(200);
    guest
}

async fn send(guest: &Guest<'_>, share: &Share, name: &str, bytes: &[u8]) {
    guest.upload(share, "papers", "scans", name, bytes).await.expect(200);
}

/// So many bytes that no two files have alike.
fn noise(seed: u64, bytes: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    let mut all: Vec<u8> = std::iter::repeat_with(&mut next).take(bytes.div_ceil(8)).flatten().collect();
    all.truncate(bytes);
    all
}

async fn request(staff: &Staff<'_>) -> String {
    let export = staff.post(&format!("{RUN}/exports"), &json!({})).await.expect(202).body;
    assert_eq!((&export["state"], &export["files"], &export["bytes"]), (&json!("waiting"), &json!(null), &json!(null)));
    export["id"].as_str().unwrap().to_owned()
}

async fn shown(staff: &Staff<'_>, export: &str) -> Value {
    staff.get(&format!("{RUN}/exports/{export}")).await.expect(200).body
}

async fn download(staff: &Staff<'_>, export: &str) -> Reply {
    staff.post(&format!("{RUN}/exports/{export}/download"), &json!({})).await
}

pub(crate) async fn fetched(house: &House, way_out: &Reply) -> Vec<u8> {
    let answer = house.http().get(way_out.body["url"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.bytes().await.unwrap().to_vec()
}

/// Every file of a zip. The reader holds each against its CRC-32.
pub(crate) fn unpacked(zip: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(zip)).unwrap();
    let count = archive.len();
    let file = |n| {
        let mut file = archive.by_index(n).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(file).collect()
}

/// Other readers of zips, where the machine has them.
pub(crate) fn others_read_it(zip: &[u8]) {
    let file = std::env::temp_dir().join(format!("vestibule-export-{}.zip", std::process::id()));
    std::fs::write(&file, zip).unwrap();
    let python = "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)";
    let readers: [(&str, &[&str]); 2] = [("python3", &["-c", python]), ("unzip", &["-tq"])];
    for (program, arguments) in readers {
        let mut reader = Command::new(program);
        reader.args(arguments).arg(&file);
        if let Ok(done) = reader.output() {
            assert!(done.status.success(), "{reader:?}: {done:?}");
        }
    }
    std::fs::remove_file(&file).unwrap();
}

/// The kinds of records of the run, in order.
async fn records(house: &House) -> Vec<String> {
    let mut rows = house.rows(Names::TRAIL).await;
    rows.retain(|row| row["pk"].as_str().unwrap().starts_with("run/"));
    rows.sort_by_key(|row| row["sk"].to_string());
    let entries = rows.iter().flat_map(|row| row["records"].as_array().unwrap().clone());
    let record = |entry: Value| serde_json::from_str::<Value>(entry["record"].as_str().unwrap()).unwrap();
    entries.map(|entry| record(entry)["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_of_many_megabytes_is_whole_though_its_workers_are_killed_and_run_out_of_time() {
    let faults = Faults::default();
    let house = House::at_with(MONDAY, |options| faults.under(options)).await;
    let (carla, vera) = (house.staff("carla"), house.staff("vera"));
    let share = shared(&carla).await;
    let guest = opened(&house, &share).await;
    let megabytes = [("articles.pdf", 9_000_001), ("certificate.pdf", 8 << 20), ("articles.pdf", 12_345_678)];
    for (n, (name, bytes)) in megabytes.into_iter().enumerate() {
        send(&guest, &share, name, &noise(n as u64, bytes)).await;
    }
    for n in 0..5 {
        send(&guest, &share, &format!("página {n}/7.txt"), format!("page {n}").as_bytes()).await;
    }
    guest.save(&share, "papers", json!({ "name": "=cmd|' /C calc'!A0", "size": "-3.5" })).await.expect(200);

    let export = request(&vera).await;
    assert_eq!(house.system.work(NONE).await.unwrap(), 1, "what is in it is taken");
    let checking = shown(&vera, &export).await;
    assert_eq!((&checking["state"], &checking["files"]), (&json!("checking"), &json!({ "done": 0, "total": 8 })));
    // What comes later is not in it.
    send(&guest, &share, "late.pdf", b"late").await;
    guest.save(&share, "papers", json!({ "name": "Other" })).await.expect(200);

    // The first is killed while it checks, the second while it writes; each had gone on from where another one was.
    house.system.work(NONE).await.unwrap();
    assert_ne!(shown(&vera, &export).await["bytes"]["done"], json!(0));
    faults.arm(5, Extent::Onwards, Fault::Before);
    house.system.work(AMPLE).await.unwrap_err();
    faults.heal();
    while shown(&vera, &export).await["state"] == "checking" {
        house.system.work(NONE).await.unwrap();
    }
    house.system.work(NONE).await.unwrap();
    let building = shown(&vera, &export).await;
    assert_eq!((&building["state"], &building["bytes"]["done"]), (&json!("building"), &json!(8 << 20)));
    let putting = faults.calls().len();
    faults.arm(6, Extent::Onwards, Fault::After);
    house.system.work(AMPLE).await.unwrap_err();
    faults.heal();
    assert!(putting > 0 && download(&vera, &export).await.expect(409).body["code"] == "export_pending");
    let mut workers = 0;
    while shown(&vera, &export).await["state"] != "ready" {
        house.system.work(NONE).await.unwrap();
        workers += 1;
    }
    assert!(workers >= 3, "{workers} took one part each");

    let way_out = download(&vera, &export).await.expect(200);
    let zip = fetched(&house, &way_out).await;
    let ready = shown(&vera, &export).await;
    assert_eq!(ready["bytes"], json!({ "done": zip.len(), "total": zip.len() }));
    others_read_it(&zip);
    let files = unpacked(&zip);
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(names.len(), 8 + 3, "{names:?}");
    for name in ["papers/scans/articles.pdf", "papers/scans/articles (2).pdf", "papers/scans/página 4_7.txt"] {
        assert!(files.contains_key(name), "{name} of {names:?}");
    }

    let receipt = guest.complete(&share, "papers").await.expect(200).body;
    let received = receipt["receipt"]["files"].as_array().unwrap();
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    assert_eq!((listed.len(), received.len()), (8, 9));
    for file in listed {
        let bytes = &files[file["path"].as_str().unwrap()];
        let sum = Digest::of(bytes).to_string();
        assert_eq!((&file["sha256"], &file["size"]), (&json!(sum), &json!(bytes.len())), "{file}");
        let same = |told: &&Value| told["name"] == file["name"] && told["sha256"] == file["sha256"];
        assert!(received.iter().any(|told| same(&told)), "{file} is on the receipt");
    }
    let answers: Value = serde_json::from_slice(&files["answers.json"]).unwrap();
    assert_eq!(answers["tasks"][0]["answers"], json!({ "name": "=cmd|' /C calc'!A0", "size": "-3.5" }));
    let table = String::from_utf8(files["answers.csv"].clone()).unwrap();
    assert!(table.starts_with("\u{feff}\"task\",\"task_title\",\"state\""), "{table}");
    for cell in ["\"'=Legal name\",\"short_text\",\"'=cmd|' /C calc'!A0\",\"\"\r\n", ",\"number\",\"-3.5\",\"\"\r\n"] {
        assert!(table.contains(cell), "{table}");
    }
    let expected = ["run.pushed", "run.export_requested", "run.export_ready", "run.export_downloaded"];
    assert_eq!(records(&house).await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_may_be_killed_after_any_of_its_calls_and_the_next_one_ends_it() {
    for calls in 1.. {
        let faults = Faults::default();
        let house = House::at_with(MONDAY, |options| faults.under(options)).await;
        let (share, vera) = (shared(&house.staff("carla")).await, house.staff("vera"));
        send(&opened(&house, &share).await, &share, "a.pdf", b"a").await;
        let export = request(&vera).await;
        faults.arm(calls, Extent::Onwards, Fault::After);
        let killed = house.system.work(AMPLE).await.is_err();
        faults.heal();
        house.system.work(AMPLE).await.unwrap();
        assert_eq!(shown(&vera, &export).await["state"], "ready", "killed after {calls} calls");
        if !killed {
            return assert!(calls > 10, "{calls} calls made a zip");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_another_one_than_was_received_fails_the_export() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = shared(&carla).await;
    let guest = opened(&house, &share).await;
    send(&guest, &share, "a.pdf", b"the articles").await;
    let key = carla.get(&format!("{RUN}/files")).await.expect(200).body["files"][0]["key"].clone();
    let (s3, key) = (house.system.account.s3(), key.as_str().unwrap());
    let put =
        |bytes: &'static [u8]| s3.put_object().bucket(Names::DOCUMENTS).key(key).body(bytes.to_vec().into()).send();

    put(b"other words!").await.unwrap();
    let changed = request(&carla).await;
    house.system.work(AMPLE).await.unwrap();
    // It was whole when it was checked, and is not when it is written.
    put(b"the articles").await.unwrap();
    let changing = request(&carla).await;
    while shown(&carla, &changing).await["state"] != "building" {
        house.system.work(NONE).await.unwrap();
    }
    put(b"other words!").await.unwrap();
    house.system.work(AMPLE).await.unwrap();
    s3.delete_object().bucket(Names::DOCUMENTS).key(key).send().await.unwrap();
    let missing = request(&carla).await;
    house.system.work(AMPLE).await.unwrap();

    for (export, reason) in [(changed, "file_changed"), (changing, "file_changed"), (missing, "file_missing")] {
        let failed = shown(&carla, &export).await;
        assert_eq!((&failed["state"], &failed["reason"]), (&json!("failed"), &json!(reason)), "{failed}");
        assert_eq!(download(&carla, &export).await.expect(409).body["code"], "export_failed");
    }
    assert_eq!(records(&house).await.iter().filter(|kind| *kind == "run.export_failed").count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_its_runs_for_a_week_and_asked_for_once_under_a_key() {
    let house = House::at(MONDAY).await;
    let (carla, otto) = (house.staff("carla"), house.staff("otto"));
    shared(&carla).await;
    carla.share_in("other", |_| {}).await;
    let exports = format!("{RUN}/exports");
    let first = carla.post_once(&exports, "one", &json!({})).await.expect(202).body;
    let again = carla.post_once(&exports, "one", &json!({})).await.expect(202).body;
    assert_eq!(first, again);
    let export = first["id"].as_str().unwrap();
    assert_eq!(house.system.work(AMPLE).await.unwrap(), 1);
    house.system.work(AMPLE).await.unwrap();

    let read = unpacked(&fetched(&house, &download(&carla, export).await.expect(200)).await);
    assert_eq!(read.keys().collect::<Vec<_>>(), ["answers.csv", "answers.json", "manifest.json"]);
    let elsewhere = format!("/v1/projects/procurement/runs/other/exports/{export}");
    for path in [&elsewhere, "/v1/projects/tower/runs/kyc/exports/x", &format!("{exports}/exp_0000000000000000000001")]
    {
        carla.get(path).await.expect(404);
        carla.post(&format!("{path}/download"), &json!({})).await.expect(404);
    }
    otto.get(&format!("{exports}/{export}")).await.expect(404);
    otto.post(&exports, &json!({})).await.expect(404);
    carla.post("/v1/projects/procurement/runs/never/exports", &json!({})).await.expect(404);

    house.pass(SignedDuration::from_hours(7 * 24));
    let carla = house.staff("carla");
    assert_eq!(shown(&carla, export).await["state"], "expired");
    assert_eq!(download(&carla, export).await.expect(409).body["code"], "export_expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_does_not_move_for_six_hours_has_failed() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    shared(&carla).await;
    let export = request(&carla).await;
    house.pass(SignedDuration::from_hours(6));
    house.system.work(AMPLE).await.unwrap();
    let stalled = shown(&carla, &export).await;
    assert_eq!((&stalled["state"], &stalled["reason"]), (&json!("failed"), &json!("stalled")));
}
