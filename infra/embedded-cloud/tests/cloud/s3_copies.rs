//! Copies: of exactly the version named, under the condition given.

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumMode, MetadataDirective};

use crate::clients::{self, BUCKET, cloud, sha256};
use crate::s3_uploads::put;

#[tokio::test]
async fn the_version_named_is_copied_not_the_newest() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    let clean = put(&client, "in/plan v1.pdf", b"clean").await;
    put(&client, "in/plan v1.pdf", b"swapped").await;
    let source = format!("{BUCKET}/in/plan%20v1.pdf?versionId={clean}");
    let copy = client.copy_object().bucket("documents").key("plan").copy_source(source);
    let copy = copy.send().await.unwrap();
    assert_eq!(copy.copy_source_version_id(), Some(clean.as_str()));
    assert_eq!(cloud.objects().read("documents", "plan").unwrap(), b"clean");

    let unknown = format!("{BUCKET}/in/plan%20v1.pdf?versionId=unknown");
    let copy = client.copy_object().bucket("documents").key("other").copy_source(unknown);
    let error = copy.send().await.unwrap_err();
    assert_eq!(error.code(), Some("NoSuchVersion"));
    assert_eq!(cloud.objects().keys("documents"), ["plan"]);
}

#[tokio::test]
async fn a_copy_keeps_what_was_said_unless_told_otherwise() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    let put = client.put_object().bucket(BUCKET).key("a").content_type("application/pdf");
    let put = put.metadata("share", "shr_1").checksum_sha256(sha256(b"x"));
    put.body(ByteStream::from_static(b"x")).send().await.unwrap();
    let copy = |key: &str| {
        let copy = client.copy_object().bucket("documents").key(key);
        copy.copy_source(format!("{BUCKET}/a"))
    };
    copy("kept").send().await.unwrap();
    let replaced = copy("replaced").metadata_directive(MetadataDirective::Replace);
    replaced.content_type("text/plain").metadata("verdict", "clean").send().await.unwrap();

    let head = |key: &str| {
        let head = client.head_object().bucket("documents").key(key);
        head.checksum_mode(ChecksumMode::Enabled).send()
    };
    let kept = head("kept").await.unwrap();
    assert_eq!(kept.content_type(), Some("application/pdf"));
    assert_eq!(kept.metadata().unwrap()["share"], "shr_1");
    assert_eq!(kept.checksum_sha256(), Some(sha256(b"x").as_str()));
    let replaced = head("replaced").await.unwrap();
    assert_eq!(replaced.content_type(), Some("text/plain"));
    assert!(!replaced.metadata().unwrap().contains_key("share"));
    assert_eq!(replaced.metadata().unwrap()["verdict"], "clean");
    assert_eq!(replaced.checksum_sha256(), Some(sha256(b"x").as_str()));
}

#[tokio::test]
async fn a_copy_can_demand_what_it_copies() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    put(&client, "a", b"x").await;
    let copy = client.copy_object().bucket("documents").key("a");
    let copy = copy.copy_source(format!("{BUCKET}/a")).copy_source_if_match("\"other\"");
    let error = copy.send().await.unwrap_err();
    assert_eq!(error.code(), Some("PreconditionFailed"));
    assert!(cloud.objects().keys("documents").is_empty());
}
