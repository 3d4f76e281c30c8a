//! DeleteObject: hides the key behind a marker, or removes the version named.

use s3s::dto::{DeleteObjectInput, DeleteObjectOutput};
use s3s::{S3Request, S3Response, S3Result};

use super::condition::Condition;
use super::store::Store;

pub(super) fn delete_object(
    store: &Store,
    request: S3Request<DeleteObjectInput>,
) -> S3Result<S3Response<DeleteObjectOutput>> {
    let condition = Condition::of(&request.headers)?;
    let input = request.input;
    let version = input.version_id.as_deref();
    let deletion = store.delete(&input.bucket, &input.key, version, &condition)?;
    Ok(S3Response::new(DeleteObjectOutput {
        delete_marker: deletion.marker.then_some(true),
        version_id: deletion.version,
        ..DeleteObjectOutput::default()
    }))
}
