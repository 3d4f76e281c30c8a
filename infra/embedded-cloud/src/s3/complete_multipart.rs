//! CompleteMultipartUpload: the parts named become one object, under the same conditions as a put.

use s3s::crypto::{Checksum, Md5};
use s3s::dto::{CompleteMultipartUploadInput, CompleteMultipartUploadOutput, CompletedPart, ETag};
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::checksums::{Algorithm, Checksums};
use super::condition::Condition;
use super::staging;
use super::store::{Candidate, Store};
use super::upload::{Part, Upload, hex};
use super::version::Content;

/// Every part but the last.
const MIN_PART_BYTES: u64 = 5 << 20;

pub(super) async fn complete(
    store: &Store,
    request: S3Request<CompleteMultipartUploadInput>,
) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
    let condition = Condition::of(&request.headers)?;
    let input = request.input;
    let upload = store.upload(&input.bucket, &input.key, &input.upload_id)?;
    let named = input.multipart_upload.and_then(|list| list.parts).unwrap_or_default();
    let parts = chosen(&upload, &named)?;
    let size: u64 = parts.iter().map(|part| part.size).sum();
    if input.mpu_object_size.is_some_and(|said| u64::try_from(said) != Ok(size)) {
        return Err(s3_error!(
            InvalidRequest,
            "The provided 'x-amz-mp-object-size' header does not match what was computed."
        ));
    }

    let paths = parts.iter();
    let paths = paths.map(|part| store.layout.part(&upload.id, &part.file));
    let incoming = store.layout.incoming();
    let staged = staging::concatenate(incoming, paths.collect(), Vec::new()).await?;
    let content = Content {
        size,
        etag: etag(&parts),
        checksums: checksums(&upload, &parts),
        attributes: upload.attributes.clone(),
    };
    let candidate = Candidate { bucket: &input.bucket, key: &input.key, data: staged.path, content: content.clone() };
    let version = {
        let mut index = store.lock();
        // Completed, aborted or changed meanwhile?
        let now = index.upload(&input.bucket, &input.key, &upload.id)?;
        if now.parts != upload.parts {
            return Err(s3_error!(OperationAborted, "A part was uploaded during the completion"));
        }
        let version = store.commit_in(&mut index, candidate, &condition)?;
        store.end(&mut index, &upload.id)?;
        version
    };
    Ok(S3Response::new(CompleteMultipartUploadOutput {
        bucket: Some(input.bucket),
        key: Some(input.key),
        e_tag: Some(content.etag()),
        version_id: Some(version.id),
        checksum_sha256: content.checksums.get(Algorithm::Sha256),
        checksum_crc32: content.checksums.get(Algorithm::Crc32),
        checksum_type: content.checksums.kind(),
        ..CompleteMultipartUploadOutput::default()
    }))
}

fn chosen<'a>(upload: &'a Upload, named: &[CompletedPart]) -> S3Result<Vec<&'a Part>> {
    let numbers: Vec<_> = named.iter().filter_map(|part| part.part_number).collect();
    if numbers.is_empty() || numbers.len() != named.len() {
        return Err(s3_error!(MalformedXML, "Name the parts by their numbers"));
    }
    if !numbers.is_sorted_by(|one, next| one < next) {
        return Err(s3_error!(InvalidPartOrder, "The list of parts was not in ascending order."));
    }
    let parts: Vec<_> = named
        .iter()
        .zip(numbers)
        .map(|(claim, number)| agreed(claim, upload.parts.get(&number)))
        .collect::<S3Result<_>>()?;
    match parts.split_last() {
        Some((_, earlier)) if earlier.iter().any(|part| part.size < MIN_PART_BYTES) => {
            Err(s3_error!(EntityTooSmall, "Your proposed upload is smaller than the minimum allowed size"))
        }
        _ => Ok(parts),
    }
}

fn agreed<'a>(claim: &CompletedPart, part: Option<&'a Part>) -> S3Result<&'a Part> {
    let etag = claim.e_tag.as_ref().map(ETag::value);
    let sha256 = &claim.checksum_sha256;
    part.filter(|part| etag == Some(&part.etag()))
        .filter(|part| sha256.is_none() || *sha256 == part.checksums.get(Algorithm::Sha256))
        .ok_or_else(|| {
            s3_error!(
                InvalidPart,
                "One or more of the specified parts could not be found. The part may not have \
                 been uploaded, or the specified entity tag may not match the part's entity tag."
            )
        })
}

/// S3's rule: the MD5 of the parts' MD5s, and how many there were.
fn etag(parts: &[&Part]) -> String {
    let mut md5 = Md5::new();
    for part in parts {
        md5.update(&part.md5);
    }
    format!("{}-{}", hex(md5.finalize()), parts.len())
}

fn checksums(upload: &Upload, parts: &[&Part]) -> Checksums {
    upload
        .algorithm
        .and_then(|of| Checksums::composite(of, parts.iter().map(|part| &part.checksums)))
        .unwrap_or_default()
}
