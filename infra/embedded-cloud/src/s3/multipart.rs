//! Multipart uploads up to their completion: create, upload a part, list the parts, abort.

use s3s::dto::{
    AbortMultipartUploadInput, AbortMultipartUploadOutput, CreateMultipartUploadInput, CreateMultipartUploadOutput,
    ETag, ListPartsInput, ListPartsOutput, UploadPartInput, UploadPartOutput,
};
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::checksums::Algorithm;
use super::staging;
use super::store::Store;
use super::upload::Part;
use super::version::{Attributes, s3_time};

pub(super) fn create(
    store: &Store,
    request: S3Request<CreateMultipartUploadInput>,
) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
    let attributes = Attributes::of(&request.headers);
    let input = request.input;
    let named = input.checksum_algorithm.as_ref();
    let algorithm = named.and_then(|name| Algorithm::named(name.as_str()));
    let upload = store.begin(&input.bucket, &input.key, attributes, algorithm)?;
    Ok(S3Response::new(CreateMultipartUploadOutput {
        bucket: Some(input.bucket),
        key: Some(input.key),
        checksum_algorithm: input.checksum_algorithm,
        upload_id: Some(upload.id),
        ..CreateMultipartUploadOutput::default()
    }))
}

pub(super) async fn upload_part(
    store: &Store,
    request: S3Request<UploadPartInput>,
) -> S3Result<S3Response<UploadPartOutput>> {
    let S3Request { input, headers, trailing_headers, .. } = request;
    if !(1..=10_000).contains(&input.part_number) {
        return Err(s3_error!(InvalidArgument, "Part number must be an integer between 1 and 10000, inclusive"));
    }
    let upload = store.upload(&input.bucket, &input.key, &input.upload_id)?;
    let incoming = store.layout.incoming();
    let staged = staging::receive(&incoming, input.body, &headers, trailing_headers).await?;
    let part = store.add_part(&upload, input.part_number, staged)?;
    let output = UploadPartOutput { e_tag: Some(ETag::Strong(part.etag())), ..UploadPartOutput::default() };
    Ok(S3Response::with_headers(output, part.checksums.headers()))
}

pub(super) fn list_parts(store: &Store, request: S3Request<ListPartsInput>) -> S3Result<S3Response<ListPartsOutput>> {
    let input = request.input;
    let upload = store.upload(&input.bucket, &input.key, &input.upload_id)?;
    let after = input.part_number_marker.unwrap_or(0);
    let limit = input.max_parts.unwrap_or(1000).clamp(0, 1000);
    let room = usize::try_from(limit).unwrap_or_default();

    let mut rest = upload.parts.range(after.saturating_add(1)..);
    let page: Vec<_> = rest.by_ref().take(room).collect();
    let last = page.last().map(|(number, _)| **number);
    Ok(S3Response::new(ListPartsOutput {
        bucket: Some(input.bucket),
        key: Some(input.key),
        upload_id: Some(input.upload_id),
        max_parts: Some(limit),
        part_number_marker: Some(after),
        next_part_number_marker: last,
        is_truncated: Some(rest.next().is_some()),
        parts: Some(page.into_iter().map(|(number, part)| listed(*number, part)).collect()),
        ..ListPartsOutput::default()
    }))
}

pub(super) fn abort(
    store: &Store,
    request: S3Request<AbortMultipartUploadInput>,
) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
    let input = request.input;
    let mut index = store.lock();
    index.upload(&input.bucket, &input.key, &input.upload_id)?;
    store.end(&mut index, &input.upload_id)?;
    Ok(S3Response::new(AbortMultipartUploadOutput::default()))
}

fn listed(number: i32, part: &Part) -> s3s::dto::Part {
    s3s::dto::Part {
        part_number: Some(number),
        e_tag: Some(ETag::Strong(part.etag())),
        size: i64::try_from(part.size).ok(),
        last_modified: Some(s3_time(part.at)),
        checksum_crc32: part.checksums.get(Algorithm::Crc32),
        checksum_crc32c: part.checksums.get(Algorithm::Crc32c),
        checksum_crc64nvme: part.checksums.get(Algorithm::Crc64Nvme),
        checksum_sha1: part.checksums.get(Algorithm::Sha1),
        checksum_sha256: part.checksums.get(Algorithm::Sha256),
    }
}
