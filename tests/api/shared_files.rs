//! All files of a share as one zip for its guest: what is shared and nothing else, for those whom the gate admits.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};
use vestibule_domain::value::Digest;
use vestibule_local::Names;

use crate::{
    exports::{fetched, others_read_it, unpacked},
    house::{Guest, House, Reply, Share, Staff, run},
};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const AMPLE: Duration = Duration::from_mins(5);
const RUN: &str = "/v1/projects/procurement/runs/kyc";

/// The sample run with these files to read in its tasks `documents`, `details` and `secret`.
fn flow(files: [&[String]; 3]) -> Value {
    let mut flow = run();
    for (task, files) in [0, 1, 3].into_iter().zip(files) {
        flow["tasks"][task]["references"] = json!(files);
    }
    flow
}

/// A share of two of its tasks with a file each, opened.
pub(crate) async fn shared<'a>(house: &'a House, staff: &Staff<'_>) -> (Share, Guest<'a>) {
    let mut files = vec![];
    for (name, bytes) in [("guide.pdf", "the guide"), ("terms.pdf", "the terms"), ("limit.pdf", "the limit")] {
        files.push(staff.reference_file(name, bytes.as_bytes()).await);
    }
    let flow = flow([&files[..1], &files[1..2], &files[2..]]);
    opened(house, staff.share_of(&flow, |_| {}).await).await
}

pub(crate) async fn opened(house: &House, share: Share) -> (Share, Guest<'_>) {
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    (share, guest)
}

pub(crate) async fn ask(guest: &Guest<'_>, share: &Share) -> Reply {
    guest.post(&format!("/p/{}/exports", share.id), &json!({})).await
}

pub(crate) async fn asked(guest: &Guest<'_>, share: &Share) -> String {
    ask(guest, share).await.expect(202).body["id"].as_str().unwrap().to_owned()
}

pub(crate) async fn shown(guest: &Guest<'_>, share: &Share, export: &str) -> Reply {
    guest.get(&format!("/p/{}/exports/{export}", share.id)).await
}

pub(crate) async fn download(guest: &Guest<'_>, share: &Share, export: &str) -> Reply {
    guest.post(&format!("/p/{}/exports/{export}/download", share.id), &json!({})).await
}

/// The kinds of records of a share that tell of zips.
pub(crate) async fn told(staff: &Staff<'_>, share: &Share) -> Vec<String> {
    let mut kinds = staff.trail(&share.id).await;
    kinds.retain(|kind| kind.starts_with("share.export_"));
    kinds
}

#[tokio::test(flavor = "multi_thread")]
async fn the_zip_holds_every_shared_file_byte_for_byte_under_a_safe_name_and_nothing_else() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let names = ["../../etc/passwd.pdf", "CON.pdf", "Preços: \"final\".pdf", "a.pdf", "A.PDF"];
    let mut files = vec![];
    for name in names {
        files.push(carla.reference_file(name, format!("what {name} holds").as_bytes()).await);
    }
    let secret = carla.reference_file("limit.pdf", b"the limit").await;
    let mut flow = flow([&files[..2], &files[2..], &[secret]]);
    flow["tasks"][1]["title"] = json!("Company: details / 2026");
    let (share, guest) = opened(&house, carla.share_of(&flow, |_| {}).await).await;
    guest.upload(&share, "documents", "articles", "mine.pdf", b"%PDF-1.7 mine").await.expect(200);
    guest.save(&share, "details", json!({ "legal_name": "Souza Metais" })).await.expect(200);

    let waiting = ask(&guest, &share).await.expect(202).body;
    assert_eq!((&waiting["state"], &waiting["files"]), (&json!("waiting"), &json!(null)));
    let export = waiting["id"].as_str().unwrap();
    house.exported().await;
    let ready = shown(&guest, &share, export).await.expect(200).body;
    assert_eq!((&ready["state"], &ready["files"]), (&json!("ready"), &json!({ "done": 5, "total": 5 })));
    let way_out = download(&guest, &share, export).await.expect(200);
    assert!(way_out.body["url"].as_str().unwrap().contains("X-Amz-Expires=60&"), "{}", way_out.text);

    let zip = fetched(&house, &way_out).await;
    others_read_it(&zip);
    let found = unpacked(&zip);
    let paths: Vec<_> = found.keys().map(String::as_str).collect();
    let details = "Company_ details _ 2026";
    let expected = [
        "Company documents/_.._etc_passwd.pdf".to_owned(),
        "Company documents/_CON.pdf".to_owned(),
        format!("{details}/A (2).PDF"),
        format!("{details}/Preços_ _final_.pdf"),
        format!("{details}/a.pdf"),
        "manifest.json".to_owned(),
    ];
    assert_eq!(paths, expected);
    let manifest: Value = serde_json::from_slice(&found["manifest.json"]).unwrap();
    let listed = manifest["files"].as_array().unwrap();
    for (file, (name, id)) in listed.iter().zip(names.into_iter().zip(&files)) {
        let bytes = &found[file["path"].as_str().unwrap()];
        assert_eq!(bytes, format!("what {name} holds").as_bytes());
        let told = (&file["id"], &file["name"], &file["sha256"], &file["size"]);
        assert_eq!(told, (&json!(id), &json!(name), &json!(Digest::of(bytes)), &json!(bytes.len())));
    }
    let text = String::from_utf8(found["manifest.json"].clone()).unwrap();
    for internal in ["Souza", "mine.pdf", "limit", "procurement", "kyc", "acme", "secret"] {
        assert!(!text.contains(internal), "{internal} in {text}");
    }

    let activity = carla.get(&format!("/v1/shares/{}/activity", share.id)).await.expect(200).body;
    let records = activity["records"].as_array().unwrap();
    let of = |kind: &str| records.iter().find(|record| record["kind"] == kind).unwrap()["facts"].clone();
    // Anybody can compute it from the manifest.
    let mut lines: Vec<_> = listed.iter().map(line).collect();
    lines.sort();
    let sha256 = Digest::of(lines.concat()).to_string();
    assert_eq!(manifest["files_sha256"], sha256);
    let facts = json!({ "export": export, "files": 5, "files_sha256": sha256 });
    assert_eq!((of("share.export_requested"), of("share.export_downloaded")), (facts.clone(), facts));
    assert_eq!(of("share.export_ready")["size"], zip.len());
}

/// A file as the hash of the list has it.
fn line(file: &Value) -> String {
    let text = |name: &str| file[name].as_str().unwrap();
    format!("{} {} {}\n", text("task"), text("id"), text("sha256"))
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_twice_gets_one_zip_and_other_files_are_another_one() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = shared(&house, &carla).await;
    let export = asked(&guest, &share).await;
    assert_eq!(asked(&guest, &share).await, export, "while it waits");
    house.exported().await;
    assert_eq!(asked(&guest, &share).await, export, "once it is there");
    assert_eq!(house.system.work(AMPLE).await.unwrap(), 0, "nothing is built again");
    assert_eq!(told(&carla, &share).await, ["share.export_requested", "share.export_ready"]);

    let file = carla.reference_file("new.pdf", b"what is new").await;
    carla.put(RUN, &flow([&[], std::slice::from_ref(&file), &[]])).await.expect(200);
    let outdated = download(&guest, &share, &export).await.expect(409);
    assert_eq!(outdated.body["code"], "export_outdated", "a file was taken away");
    let other = asked(&guest, &share).await;
    assert_ne!(other, export);
    house.exported().await;
    let zip = fetched(&house, &download(&guest, &share, &other).await.expect(200)).await;
    assert_eq!(unpacked(&zip).into_keys().collect::<Vec<_>>(), ["Company details/new.pdf", "manifest.json"]);

    house.pass(SignedDuration::from_hours(7 * 24));
    let carla = house.staff("carla");
    let (share, guest) = opened(&house, share_again(&carla).await).await;
    assert_eq!(shown(&guest, &share, &other).await.status, 404, "of another share");
}

async fn share_again(staff: &Staff<'_>) -> Share {
    staff.create(|_| {}).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_away_while_the_zip_waits_is_not_in_it() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let files = [carla.reference_file("a.pdf", b"a").await, carla.reference_file("b.pdf", b"b").await];
    let (share, guest) = opened(&house, carla.share_of(&flow([&files, &[], &[]]), |_| {}).await).await;
    let export = asked(&guest, &share).await;
    carla.put(RUN, &flow([&files[1..], &[], &[]])).await.expect(200);
    house.exported().await;
    let zip = fetched(&house, &download(&guest, &share, &export).await.expect(200)).await;
    assert_eq!(unpacked(&zip).into_keys().collect::<Vec<_>>(), ["Company documents/b.pdf", "manifest.json"]);

    carla.put(RUN, &flow([&files[..1], &[], &[]])).await.expect(200);
    let none = asked(&guest, &share).await;
    carla.put(RUN, &flow([&[], &[], &[]])).await.expect(200);
    house.exported().await;
    let failed = shown(&guest, &share, &none).await.expect(200).body;
    assert_eq!((&failed["state"], &failed["reason"]), (&json!("failed"), &json!("nothing_shared")));
    assert_eq!(download(&guest, &share, &none).await.expect(409).body["code"], "export_failed");
    ask(&guest, &share).await.expect(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zip_is_of_one_share_and_neither_of_others_nor_of_staff() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = shared(&house, &carla).await;
    let (other, stranger) = opened(&house, share_again(&carla).await).await;
    let export = asked(&guest, &share).await;
    let of_run = carla.post(&format!("{RUN}/exports"), &json!({})).await.expect(202).body;
    let of_run = of_run["id"].as_str().unwrap();
    house.exported().await;

    for (guest, share, export) in [(&stranger, &other, export.as_str()), (&guest, &share, of_run)] {
        shown(guest, share, export).await.expect(404);
        download(guest, share, export).await.expect(404);
    }
    for (guest, export) in [(&stranger, &export), (&house.guest(), &export)] {
        shown(guest, &share, export).await.expect(404);
        download(guest, &share, export).await.expect(404);
        ask(guest, &share).await.expect(404);
    }
    carla.get(&format!("{RUN}/exports/{export}")).await.expect(404);
    carla.post(&format!("{RUN}/exports/{export}/download"), &json!({})).await.expect(404);
    assert_eq!(told(&carla, &other).await, Vec::<String>::new());
    let page = stranger.page(&format!("/p/{}?zip={export}", other.id)).await.expect(200);
    assert!(!page.text.contains(&export), "{}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn five_zips_of_a_share_are_kept_and_room_comes_when_the_oldest_expires() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = shared(&house, &carla).await;
    for n in 0..5 {
        let file = carla.reference_file("v.pdf", format!("version {n}").as_bytes()).await;
        carla.put(RUN, &flow([&[file], &[], &[]])).await.expect(200);
        asked(&guest, &share).await;
    }
    house.exported().await;
    let file = carla.reference_file("v.pdf", b"the sixth version").await;
    carla.put(RUN, &flow([&[file], &[], &[]])).await.expect(200);
    let refused = ask(&guest, &share).await.expect(409);
    assert_eq!((&refused.body["code"], refused.header("retry-after")), (&json!("too_many_exports"), "604800"));
    let words = "There are 5 exports here already; the next one can be asked for at 2026-11-30T12:00:00Z.";
    assert_eq!(refused.body["detail"], words);
    carla.patch(&format!("/v1/shares/{}", share.id), &json!({ "expiry": { "days": 30 } })).await.expect(200);
    house.pass(SignedDuration::from_hours(7 * 24));
    let (share, again) = opened(&house, share).await;
    asked(&again, &share).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zip_whose_file_is_gone_says_so_and_another_one_can_be_asked_for() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = shared(&house, &carla).await;
    let guide = &guest.task(&share, "documents").await["references"][0]["id"];
    let key = format!("references/{}", guide.as_str().unwrap());
    house.system.account.s3().delete_object().bucket(Names::DOCUMENTS).key(key).send().await.unwrap();
    let export = asked(&guest, &share).await;
    house.exported().await;
    assert_eq!(shown(&guest, &share, &export).await.expect(200).body["reason"], "file_missing");
    let page = guest.page(&format!("/p/{}?zip={export}", share.id)).await.expect(200);
    assert!(page.text.contains("The files could not be put together."), "{}", page.text);
    assert_ne!(asked(&guest, &share).await, export);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_script_the_page_says_how_far_the_zip_is_and_then_offers_it() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let (share, guest) = shared(&house, &carla).await;
    // A form has the token of its page, and no header.
    let (here, csrf) = (format!("/p/{}", share.id), guest.csrf().remove(&share.id).unwrap());
    let page = guest.page(&here).await.expect(200).text;
    assert!(page.contains("Download all files (zip, 18 bytes)"), "{page}");

    let sent = guest.form(&format!("{here}/exports"), &[("csrf", &csrf)]).await.expect(303);
    let next = sent.header("location");
    let export = next.split_once("?zip=").unwrap().1.split('#').next().unwrap().to_owned();
    assert_eq!(next, format!("{here}?zip={export}#all-files"));
    let address = format!("{here}?zip={export}");
    let going = guest.page(&address).await.expect(200).text;
    assert!(going.contains("The files are being put together. Look again in a moment."), "{going}");
    let shown = guest.page(&format!("{here}/exports/{export}")).await.expect(303);
    assert_eq!(shown.header("location"), next);

    house.exported().await;
    let ready = guest.page(&address).await.expect(200).text;
    let form = format!("action=\"{here}/exports/{export}/download\"");
    assert!(ready.contains("The files are ready, until") && ready.contains(&form), "{ready}");
    let way_out = guest.form(&format!("{here}/exports/{export}/download"), &[("csrf", &csrf)]).await.expect(303);
    let zip = house.http().get(way_out.header("location")).send().await.unwrap();
    let disposition = zip.headers()["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("attachment; filename=\"Supplier onboarding.zip\""), "{disposition}");
    assert_eq!(unpacked(&zip.bytes().await.unwrap()).len(), 3);

    let file = carla.reference_file("new.pdf", b"what is new").await;
    carla.put(RUN, &flow([std::slice::from_ref(&file), &[], &[]])).await.expect(200);
    let changed = guest.page(&address).await.expect(200).text;
    assert!(changed.contains("Other files are shared with you since then."), "{changed}");
    let one = guest.page(&here).await.expect(200).text;
    assert!(!one.contains("all-files"), "one file needs no zip: {one}");
    let forged = guest.form(&format!("{here}/exports"), &[("csrf", "c0ffee")]).await.expect(303);
    assert!(forged.header("location").starts_with("/i/problem?kind=not_permitted&"), "{forged:?}");
}
