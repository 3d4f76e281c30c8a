//! Presigned URLs hold exactly what was signed, as a browser uses them; and CORS lets it.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::operation::put_object::builders::PutObjectFluentBuilder;
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use embedded_cloud::EmbeddedCloud;
use reqwest::{Method, Response};

use crate::clients::{self, BUCKET, ORIGIN, cloud, sha256};

const BODY: &str = "a contract";

fn put(cloud: &EmbeddedCloud) -> PutObjectFluentBuilder {
    clients::s3(cloud)
        .put_object()
        .bucket(BUCKET)
        .key("contract")
        .content_type("application/pdf")
        .content_length(10)
        .checksum_sha256(sha256(BODY.as_bytes()))
        .if_none_match("*")
}

async fn signed(cloud: &EmbeddedCloud) -> PresignedRequest {
    let minute = PresigningConfig::expires_in(Duration::from_mins(1)).unwrap();
    put(cloud).presigned(minute).await.unwrap()
}

/// The request as signed, but for the header given.
async fn send(signed: &PresignedRequest, body: &str, other: Option<(&str, &str)>) -> Response {
    let mut request = reqwest::Client::new().put(signed.uri()).body(body.to_owned());
    for (name, value) in signed.headers() {
        let replaced = other.is_some_and(|(other, _)| other.eq_ignore_ascii_case(name));
        if !replaced && !name.eq_ignore_ascii_case("content-length") {
            request = request.header(name, value);
        }
    }
    if let Some((name, value)) = other {
        request = request.header(name, value);
    }
    request.send().await.unwrap()
}

async fn refused(response: Response, status: u16, code: &str) {
    assert_eq!(response.status(), status);
    let text = response.text().await.unwrap();
    assert!(text.contains(&format!("<Code>{code}</Code>")), "{text}");
}

#[tokio::test]
async fn the_signed_upload_is_accepted_once() {
    let cloud = cloud().await;
    let signed = signed(&cloud).await;
    for name in ["content-length", "content-type", "if-none-match", "x-amz-checksum-sha256"] {
        assert!(signed.uri().contains(name), "{name} is not signed: {}", signed.uri());
    }
    let answer = send(&signed, BODY, Some(("origin", ORIGIN))).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["access-control-allow-origin"], ORIGIN);
    let exposed = answer.headers()["access-control-expose-headers"].to_str().unwrap();
    assert!(exposed.contains("etag") && exposed.contains("x-amz-version-id"));
    assert_eq!(cloud.objects().read(BUCKET, "contract").unwrap(), BODY.as_bytes());

    refused(send(&signed, BODY, None).await, 412, "PreconditionFailed").await;
}

#[tokio::test]
async fn another_body_size_type_or_digest_is_refused() {
    let cloud = cloud().await;
    let signed = signed(&cloud).await;
    refused(send(&signed, "a Contract", None).await, 400, "BadDigest").await;
    refused(send(&signed, "shorter", None).await, 403, "SignatureDoesNotMatch").await;
    let kind = Some(("content-type", "text/html"));
    refused(send(&signed, BODY, kind).await, 403, "SignatureDoesNotMatch").await;
    let digest = sha256(b"a Contract");
    let digest = Some(("x-amz-checksum-sha256", digest.as_str()));
    refused(send(&signed, "a Contract", digest).await, 403, "SignatureDoesNotMatch").await;
    assert!(cloud.objects().keys(BUCKET).is_empty());
}

#[tokio::test]
async fn a_header_that_was_not_signed_is_refused() {
    let cloud = cloud().await;
    let signed = signed(&cloud).await;
    let answer = send(&signed, BODY, Some(("x-amz-meta-owner", "me"))).await;
    assert_eq!(answer.status(), 403);
    let text = answer.text().await.unwrap();
    assert!(text.contains("There were headers present in the request which were not signed"));
    assert!(text.contains("<HeadersNotSigned>x-amz-meta-owner</HeadersNotSigned>"));
    assert!(cloud.objects().keys(BUCKET).is_empty());
}

#[tokio::test]
async fn an_expired_or_altered_url_is_refused() {
    let cloud = cloud().await;
    let hour_ago = SystemTime::now() - Duration::from_hours(1);
    let config = PresigningConfig::builder().start_time(hour_ago);
    let config = config.expires_in(Duration::from_mins(1)).build().unwrap();
    let expired = put(&cloud).presigned(config).await.unwrap();
    refused(send(&expired, BODY, None).await, 403, "AccessDenied").await;

    let elsewhere = signed(&cloud).await.uri().replace("/contract?", "/elsewhere?");
    let answer = reqwest::Client::new().put(elsewhere).body(BODY).send().await.unwrap();
    refused(answer, 403, "SignatureDoesNotMatch").await;
    assert!(cloud.objects().keys(BUCKET).is_empty());
}

#[tokio::test]
async fn a_download_is_named_as_its_url_says() {
    let cloud = cloud().await;
    crate::s3_uploads::put(&clients::s3(&cloud), "a", b"bytes").await;
    let minute = PresigningConfig::expires_in(Duration::from_mins(1)).unwrap();
    let get = clients::s3(&cloud).get_object().bucket(BUCKET).key("a");
    let get = get.response_content_disposition("attachment; filename=\"plan.pdf\"");
    let get = get.presigned(minute).await.unwrap();
    let answer = reqwest::get(get.uri()).await.unwrap();
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"plan.pdf\"");
    assert_eq!(answer.bytes().await.unwrap().as_ref(), b"bytes");
}

#[tokio::test]
async fn a_part_can_be_uploaded_by_url() {
    let cloud = cloud().await;
    let client = clients::s3(&cloud);
    let create = client.create_multipart_upload().bucket(BUCKET).key("large");
    let upload = create.send().await.unwrap().upload_id.unwrap();
    let minute = PresigningConfig::expires_in(Duration::from_mins(1)).unwrap();
    let part = client.upload_part().bucket(BUCKET).key("large").upload_id(&upload);
    let part = part.part_number(1).content_length(10).checksum_sha256(sha256(BODY.as_bytes()));
    let part = part.presigned(minute).await.unwrap();
    refused(send(&part, "a Contract", None).await, 400, "BadDigest").await;
    let answer = send(&part, BODY, None).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.headers().contains_key("etag"));
}

#[tokio::test]
async fn a_preflight_is_answered_to_the_origins_allowed() {
    let cloud = cloud().await;
    let preflight = |origin: &'static str| {
        let url = format!("{}/{BUCKET}/contract?X-Amz-Signature=x", cloud.endpoints().s3);
        let request = reqwest::Client::new().request(Method::OPTIONS, url);
        let request = request.header("origin", origin);
        let request = request.header("access-control-request-method", "PUT");
        let headers = "content-type,if-none-match,x-amz-checksum-sha256";
        request.header("access-control-request-headers", headers).send()
    };
    let allowed = preflight(ORIGIN).await.unwrap();
    assert_eq!(allowed.status(), 200);
    assert_eq!(allowed.headers()["access-control-allow-origin"], ORIGIN);
    let methods = allowed.headers()["access-control-allow-methods"].to_str().unwrap();
    assert!(methods.contains("PUT"));
    let headers = allowed.headers()["access-control-allow-headers"].to_str().unwrap();
    assert!(headers.contains("x-amz-checksum-sha256"));

    let other = preflight("http://evil.example").await.unwrap();
    assert!(!other.headers().contains_key("access-control-allow-origin"));
}
