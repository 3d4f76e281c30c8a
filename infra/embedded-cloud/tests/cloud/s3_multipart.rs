//! Multipart uploads: resumable, each part verified, one object at the end.

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumMode, ChecksumType, CompletedMultipartUpload, CompletedPart};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::clients::{self, BUCKET, cloud, sha256};

const MIB: usize = 1 << 20;

struct Uploader {
    client: aws_sdk_s3::Client,
    id: String,
}

impl Uploader {
    async fn begin(client: aws_sdk_s3::Client) -> Self {
        let create = client.create_multipart_upload().bucket(BUCKET).key("large");
        let create = create.content_type("video/mp4").checksum_algorithm(ChecksumAlgorithm::Sha256);
        let id = create.send().await.unwrap().upload_id.unwrap();
        Self { client, id }
    }

    async fn part(&self, number: i32, body: &[u8]) -> CompletedPart {
        let part = self.client.upload_part().bucket(BUCKET).key("large").upload_id(&self.id);
        let part = part.part_number(number).checksum_sha256(sha256(body));
        let part = part.body(ByteStream::from(body.to_vec())).send().await.unwrap();
        CompletedPart::builder().part_number(number).set_e_tag(part.e_tag).checksum_sha256(sha256(body)).build()
    }

    async fn complete(&self, parts: Vec<CompletedPart>) -> Result<String, Option<String>> {
        let parts = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
        let complete = self.client.complete_multipart_upload().bucket(BUCKET).key("large");
        let complete = complete.upload_id(&self.id).multipart_upload(parts).if_none_match("*");
        match complete.send().await {
            Ok(done) => Ok(done.e_tag.unwrap()),
            Err(error) => Err(error.code().map(str::to_owned)),
        }
    }

    async fn listed(&self) -> Vec<(i32, i64)> {
        let list = self.client.list_parts().bucket(BUCKET).key("large").upload_id(&self.id);
        let mut pages = list.max_parts(1).into_paginator().send();
        let mut listed = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.unwrap();
            let parts = page.parts().iter();
            listed.extend(parts.map(|part| (part.part_number().unwrap(), part.size().unwrap())));
        }
        listed
    }
}

#[tokio::test]
async fn the_parts_become_one_object() {
    let cloud = cloud().await;
    let upload = Uploader::begin(clients::s3(&cloud)).await;
    let (one, two) = (vec![1; 5 * MIB], vec![2; 10]);
    let second = upload.part(2, &two).await;
    upload.part(1, b"broken off").await;
    let first = upload.part(1, &one).await;
    assert_eq!(upload.listed().await, [(1, 5_242_880), (2, 10)]);
    assert!(cloud.objects().keys(BUCKET).is_empty());

    let mut created = cloud.objects().created();
    let etag = upload.complete(vec![first, second]).await.unwrap();
    assert!(etag.ends_with("-2\""), "{etag}");
    assert_eq!(created.recv().await.unwrap().size, 5 * MIB as u64 + 10);
    assert_eq!(cloud.objects().read(BUCKET, "large").unwrap(), [one.clone(), two.clone()].concat());

    let head = upload.client.head_object().bucket(BUCKET).key("large");
    let head = head.checksum_mode(ChecksumMode::Enabled).send().await.unwrap();
    let digests = [Sha256::digest(&one), Sha256::digest(&two)].concat();
    let composite = format!("{}-2", BASE64_STANDARD.encode(Sha256::digest(digests)));
    assert_eq!(head.checksum_sha256(), Some(composite.as_str()));
    assert_eq!(head.checksum_type(), Some(&ChecksumType::Composite));
    assert_eq!(head.content_type(), Some("video/mp4"));
    // The SDK verifies what it can while it reads.
    let get = upload.client.get_object().bucket(BUCKET).key("large").send().await.unwrap();
    assert_eq!(get.body.collect().await.unwrap().to_vec().len(), 5 * MIB + 10);
}

#[tokio::test]
async fn a_part_with_a_lying_checksum_is_no_part() {
    let cloud = cloud().await;
    let upload = Uploader::begin(clients::s3(&cloud)).await;
    let part = upload.client.upload_part().bucket(BUCKET).key("large").upload_id(&upload.id);
    let part = part.part_number(1).checksum_sha256(sha256(b"other"));
    let error = part.body(ByteStream::from_static(b"x")).send().await.unwrap_err();
    assert_eq!(error.code(), Some("BadDigest"));
    assert!(upload.listed().await.is_empty());
}

#[tokio::test]
async fn a_wrong_list_of_parts_completes_nothing() {
    let cloud = cloud().await;
    let upload = Uploader::begin(clients::s3(&cloud)).await;
    let (first, second) = (upload.part(1, b"small").await, upload.part(2, b"x").await);
    let refused = |parts: Vec<CompletedPart>| async { upload.complete(parts).await.unwrap_err() };
    let small = refused(vec![first.clone(), second.clone()]).await;
    assert_eq!(small.as_deref(), Some("EntityTooSmall"));
    let order = refused(vec![second.clone(), first.clone()]).await;
    assert_eq!(order.as_deref(), Some("InvalidPartOrder"));
    let stale = CompletedPart::builder().part_number(1).e_tag("\"0123\"").build();
    assert_eq!(refused(vec![stale]).await.as_deref(), Some("InvalidPart"));
    let empty = refused(Vec::new()).await;
    assert_eq!(empty.as_deref(), Some("MalformedXML"));

    upload.complete(vec![first]).await.unwrap();
    let twice = refused(vec![second]).await;
    assert_eq!(twice.as_deref(), Some("NoSuchUpload"));
    assert_eq!(cloud.objects().read(BUCKET, "large").unwrap(), b"small");
}

#[tokio::test]
async fn a_completion_cannot_replace_what_must_not_exist() {
    let cloud = cloud().await;
    let upload = Uploader::begin(clients::s3(&cloud)).await;
    let part = upload.part(1, b"late").await;
    crate::s3_uploads::put(&upload.client, "large", b"early").await;
    let refused = upload.complete(vec![part]).await.unwrap_err();
    assert_eq!(refused.as_deref(), Some("PreconditionFailed"));
    assert_eq!(cloud.objects().read(BUCKET, "large").unwrap(), b"early");
}

#[tokio::test]
async fn an_aborted_upload_is_gone() {
    let cloud = cloud().await;
    let upload = Uploader::begin(clients::s3(&cloud)).await;
    let part = upload.part(1, b"x").await;
    let abort = upload.client.abort_multipart_upload().bucket(BUCKET).key("large");
    abort.upload_id(&upload.id).send().await.unwrap();
    let refused = upload.complete(vec![part]).await.unwrap_err();
    assert_eq!(refused.as_deref(), Some("NoSuchUpload"));
}
