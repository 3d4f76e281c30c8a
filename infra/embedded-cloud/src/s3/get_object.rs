//! GetObject and HeadObject: a version's bytes, or a range of them, and what is known about it.

use std::io::{Seek, SeekFrom};

use http::{HeaderMap, header};
use s3s::dto::{
    ChecksumMode, ETag, ETagCondition, GetObjectInput, GetObjectOutput, HeadObjectInput, HeadObjectOutput,
    StreamingBlob,
};
use s3s::{Body, S3Error, S3Request, S3Response, S3Result, s3_error};

use super::condition::failed;
use super::file_body::FileBody;
use super::store::Store;
use super::version::{Content, s3_time};

pub(super) fn get_object(store: &Store, request: S3Request<GetObjectInput>) -> S3Result<S3Response<GetObjectOutput>> {
    let input = request.input;
    let (version, content) = store.find(&input.bucket, &input.key, input.version_id.as_deref())?;
    judge(input.if_match.as_ref(), input.if_none_match.as_ref(), &content)?;
    let range = input.range.map(|range| range.check(content.size)).transpose()?;
    let bytes = range.clone().unwrap_or(0..content.size);

    let mut file = store.open_data(&version).map_err(S3Error::internal_error)?;
    file.seek(SeekFrom::Start(bytes.start)).map_err(S3Error::internal_error)?;
    let body = Body::http_body(FileBody::new(file, bytes.end - bytes.start));

    let attributes = &content.attributes;
    let output = GetObjectOutput {
        accept_ranges: Some("bytes".to_owned()),
        body: Some(StreamingBlob::from(body)),
        cache_control: attributes.cache_control.clone(),
        content_disposition: attributes.content_disposition.clone(),
        content_encoding: attributes.content_encoding.clone(),
        content_language: attributes.content_language.clone(),
        content_length: i64::try_from(bytes.end - bytes.start).ok(),
        content_range: range.as_ref().map(|range| {
            let (first, last) = (range.start, range.end.saturating_sub(1));
            format!("bytes {first}-{last}/{}", content.size)
        }),
        content_type: Some(attributes.content_type()),
        e_tag: Some(content.etag()),
        last_modified: Some(s3_time(version.at)),
        metadata: attributes.metadata(),
        version_id: Some(version.id),
        ..GetObjectOutput::default()
    };
    // A checksum is of all the bytes, so a range goes without.
    let wanted = input.checksum_mode.filter(|_| range.is_none());
    Ok(S3Response::with_headers(output, checksums(wanted.as_ref(), &content)))
}

pub(super) fn head_object(
    store: &Store,
    request: S3Request<HeadObjectInput>,
) -> S3Result<S3Response<HeadObjectOutput>> {
    let input = request.input;
    let (version, content) = store.find(&input.bucket, &input.key, input.version_id.as_deref())?;
    judge(input.if_match.as_ref(), input.if_none_match.as_ref(), &content)?;
    let attributes = &content.attributes;
    let output = HeadObjectOutput {
        accept_ranges: Some("bytes".to_owned()),
        cache_control: attributes.cache_control.clone(),
        content_disposition: attributes.content_disposition.clone(),
        content_encoding: attributes.content_encoding.clone(),
        content_language: attributes.content_language.clone(),
        content_length: Some(content.length()),
        content_type: Some(attributes.content_type()),
        e_tag: Some(content.etag()),
        last_modified: Some(s3_time(version.at)),
        metadata: attributes.metadata(),
        version_id: Some(version.id),
        ..HeadObjectOutput::default()
    };
    let headers = checksums(input.checksum_mode.as_ref(), &content);
    Ok(S3Response::with_headers(output, headers))
}

fn judge(if_match: Option<&ETagCondition>, if_none_match: Option<&ETagCondition>, content: &Content) -> S3Result<()> {
    let etag = content.etag();
    match if_match {
        Some(ETagCondition::ETag(wanted)) if !wanted.strong_cmp(&etag) => return Err(failed()),
        _ => {}
    }
    match if_none_match {
        Some(ETagCondition::Any) => Err(not_modified(&etag)),
        Some(ETagCondition::ETag(known)) if known.weak_cmp(&etag) => Err(not_modified(&etag)),
        _ => Ok(()),
    }
}

fn not_modified(etag: &ETag) -> S3Error {
    let mut answer = s3_error!(NotModified);
    let mut headers = HeaderMap::new();
    if let Ok(etag) = etag.to_http_header() {
        headers.insert(header::ETAG, etag);
    }
    answer.set_headers(headers);
    answer
}

fn checksums(mode: Option<&ChecksumMode>, content: &Content) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if mode.is_some_and(|mode| mode.as_str() == ChecksumMode::ENABLED) {
        headers = content.checksums.headers();
        if let Some(kind) = content.checksums.kind()
            && let Ok(kind) = kind.as_str().parse()
        {
            headers.insert("x-amz-checksum-type", kind);
        }
    }
    headers
}
