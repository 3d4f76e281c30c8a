//! Files that guests send: announced, put into quarantine by themselves, settled, and only then of effect.

use serde_json::{Value, json};

use crate::{
    house::{House, Reply, run},
    template,
};

const MONDAY: &str = "2026-11-23T12:00:00Z";

/// The value of a parameter of a presigned address, decoded as far as these tests need it.
fn parameter(url: &Value, name: &str) -> String {
    let (_, query) = url.as_str().unwrap().split_once('?').unwrap();
    let found = query.split('&').find_map(|p| p.strip_prefix(&format!("{name}=")));
    found.unwrap_or_default().replace("%3B", ";")
}

/// `bytes` bytes that differ from place to place.
fn content(bytes: usize) -> Vec<u8> {
    (0..bytes).map(|n| u8::try_from(n * 31 % 251).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_in_is_signed_for_exactly_the_announced_file_and_a_quarter_hour() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);

    let way_in = guest.announce(&share, "documents", "articles", "articles.pdf", b"abc").await.expect(201).body;

    let url = &way_in["url"];
    assert_eq!(
        parameter(url, "X-Amz-SignedHeaders"),
        "content-length;content-type;host;if-none-match;x-amz-checksum-sha256"
    );
    let window = template::upload_window();
    assert_eq!(parameter(url, "X-Amz-Expires"), window.as_secs().to_string());
    assert!(!url.as_str().unwrap().to_lowercase().contains("checksum-sha256="), "S3 would ignore it there: {url}");
    assert_eq!(way_in["method"], "PUT");
    assert_eq!(way_in["expires_at"], json!(house.now() + window));
    let expected = json!({
        "content-type": "application/pdf",
        "if-none-match": "*",
        "x-amz-checksum-sha256": "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
    });
    assert_eq!(way_in["headers"], expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn small_and_large_files_arrive_byte_for_byte_under_keys_that_hold_nothing_typed() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let (small, large) = (content(1_000), content(7_000_000));

    let first = guest.upload(&share, "documents", "articles", "Estatuto Ação.pdf", &small).await.expect(200).body;
    let second = guest.upload(&share, "documents", "articles", "Balanço.PDF", &large).await.expect(200).body;

    assert_eq!((&first["state"], &first["size"]), (&json!("clean"), &json!(1_000)));
    assert_eq!((&second["name"], &second["size"]), (&json!("Balanço.PDF"), &json!(7_000_000)));
    // The run's id is derived from its names.
    let key = |upload: &Value| {
        let run = "run_4pSClvh8am1GKmd9UwarCO";
        format!("tasks/{run}/documents/{}/{}", share.id, upload["id"].as_str().unwrap())
    };
    let mut keys = vec![key(&first), key(&second)];
    assert!(house.document(&keys[0]) == Some(small), "{:?}", house.documents());
    assert!(house.document(&keys[1]) == Some(large));
    keys.sort();
    assert_eq!(house.documents(), keys);
}

#[tokio::test(flavor = "multi_thread")]
async fn five_files_sent_at_once_all_count() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let mut flow = run();
    flow["tasks"][0]["fields"][0]["max"] = json!(5);
    let share = carla.share_of(&flow, |_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);

    let (share, guest) = (&share, &guest);
    let send = |n: usize| async move {
        let name = format!("{n}.pdf");
        guest.upload(share, "documents", "articles", &name, &content(1_000 + n)).await
    };
    let replies = <[Reply; 5]>::from(tokio::join!(send(1), send(2), send(3), send(4), send(5)));
    assert_eq!(replies.map(|reply| reply.status), [200; 5]);

    let receipt = guest.complete(share, "documents").await.expect(200).body;
    let mut names: Vec<_> = receipt["receipt"]["files"].as_array().unwrap().iter().map(|f| f["name"].clone()).collect();
    names.sort_by_key(Value::to_string);
    assert_eq!(names, ["1.pdf", "2.pdf", "3.pdf", "4.pdf", "5.pdf"]);
    assert_eq!(house.documents().len(), 5);
    let kinds = carla.trail(&share.id).await;
    let settled = kinds.iter().filter(|kind| *kind == "share.file_uploaded");
    assert_eq!(settled.count(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn settling_again_is_answered_the_same_and_recorded_once() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let first = guest.upload(&share, "documents", "articles", "a.pdf", b"articles").await.expect(200);

    house.pass(jiff::SignedDuration::from_hours(1));
    let again = guest.settle(&share, "documents", &first.body["id"]).await.expect(200);

    assert_eq!(again.body, first.body);
    let kinds = carla.trail(&share.id).await;
    assert_eq!(kinds[3..], ["share.upload_announced", "share.file_received", "share.file_uploaded"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_can_be_taken_out_again_until_the_task_is_completed() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let wrong = guest.upload(&share, "documents", "articles", "wrong.pdf", b"wrong").await.expect(200).body;

    let removed = guest.remove(&share, "documents", &wrong["id"]).await.expect(200);
    assert_eq!(removed.body, json!({ "id": wrong["id"], "removed": true }));
    guest.remove(&share, "documents", &wrong["id"]).await.expect(404);
    guest.settle(&share, "documents", &wrong["id"]).await.expect(404);
    let missing = guest.complete(&share, "documents").await.expect(422);
    assert_eq!(missing.errors(), ["/answers/articles file_required"]);

    let right = guest.upload(&share, "documents", "articles", "right.pdf", b"right").await.expect(200).body;
    let receipt = guest.complete(&share, "documents").await.expect(200).body;
    assert_eq!(receipt["receipt"]["files"].as_array().unwrap().len(), 1);
    assert_eq!(receipt["receipt"]["files"][0]["name"], "right.pdf");

    for late in [
        guest.remove(&share, "documents", &right["id"]).await,
        guest.settle(&share, "documents", &right["id"]).await,
        guest.announce(&share, "documents", "articles", "late.pdf", b"late").await,
    ] {
        assert_eq!((late.status, &late.body["code"]), (409, &json!("task_done")), "{}", late.text);
    }
    let kinds = carla.trail(&share.id).await;
    assert_eq!(kinds.iter().filter(|k| *k == "share.upload_removed").count(), 1);
    assert_eq!(kinds.last().unwrap(), "share.task_completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_script_takes_a_file_out_by_a_form() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let csrf = guest.csrf()[&share.id].clone();
    let sent = guest.upload(&share, "documents", "articles", "a.pdf", b"articles").await.expect(200).body;
    let path = format!("/p/{}/tasks/documents/uploads/{}/remove", share.id, sent["id"].as_str().unwrap());

    let removed = guest.form(&path, &[("csrf", &csrf)]).await.expect(303);

    assert_eq!(removed.header("location"), format!("/p/{}?cursor=documents#task-documents", share.id));
    assert_eq!(guest.task(&share, "documents").await["uploads"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_announced_but_never_came_holds_nothing_up() {
    let house = House::at(MONDAY).await;
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let lost = guest.announce(&share, "documents", "articles", "lost.pdf", b"lost").await.expect(201).body;
    guest.upload(&share, "documents", "articles", "sent.pdf", b"sent").await.expect(200);

    let receipt = guest.complete(&share, "documents").await.expect(200).body;

    assert_eq!(receipt["receipt"]["files"].as_array().unwrap().len(), 1);
    guest.send(&lost, b"lost").await.expect(200);
    guest.settle(&share, "documents", &lost["id"]).await.expect(409);
    assert_eq!(house.documents().len(), 1, "the way in is open a while, but leads nowhere");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revocation_between_announcing_and_settling_wins() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    let way_in = guest.announce(&share, "documents", "articles", "a.pdf", b"articles").await.expect(201).body;
    carla.post(&format!("/v1/shares/{}/revoke", share.id), &json!({})).await.expect(200);

    guest.send(&way_in, b"articles").await.expect(200);
    let refused = guest.settle(&share, "documents", &way_in["id"]).await.expect(410);

    assert_eq!(refused.body["reason"], "revoked");
    assert_eq!(house.documents(), Vec::<String>::new());
    let flow = carla.get("/v1/projects/procurement/runs/kyc").await.expect(200);
    let files = &flow.body["tasks"][0]["files"];
    assert_eq!((files.as_array().unwrap().len(), &files[0]["state"]), (1, &json!("expected")), "it never counts");
    assert_eq!(carla.trail(&share.id).await.last().unwrap(), "share.revoked");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_where_the_share_lets_them_and_nowhere_else() {
    let house = House::at(MONDAY).await;
    let carla = house.staff("carla");
    let share = carla.share(|terms| terms["scope"]["tasks"] = json!(["documents", "details", "review"])).await;
    let reader = carla.share(|terms| terms["permissions"] = json!(["read_files", "fill_fields"])).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    guest.open(&reader).await.expect(200);
    let announce = |share, task, field| guest.announce(share, task, field, "a.pdf", b"articles");
    let pointed = |reply: Reply| (reply.status, reply.errors());
    let no_such_field = (422, vec!["/field no_such_field".to_owned()]);

    assert_eq!(pointed(announce(&share, "documents", "remarks").await), no_such_field, "a text field");
    assert_eq!(pointed(announce(&share, "documents", "nothing").await), no_such_field);
    assert_eq!(pointed(announce(&share, "documents", "../x").await), (422, vec!["/field invalid".to_owned()]));
    announce(&share, "secret", "limit").await.expect(404);
    announce(&share, "nothing", "articles").await.expect(404);
    let waiting = announce(&share, "review", "articles").await.expect(409);
    assert_eq!(waiting.body["code"], "waiting");
    let refused = announce(&reader, "documents", "articles").await.expect(403);
    assert_eq!(refused.body["permission"], "upload_files");
    assert_eq!(house.quarantine(), Vec::<String>::new());
}

/// A zip under the name of a PDF, and a PDF.
const ZIP: &[u8] = b"PK\x03\x04\x14\0\0\0\x08\0 the letter, packed";
const PDF: &[u8] = b"%PDF-1.7\n the letter";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_something_else_than_its_name_says_is_shown_as_that_to_guest_and_staff() {
    for scanner in [false, true] {
        let house = House::at_with(MONDAY, |options| options.scanner = scanner).await;
        let carla = house.staff("carla");
        let share = carla.share(|_| {}).await;
        let guest = house.guest();
        guest.open(&share).await.expect(200);

        let zip = guest.upload(&share, "documents", "articles", "letter.pdf", ZIP).await.expect(200).body;
        let pdf = guest.upload(&share, "documents", "articles", "deed.pdf", PDF).await.expect(200).body;

        assert_eq!([&zip["misnamed"], &pdf["misnamed"]], [&json!("zip"), &json!(null)]);
        let named = |files: &Value, name: &str| {
            let files = files.as_array().unwrap();
            files.iter().find(|file| file["name"] == name).unwrap().clone()
        };
        let uploads = guest.task(&share, "documents").await["uploads"].clone();
        let misnamed = ["letter.pdf", "deed.pdf"].map(|name| named(&uploads, name)["misnamed"].clone());
        assert_eq!(misnamed, [json!("zip"), json!(null)]);
        let page = guest.page(&format!("/p/{}", share.id)).await.expect(200).text;
        assert_eq!(page.matches("Please check this file: its content is ZIP").count(), 1);
        let files = carla.get("/v1/projects/procurement/runs/kyc/files").await.expect(200).body["files"].clone();
        let told = ["letter.pdf", "deed.pdf"].map(|name| {
            let file = named(&files, name);
            (file["content"].clone(), file["misnamed"].clone())
        });
        assert_eq!(told, [(json!("zip"), json!(true)), (json!("pdf"), json!(false))]);
    }
}
