//! Conditional writes and reads: of many that race, one wins.

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::Delete;

use crate::clients::{self, BUCKET, cloud};
use crate::s3_uploads::put;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_that_race_to_create_exactly_one_wins() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    let mut racers = tokio::task::JoinSet::new();
    for racer in 0..20 {
        let put = client.put_object().bucket(BUCKET).key("a").if_none_match("*");
        let body = format!("racer {racer}");
        let put = put.body(ByteStream::from(body.clone().into_bytes())).send();
        racers.spawn(async move { put.await.map(|_| body) });
    }
    let (mut winners, mut losers) = (Vec::new(), 0);
    while let Some(finished) = racers.join_next().await {
        match finished.unwrap() {
            Ok(body) => winners.push(body),
            Err(error) => {
                assert_eq!(error.code(), Some("PreconditionFailed"));
                assert_eq!(error.raw_response().unwrap().status().as_u16(), 412);
                losers += 1;
            }
        }
    }
    assert_eq!((winners.len(), losers), (1, 19));
    assert_eq!(cloud.objects().read(BUCKET, "a").unwrap(), winners[0].as_bytes());
}

#[tokio::test]
async fn only_the_object_that_was_seen_is_replaced() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    put(&client, "a", b"one").await;
    let seen = client.head_object().bucket(BUCKET).key("a").send().await.unwrap();
    let replace = |body: &'static [u8]| {
        let put = client.put_object().bucket(BUCKET).key("a");
        put.if_match(seen.e_tag().unwrap()).body(ByteStream::from_static(body)).send()
    };
    replace(b"two").await.unwrap();
    let late = replace(b"three").await.unwrap_err();
    assert_eq!(late.code(), Some("PreconditionFailed"));
    assert_eq!(cloud.objects().read(BUCKET, "a").unwrap(), b"two");

    let missing = client.put_object().bucket(BUCKET).key("b").if_match("\"x\"");
    let missing = missing.body(ByteStream::from_static(b"x")).send().await.unwrap_err();
    assert_eq!(missing.code(), Some("NoSuchKey"));
}

#[tokio::test]
async fn a_read_can_be_conditional_too() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    put(&client, "a", b"one").await;
    let head = client.head_object().bucket(BUCKET).key("a").send().await.unwrap();
    let known = client.get_object().bucket(BUCKET).key("a");
    let known = known.if_none_match(head.e_tag().unwrap()).send().await.unwrap_err();
    let answer = known.raw_response().unwrap();
    assert_eq!(answer.status().as_u16(), 304);
    assert_eq!(answer.headers().get("etag"), head.e_tag());
    assert_eq!(answer.headers().get("content-length"), None);
    let other = client.get_object().bucket(BUCKET).key("a").if_match("\"x\"");
    let other = other.send().await.unwrap_err();
    assert_eq!(other.raw_response().unwrap().status().as_u16(), 412);
}

#[tokio::test]
async fn a_deleted_key_is_hidden_and_its_versions_remain() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    let one = put(&client, "a", b"one").await;
    let deleted = client.delete_object().bucket(BUCKET).key("a").send().await.unwrap();
    assert_eq!(deleted.delete_marker(), Some(true));

    let gone = client.head_object().bucket(BUCKET).key("a").send().await.unwrap_err();
    assert!(gone.into_service_error().is_not_found());
    let gone = client.get_object().bucket(BUCKET).key("a").send().await.unwrap_err();
    assert!(gone.into_service_error().is_no_such_key());
    assert!(cloud.objects().keys(BUCKET).is_empty());
    let earlier = client.get_object().bucket(BUCKET).key("a").version_id(&one);
    let earlier = earlier.send().await.unwrap();
    assert_eq!(earlier.body.collect().await.unwrap().to_vec(), b"one");

    // To delete the marker is to undelete the key; to delete the version is for good.
    let marker = deleted.version_id().unwrap();
    let undelete = client.delete_object().bucket(BUCKET).key("a").version_id(marker);
    undelete.send().await.unwrap();
    assert_eq!(cloud.objects().read(BUCKET, "a").unwrap(), b"one");
    let erase = client.delete_object().bucket(BUCKET).key("a").version_id(&one);
    erase.send().await.unwrap();
    assert_eq!(cloud.objects().read_version(BUCKET, "a", &one), None);
}

#[tokio::test]
async fn a_hidden_key_can_be_created_again() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    put(&client, "a", b"one").await;
    client.delete_object().bucket(BUCKET).key("a").send().await.unwrap();
    let again = client.put_object().bucket(BUCKET).key("a").if_none_match("*");
    again.body(ByteStream::from_static(b"two")).send().await.unwrap();
    assert_eq!(cloud.objects().read(BUCKET, "a").unwrap(), b"two");
}

#[tokio::test]
async fn what_is_not_offered_says_so() {
    let cloud = cloud().await;
    let delete = clients::s3(&cloud).delete_objects().bucket(BUCKET);
    let named = aws_sdk_s3::types::ObjectIdentifier::builder().key("a").build().unwrap();
    let delete = delete.delete(Delete::builder().objects(named).build().unwrap());
    let error = delete.send().await.unwrap_err();
    assert_eq!(error.code(), Some("NotImplemented"));
}

#[tokio::test]
async fn an_unknown_bucket_is_named_as_such() {
    let cloud = cloud().await;
    let put = clients::s3(&cloud).put_object().bucket("nowhere").key("a");
    let error = put.body(ByteStream::from_static(b"x")).send().await.unwrap_err();
    assert_eq!(error.code(), Some("NoSuchBucket"));
}
