//! What is uploaded comes back as it was, and what is broken never becomes an object.

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::{ByteStream, SdkBody};
use aws_sdk_s3::types::{ChecksumMode, ChecksumType};
use embedded_cloud::ObjectCreated;

use crate::clients::{self, BUCKET, NOW, cloud, sha256};

#[tokio::test]
async fn an_object_comes_back_with_all_that_was_said_about_it() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    let put = client
        .put_object()
        .bucket(BUCKET)
        .key("org/façade plan.pdf")
        .content_type("application/pdf")
        .content_disposition("attachment")
        .metadata("share", "shr_1")
        .checksum_sha256(sha256(b"plan"))
        .body(ByteStream::from_static(b"plan"));
    let put = put.send().await.unwrap();

    let head = client.head_object().bucket(BUCKET).key("org/façade plan.pdf");
    let head = head.checksum_mode(ChecksumMode::Enabled).send().await.unwrap();
    assert_eq!(head.content_length(), Some(4));
    assert_eq!(head.content_type(), Some("application/pdf"));
    assert_eq!(head.checksum_sha256(), Some(sha256(b"plan").as_str()));
    assert_eq!(head.checksum_type(), Some(&ChecksumType::FullObject));
    assert_eq!(head.e_tag(), put.e_tag());
    assert_eq!(head.version_id(), put.version_id());
    assert_eq!(head.metadata().unwrap()["share"], "shr_1");
    assert_eq!(head.last_modified().unwrap().to_string(), NOW);

    let get = client.get_object().bucket(BUCKET).key("org/façade plan.pdf");
    let get = get.send().await.unwrap();
    assert_eq!(get.content_disposition(), Some("attachment"));
    assert_eq!(get.body.collect().await.unwrap().to_vec(), b"plan");
}

#[tokio::test]
async fn a_lying_sha256_is_refused_and_the_previous_object_stays() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    let put = |body: &'static [u8], digest: String| {
        let put = client.put_object().bucket(BUCKET).key("a");
        put.checksum_sha256(digest).body(ByteStream::from_static(body)).send()
    };
    let first = put(b"first", sha256(b"first")).await.unwrap();
    let error = put(b"second", sha256(b"other")).await.unwrap_err();
    assert_eq!(error.code(), Some("BadDigest"));

    assert_eq!(cloud.objects().read(BUCKET, "a").unwrap(), b"first");
    let head = client.head_object().bucket(BUCKET).key("a").send().await.unwrap();
    assert_eq!(head.version_id(), first.version_id());
}

#[tokio::test]
async fn a_lying_md5_is_refused() {
    let cloud = cloud().await;
    let put = clients::s3(&cloud).put_object().bucket(BUCKET).key("a");
    let put = put.content_md5("XrY7u+Ae7tCTyyK7j1rNww==");
    let error = put.body(ByteStream::from_static(b"hello")).send().await.unwrap_err();
    assert_eq!(error.code(), Some("BadDigest"));
    assert!(cloud.objects().keys(BUCKET).is_empty());
}

#[tokio::test]
async fn a_streamed_body_is_checked_against_its_trailer() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large");
    let bytes: Vec<u8> = (0..300_000_u32).map(|n| (n % 251) as u8).collect();
    std::fs::write(&path, &bytes).unwrap();
    let body = ByteStream::from_path(&path).await.unwrap();
    let put = client.put_object().bucket(BUCKET).key("large").body(body);
    put.send().await.unwrap();

    let get = client.get_object().bucket(BUCKET).key("large").send().await.unwrap();
    assert!(get.checksum_crc32().is_some());
    assert_eq!(get.content_encoding(), None);
    assert_eq!(get.body.collect().await.unwrap().to_vec(), bytes);
}

#[tokio::test]
async fn an_empty_object_is_an_object() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    let put = client.put_object().bucket(BUCKET).key("empty");
    put.body(ByteStream::new(SdkBody::empty())).send().await.unwrap();
    let get = client.get_object().bucket(BUCKET).key("empty").send().await.unwrap();
    assert_eq!(get.content_length(), Some(0));
    assert!(get.body.collect().await.unwrap().to_vec().is_empty());
}

#[tokio::test]
async fn ranges_come_from_where_they_were_asked() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    put(&client, "digits", b"0123456789").await;
    let get = |range: &str| client.get_object().bucket(BUCKET).key("digits").range(range).send();

    let middle = get("bytes=2-4").await.unwrap();
    assert_eq!(middle.content_range(), Some("bytes 2-4/10"));
    assert_eq!(middle.body.collect().await.unwrap().to_vec(), b"234");
    let last = get("bytes=-3").await.unwrap();
    assert_eq!(last.body.collect().await.unwrap().to_vec(), b"789");
    let beyond = get("bytes=10-").await.unwrap_err();
    assert_eq!(beyond.code(), Some("InvalidRange"));
}

#[tokio::test]
async fn a_key_with_parent_segments_stays_inside() {
    let folder = tempfile::tempdir().unwrap();
    let options = clients::in_folder(&folder.path().join("data"));
    let cloud = embedded_cloud::EmbeddedCloud::start(options).await.unwrap();
    let client = clients::s3(&cloud);
    let keys = ["../../../escape", "..", "/root", "a//b", "documents/../x"];
    for key in keys {
        put(&client, key, key.as_bytes()).await;
    }
    for key in keys {
        assert_eq!(cloud.objects().read(BUCKET, key).unwrap(), key.as_bytes());
        let get = client.get_object().bucket(BUCKET).key(key).send().await.unwrap();
        assert_eq!(get.body.collect().await.unwrap().to_vec(), key.as_bytes());
    }
    let outside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(outside.len(), 1);
    assert!(cloud.objects().keys("documents").is_empty());
}

#[tokio::test]
async fn the_longest_key_can_be_stored() {
    let cloud = cloud().await;
    let key = "ü".repeat(512);
    put(&clients::s3(&cloud), &key, b"x").await;
    assert_eq!(cloud.objects().keys(BUCKET), [key]);
}

#[tokio::test]
async fn a_listener_is_told_of_each_version() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    let mut created = cloud.objects().created();
    let version = put(&client, "a", b"hello").await;
    let expected = ObjectCreated {
        bucket: BUCKET.into(),
        key: "a".into(),
        version_id: version,
        etag: "5d41402abc4b2a76b9719d911017c592".into(),
        size: 5,
    };
    assert_eq!(created.recv().await.unwrap(), expected);
    assert!(created.try_recv().is_err());
}

#[tokio::test]
async fn another_identity_is_refused() {
    let cloud = cloud().await;
    let url = format!("{}/{BUCKET}/a", cloud.endpoints().s3);
    let anonymous = reqwest::get(url).await.unwrap();
    assert_eq!(anonymous.status(), 403);
}

pub(crate) async fn put(client: &aws_sdk_s3::Client, key: &str, body: &[u8]) -> String {
    let put = client.put_object().bucket(BUCKET).key(key);
    let put = put.body(ByteStream::from(body.to_vec())).send().await.unwrap();
    put.version_id.unwrap()
}
