//! CopyObject: from an exact version where one is named; whole, or not at all.

use s3s::dto::{CopyObjectInput, CopyObjectOutput, CopyObjectResult, CopySource, ETagCondition, MetadataDirective};
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::checksums::Algorithm;
use super::condition::{Condition, failed};
use super::staging;
use super::store::{Candidate, Store};
use super::upload::hex;
use super::version::{Attributes, Content, Version, s3_time};

pub(super) async fn copy_object(
    store: &Store,
    request: S3Request<CopyObjectInput>,
) -> S3Result<S3Response<CopyObjectOutput>> {
    let condition = Condition::of(&request.headers)?;
    let replacing = Attributes::of(&request.headers);
    let input = request.input;
    store.lock().bucket(&input.bucket)?;
    let (source, original) = source(store, &input.copy_source)?;
    judge(&input, &original)?;

    let named = input.checksum_algorithm.as_ref();
    let named = named.and_then(|name| Algorithm::named(name.as_str()));
    // Computed afresh, and of all the bytes: the source may have other checksums.
    let algorithms = original.checksums.algorithms().chain(named).collect();
    let data = store.layout.data(&source.bucket, &source.key, &source.id);
    let staged = staging::concatenate(store.layout.incoming(), vec![data], algorithms).await?;
    let content = Content {
        size: staged.size,
        etag: hex(staged.md5),
        checksums: staged.checksums,
        attributes: match &input.metadata_directive {
            Some(directive) if directive.as_str() == MetadataDirective::REPLACE => replacing,
            _ => original.attributes,
        },
    };
    let candidate = Candidate { bucket: &input.bucket, key: &input.key, data: staged.path, content: content.clone() };
    let version = store.commit(candidate, &condition)?;
    let result = CopyObjectResult {
        e_tag: Some(content.etag()),
        last_modified: Some(s3_time(version.at)),
        checksum_crc32: content.checksums.get(Algorithm::Crc32),
        checksum_crc32c: content.checksums.get(Algorithm::Crc32c),
        checksum_crc64nvme: content.checksums.get(Algorithm::Crc64Nvme),
        checksum_sha1: content.checksums.get(Algorithm::Sha1),
        checksum_sha256: content.checksums.get(Algorithm::Sha256),
        checksum_type: content.checksums.kind(),
    };
    Ok(S3Response::new(CopyObjectOutput {
        copy_object_result: Some(result),
        copy_source_version_id: Some(source.id),
        version_id: Some(version.id),
        ..CopyObjectOutput::default()
    }))
}

fn source(store: &Store, source: &CopySource) -> S3Result<(Version, Content)> {
    match source {
        CopySource::Bucket { bucket, key, version_id } => store.find(bucket, key, version_id.as_deref()),
        CopySource::AccessPoint { .. } | CopySource::Outpost { .. } => {
            Err(s3_error!(NotImplemented, "Only buckets can be copied from"))
        }
    }
}

fn judge(input: &CopyObjectInput, original: &Content) -> S3Result<()> {
    let etag = original.etag();
    let holds = |condition: &ETagCondition| match condition {
        ETagCondition::Any => true,
        ETagCondition::ETag(wanted) => wanted.strong_cmp(&etag),
    };
    let matches = input.copy_source_if_match.as_ref().is_none_or(holds);
    let differs = !input.copy_source_if_none_match.as_ref().is_some_and(holds);
    if matches && differs { Ok(()) } else { Err(failed()) }
}
