//! PutObject: received aside, verified, and only then an object.

use s3s::dto::{PutObjectInput, PutObjectOutput};
use s3s::{S3Request, S3Response, S3Result};

use super::condition::Condition;
use super::staging;
use super::store::{Candidate, Store};
use super::upload::hex;
use super::version::{Attributes, Content};

pub(super) async fn put_object(
    store: &Store,
    request: S3Request<PutObjectInput>,
) -> S3Result<S3Response<PutObjectOutput>> {
    let S3Request { input, headers, trailing_headers, .. } = request;
    store.lock().bucket(&input.bucket)?;
    let condition = Condition::of(&headers)?;
    let incoming = store.layout.incoming();
    let staged = staging::receive(&incoming, input.body, &headers, trailing_headers).await?;
    let content = Content {
        size: staged.size,
        etag: hex(staged.md5),
        checksums: staged.checksums,
        attributes: Attributes::of(&headers),
    };
    let candidate = Candidate { bucket: &input.bucket, key: &input.key, data: staged.path, content: content.clone() };
    let version = store.commit(candidate, &condition)?;
    let output = PutObjectOutput {
        e_tag: Some(content.etag()),
        version_id: Some(version.id),
        checksum_type: content.checksums.kind(),
        ..PutObjectOutput::default()
    };
    Ok(S3Response::with_headers(output, content.checksums.headers()))
}
