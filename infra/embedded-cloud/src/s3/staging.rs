//! Bytes on their way in: written aside, measured and compared with what was promised, not yet an object.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;
use s3s::checksum::ChecksumHasher;
use s3s::crypto::{Checksum, Md5};
use s3s::dto::StreamingBlob;
use s3s::{Body, S3Error, S3ErrorCode, S3Result, StdError, TrailingHeaders, s3_error};
use tempfile::{NamedTempFile, TempPath};
use tokio::io::AsyncWriteExt;

use super::checksums::{Algorithm, Checksums};

/// Removed when dropped, unless the store makes it an object.
pub(super) struct Staged {
    pub(super) path: TempPath,
    pub(super) size: u64,
    pub(super) md5: [u8; 16],
    /// One for each algorithm the client used.
    pub(super) checksums: Checksums,
}

/// Receives a body and verifies its length, Content-MD5 and checksums.
pub(super) async fn receive(
    folder: &Path,
    body: Option<StreamingBlob>,
    headers: &HeaderMap,
    trailers: Option<TrailingHeaders>,
) -> S3Result<Staged> {
    let length = length(headers)?;
    let staged = write(folder, body, hasher(headers)).await?;
    if staged.size != length {
        let received = staged.size;
        return Err(s3_error!(IncompleteBody, "{length} bytes were announced and {received} came"));
    }
    verify_md5(&staged, headers)?;
    verify_checksums(&staged.checksums, headers)?;
    if let Some(trailers) = trailers.and_then(|trailers| trailers.take()) {
        verify_checksums(&staged.checksums, &trailers)?;
    }
    Ok(staged)
}

/// Writes the files one after the other, as a copy or as the parts of an upload.
pub(super) async fn concatenate(folder: PathBuf, files: Vec<PathBuf>, algorithms: Vec<Algorithm>) -> S3Result<Staged> {
    let written = tokio::task::spawn_blocking(move || {
        let mut sums = Sums::new(algorithms.into_iter());
        let (mut target, path) = NamedTempFile::new_in(folder)?.into_parts();
        let mut buffer = vec![0; 1 << 18];
        for file in files {
            let mut file = File::open(file)?;
            loop {
                let read = file.read(&mut buffer)?;
                if read == 0 {
                    break;
                }
                sums.update(&buffer[..read]);
                target.write_all(&buffer[..read])?;
            }
        }
        io::Result::Ok(sums.staged(path))
    });
    let written = written.await.map_err(S3Error::internal_error)?;
    written.map_err(S3Error::internal_error)
}

async fn write(folder: &Path, body: Option<StreamingBlob>, mut sums: Sums) -> S3Result<Staged> {
    let (file, path) = NamedTempFile::new_in(folder).map_err(S3Error::internal_error)?.into_parts();
    let mut file = tokio::fs::File::from_std(file);
    let mut body = body.map_or_else(Body::empty, Body::from);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(broken)?.into_data() else {
            continue;
        };
        sums.update(&data);
        file.write_all(&data).await.map_err(S3Error::internal_error)?;
    }
    file.flush().await.map_err(S3Error::internal_error)?;
    Ok(sums.staged(path))
}

struct Sums {
    size: u64,
    md5: Md5,
    hasher: ChecksumHasher,
}

impl Sums {
    fn new(algorithms: impl Iterator<Item = Algorithm>) -> Self {
        let mut hasher = ChecksumHasher::default();
        algorithms.for_each(|algorithm| algorithm.enable(&mut hasher));
        Self { size: 0, md5: Md5::new(), hasher }
    }

    fn update(&mut self, data: &[u8]) {
        self.size += data.len() as u64;
        self.md5.update(data);
        self.hasher.update(data);
    }

    fn staged(self, path: TempPath) -> Staged {
        Staged { path, size: self.size, md5: self.md5.finalize(), checksums: Checksums::of(self.hasher) }
    }
}

/// Computes what the headers promise now, and what they say a trailer will promise.
fn hasher(headers: &HeaderMap) -> Sums {
    let trailers: Vec<_> = headers
        .get_all("x-amz-trailer")
        .iter()
        .filter_map(|names| names.to_str().ok())
        .flat_map(|names| names.split(',').map(str::trim))
        .collect();
    Sums::new(Algorithm::ALL.into_iter().filter(|algorithm| {
        let name = algorithm.header();
        headers.contains_key(name) || trailers.contains(&name)
    }))
}

fn length(headers: &HeaderMap) -> S3Result<u64> {
    let length = headers.get(header::CONTENT_LENGTH);
    length.and_then(|value| value.to_str().ok()?.parse().ok()).ok_or_else(|| s3_error!(MissingContentLength))
}

fn verify_md5(staged: &Staged, headers: &HeaderMap) -> S3Result<()> {
    let Some(promised) = headers.get("content-md5") else {
        return Ok(());
    };
    match BASE64_STANDARD.decode(promised) {
        Ok(digest) if digest == staged.md5 => Ok(()),
        Ok(digest) if digest.len() == staged.md5.len() => {
            Err(s3_error!(BadDigest, "The Content-MD5 you specified did not match what we received."))
        }
        _ => Err(s3_error!(InvalidDigest, "The Content-MD5 you specified was invalid.")),
    }
}

fn verify_checksums(computed: &Checksums, promised: &HeaderMap) -> S3Result<()> {
    for algorithm in Algorithm::ALL {
        let (header, name) = (algorithm.header(), algorithm.name());
        let Some(promised) = promised.get(header) else {
            continue;
        };
        let digest = BASE64_STANDARD.decode(promised).unwrap_or_default();
        if digest.len() != algorithm.digest_bytes() {
            return Err(s3_error!(InvalidRequest, "Value for {header} header is invalid."));
        }
        if computed.get(algorithm) != Some(BASE64_STANDARD.encode(digest)) {
            return Err(s3_error!(BadDigest, "The {name} you specified did not match the calculated checksum."));
        }
    }
    Ok(())
}

/// s3s keeps the types of its stream errors private; their texts say which it was.
fn broken(error: StdError) -> S3Error {
    let text = error.to_string();
    let (code, message, status) = if text.contains("Sha256Mismatch") {
        (
            S3ErrorCode::Custom("XAmzContentSHA256Mismatch".into()),
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
            StatusCode::BAD_REQUEST,
        )
    } else if text.contains("SignatureMismatch") {
        (S3ErrorCode::SignatureDoesNotMatch, "The signature of a chunk does not match.", StatusCode::FORBIDDEN)
    } else {
        (
            S3ErrorCode::IncompleteBody,
            "The body ended before, or went on after, the announced length.",
            StatusCode::BAD_REQUEST,
        )
    };
    let mut refused = S3Error::with_message(code, message);
    refused.set_status_code(status);
    refused.set_source(error);
    refused
}
