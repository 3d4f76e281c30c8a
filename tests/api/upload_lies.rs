//! Uploads that are not what they were announced as: S3 refuses them, and none of them ever counts.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use vestibule_domain::value::Digest;
use vestibule_local::Names;

use crate::{
    house::{Guest, House, Reply, Share},
    template,
};

const MONDAY: &str = "2026-11-23T12:00:00Z";
const ARTICLES: &[u8] = b"articles of association";

async fn opened(house: &House) -> (Share, Guest<'_>) {
    let share = house.staff("carla").share(|_| {}).await;
    let guest = house.guest();
    guest.open(&share).await.expect(200);
    (share, guest)
}

/// Sends a way in with some of its headers, or its address, changed.
async fn send(house: &House, way_in: &Value, body: &[u8], change: impl FnOnce(&mut Value)) -> Reply {
    let mut changed = way_in.clone();
    change(&mut changed);
    let mut put = house.http().put(changed["url"].as_str().unwrap()).body(body.to_vec());
    for (name, value) in changed["headers"].as_object().unwrap() {
        put = put.header(name, value.as_str().unwrap());
    }
    Reply::of(put).await
}

/// The error code in S3's XML.
fn code(reply: &Reply) -> (u16, &str) {
    let code = reply.text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>"));
    (reply.status, code.map_or("", |(code, _)| code))
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_length_type_and_checksum_are_held_against_the_announcement() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    let way_in = guest.announce(&share, "documents", "articles", "a.pdf", ARTICLES).await.expect(201).body;
    let as_is = |_: &mut Value| {};

    let other = send(&house, &way_in, b"articles of Association", as_is).await;
    assert_eq!(code(&other), (400, "BadDigest"));
    let longer = send(&house, &way_in, b"articles of association and more", as_is).await;
    assert_eq!(code(&longer), (403, "SignatureDoesNotMatch"));
    let shorter = send(&house, &way_in, b"articles", as_is).await;
    assert_eq!(code(&shorter), (403, "SignatureDoesNotMatch"));
    let page = send(&house, &way_in, ARTICLES, |w| w["headers"]["content-type"] = json!("text/html")).await;
    assert_eq!(code(&page), (403, "SignatureDoesNotMatch"));
    let of_other = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    let checksum = send(&house, &way_in, ARTICLES, |w| w["headers"]["x-amz-checksum-sha256"] = json!(of_other)).await;
    assert_eq!(code(&checksum), (403, "SignatureDoesNotMatch"));
    let over = send(&house, &way_in, ARTICLES, |w| w["headers"] = json!({ "content-type": "application/pdf" })).await;
    assert_eq!(over.status, 403, "without If-None-Match: {}", over.text);

    assert_eq!(house.quarantine(), Vec::<String>::new());
    let refused = guest.settle(&share, "documents", &way_in["id"]).await.expect(409);
    assert_eq!(refused.body["code"], "not_arrived");
    send(&house, &way_in, ARTICLES, as_is).await.expect(200);
    guest.settle(&share, "documents", &way_in["id"]).await.expect(200);
}

/// What a browser might run is kept and handed out as a plain file, to staff as well.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_or_a_drawing_that_might_run_is_a_plain_file_everywhere() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    for media_type in ["text/html", "image/svg+xml", "application/xml"] {
        let announced = json!({
            "field": "articles", "name": "a.pdf", "type": media_type,
            "size": ARTICLES.len(), "sha256": Digest::of(ARTICLES).to_string(),
        });
        let way_in = guest.post(&format!("/p/{}/tasks/documents/uploads", share.id), &announced).await.expect(201).body;
        assert_eq!(way_in["headers"]["content-type"], "application/octet-stream", "{media_type}");
        send(&house, &way_in, ARTICLES, |_| {}).await.expect(200);
        guest.settle(&share, "documents", &way_in["id"]).await.expect(200);

        let key = house.documents().into_iter().find(|key| key.ends_with(way_in["id"].as_str().unwrap())).unwrap();
        let kept = house.system.account.s3().head_object().bucket(Names::DOCUMENTS).key(key).send().await.unwrap();
        assert_eq!(kept.content_type(), Some("application/octet-stream"));
        let files = "/v1/projects/procurement/runs/kyc/files";
        let listed = house.staff("carla").get(files).await.expect(200).body;
        assert_eq!(listed["files"][0]["type"], media_type, "what the sender says is told as that");
        let download = format!("{files}/{}/download", way_in["id"].as_str().unwrap());
        let way_out = house.staff("carla").post(&download, &json!({})).await.expect(200).body;
        let read = Reply::of(house.http().get(way_out["url"].as_str().unwrap())).await.expect(200);
        assert_eq!(read.header("content-type"), "application/octet-stream");
        assert!(read.header("content-disposition").starts_with("attachment;"));
        guest.remove(&share, "documents", &way_in["id"]).await.expect(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_in_leads_to_one_place_for_the_upload_window_by_put_only() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    let way_in = guest.announce(&share, "documents", "articles", "a.pdf", ARTICLES).await.expect(201).body;
    let url = way_in["url"].as_str().unwrap();
    let id = way_in["id"].as_str().unwrap();

    for other in [
        url.replace(&format!("X-Amz-Expires={}", template::upload_window().as_secs()), "X-Amz-Expires=86400"),
        url.replace(id, "upl_0000000000000000000001"),
        url.replace(Names::QUARANTINE, Names::DOCUMENTS),
    ] {
        assert_ne!(other, url);
        let refused = send(&house, &way_in, ARTICLES, |w| w["url"] = json!(other)).await;
        assert_eq!(code(&refused), (403, "SignatureDoesNotMatch"), "{other}");
    }
    for method in ["GET", "DELETE"] {
        let mut request = house.http().request(method.parse().unwrap(), url);
        for (name, value) in way_in["headers"].as_object().unwrap() {
            request = request.header(name, value.as_str().unwrap());
        }
        assert_eq!(Reply::of(request).await.status, 403, "{method}");
    }
    assert_eq!((house.quarantine(), house.documents()), (vec![], vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_breaks_off_is_as_good_as_none() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    let way_in = guest.announce(&share, "documents", "articles", "a.pdf", ARTICLES).await.expect(201).body;
    let (host, path) = way_in["url"].as_str().unwrap().strip_prefix("http://").unwrap().split_once('/').unwrap();
    let headers = way_in["headers"].as_object().unwrap().iter();
    let headers: Vec<_> = headers.map(|(name, value)| format!("{name}: {}\r\n", value.as_str().unwrap())).collect();
    let length = ARTICLES.len();
    let start = format!("PUT /{path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {length}\r\n");
    let mut line = tokio::net::TcpStream::connect(host.replace("localhost", "127.0.0.1")).await.unwrap();
    line.write_all(format!("{start}{}\r\n", headers.concat()).as_bytes()).await.unwrap();
    line.write_all(&ARTICLES[..12]).await.unwrap();
    line.shutdown().await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");

    let refused = guest.settle(&share, "documents", &way_in["id"]).await.expect(409);
    assert_eq!(refused.body["code"], "not_arrived");
    guest.send(&way_in, ARTICLES).await.expect(200);
    guest.settle(&share, "documents", &way_in["id"]).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_sent_is_nothing_settled() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    let way_in = guest.announce(&share, "documents", "articles", "a.pdf", ARTICLES).await.expect(201).body;

    let refused = guest.settle(&share, "documents", &way_in["id"]).await.expect(409);

    assert_eq!((refused.problem(), &refused.body["code"]), ("conflict", &json!("not_arrived")));
    let missing = guest.complete(&share, "documents").await.expect(422);
    assert_eq!(missing.errors(), ["/answers/articles file_required"]);
    let kinds = house.staff("carla").trail(&share.id).await;
    assert_eq!(kinds.last().unwrap(), "share.upload_announced");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_cannot_be_overwritten_before_or_after_settling() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    let way_in = guest.announce(&share, "documents", "articles", "a.pdf", ARTICLES).await.expect(201).body;
    guest.send(&way_in, ARTICLES).await.expect(200);
    assert_eq!(code(&guest.send(&way_in, ARTICLES).await), (412, "PreconditionFailed"));
    guest.settle(&share, "documents", &way_in["id"]).await.expect(200);

    assert_eq!(code(&guest.send(&way_in, ARTICLES).await), (412, "PreconditionFailed"));

    let documents = house.documents();
    assert_eq!(documents.len(), 1);
    assert_eq!(house.document(&documents[0]).unwrap(), ARTICLES);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_settled_and_removed_in_its_own_task_by_its_own_guest() {
    let house = House::at(MONDAY).await;
    let (share, guest) = opened(&house).await;
    let bruno = |terms: &mut Value| terms["recipient"]["email"] = json!("bruno@lima.example");
    let (other_share, other) = (house.staff("carla").share(bruno).await, house.guest());
    other.open(&other_share).await.expect(200);
    let way_in = guest.announce(&share, "documents", "articles", "a.pdf", ARTICLES).await.expect(201).body;
    guest.send(&way_in, ARTICLES).await.expect(200);

    other.settle(&other_share, "documents", &way_in["id"]).await.expect(404);
    other.remove(&other_share, "documents", &way_in["id"]).await.expect(404);
    guest.settle(&share, "details", &way_in["id"]).await.expect(404);
    guest.settle(&share, "documents", &json!("upl_0000000000000000000001")).await.expect(404);
    guest.settle(&share, "documents", &json!("fil_0000000000000000000001")).await.expect(404);
    assert_eq!(house.documents(), Vec::<String>::new());

    guest.settle(&share, "documents", &way_in["id"]).await.expect(200);
    assert_eq!(other.task(&other_share, "documents").await["uploads"], json!([]), "nobody else's to see");
}
