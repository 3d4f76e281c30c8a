//! Files in S3: presigned ways in and out, and the step from quarantine to documents.

use std::time::Duration;

use aws_sdk_s3::{
    Client,
    error::SdkError,
    presigning::{PresignedRequest, PresigningConfig},
    types::ChecksumMode,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use derive_where::derive_where;
use vestibule_domain::{
    file::{Arrival, CONTENT_PREFIX, Content, ExportObject, Manifest, ObjectKey},
    value::Digest,
};

use crate::error::StoreError;

/// How long a way out stays open. A revocation cannot close it sooner.
pub const DOWNLOAD_WINDOW: Duration = Duration::from_mins(1);

/// The two buckets: what came in, and what counts.
#[derive(Debug, Clone)]
pub struct Files {
    s3: Client,
    quarantine: String,
    documents: String,
    upload_window: Duration,
}

/// A request that its receiver can make once in our name, exactly as it stands. Its address does not print.
#[derive(Clone)]
#[derive_where(Debug)]
pub struct Presigned {
    pub method: String,
    #[derive_where(skip(Debug))]
    pub url: String,
    pub headers: Vec<(String, String)>,
    /// How long S3 takes it, from the moment of signing.
    pub window: Duration,
}

impl Files {
    /// `upload_window`: how long a way in stays open. The deployment says it, because the bucket's policy refuses
    /// older signatures. Zero where nobody is given a way in.
    pub fn new(s3: Client, quarantine: String, documents: String, upload_window: Duration) -> Self {
        Self { s3, quarantine, documents, upload_window }
    }

    /// A PUT into quarantine that S3 takes only with the announced length and SHA-256, an inert type, and only
    /// where nothing is yet. The checksum is a signed header: in the query string S3 would ignore it.
    pub async fn way_in(&self, object: &ObjectKey, manifest: &Manifest) -> Result<Presigned, StoreError> {
        let put = self
            .s3
            .put_object()
            .bucket(&self.quarantine)
            .key(object.path())
            .content_length(i64::try_from(manifest.size).unwrap_or(i64::MAX))
            .content_type(manifest.media_type.inert())
            .checksum_sha256(STANDARD.encode(manifest.sha256.bytes()))
            .if_none_match("*");
        let expiring = expiring("PutObject", self.upload_window)?;
        let signed = put.presigned(expiring).await.map_err(StoreError::unavailable("PutObject"))?;
        Ok(Presigned::of(&signed, self.upload_window))
    }

    /// A GET from documents that a browser saves under the original name (RFC 6266).
    pub async fn way_out(&self, object: &ObjectKey, manifest: &Manifest) -> Result<Presigned, StoreError> {
        self.way_out_of(object.path(), manifest.media_type.inert(), manifest.name.as_str()).await
    }

    /// The same of an export, under a name of ours.
    pub async fn export_way_out(&self, object: &ExportObject, name: &str) -> Result<Presigned, StoreError> {
        self.way_out_of(object.path(), "application/zip", name).await
    }

    async fn way_out_of(&self, key: String, media_type: &str, name: &str) -> Result<Presigned, StoreError> {
        let get = self
            .s3
            .get_object()
            .bucket(&self.documents)
            .key(key)
            .response_content_type(media_type)
            .response_content_disposition(disposition(name));
        let expiring = expiring("GetObject", DOWNLOAD_WINDOW)?;
        let signed = get.presigned(expiring).await.map_err(StoreError::unavailable("GetObject"))?;
        Ok(Presigned::of(&signed, DOWNLOAD_WINDOW))
    }

    /// What lies in quarantine under a key, as S3 verified it.
    pub async fn arrival(&self, object: &ObjectKey) -> Result<Option<Arrival>, StoreError> {
        let head =
            self.s3.head_object().bucket(&self.quarantine).key(object.path()).checksum_mode(ChecksumMode::Enabled);
        match head.send().await {
            Ok(found) => Ok(Some(Arrival {
                size: found.content_length.and_then(|n| u64::try_from(n).ok()).unwrap_or(0),
                sha256: found.checksum_sha256.as_deref().and_then(digest),
                version: found.version_id.unwrap_or_else(|| "null".to_owned()),
            })),
            Err(SdkError::ServiceError(e)) if e.err().is_not_found() => Ok(None),
            Err(error) => Err(StoreError::unavailable("HeadObject")(error)),
        }
    }

    /// [`Self::arrival`], and what the object is by its first bytes: both at once, because that is never awaited for
    /// itself.
    pub async fn arrival_with_content(
        &self,
        object: &ObjectKey,
    ) -> Result<(Option<Arrival>, Option<Content>), StoreError> {
        let (arrival, content) = tokio::join!(self.arrival(object), self.content(object));
        Ok((arrival?, content?))
    }

    /// What lies in quarantine under a key, by its first bytes.
    async fn content(&self, object: &ObjectKey) -> Result<Option<Content>, StoreError> {
        let prefix = format!("bytes=0-{}", CONTENT_PREFIX - 1);
        let get = self.s3.get_object().bucket(&self.quarantine).key(object.path()).range(prefix);
        match get.send().await {
            Ok(found) => {
                let unavailable = |error| StoreError::Unavailable { operation: "GetObject", source: Box::new(error) };
                Ok(Content::of(&found.body.collect().await.map_err(unavailable)?.into_bytes()))
            }
            Err(SdkError::ServiceError(e)) if e.err().is_no_such_key() => Ok(None),
            Err(error) => Err(StoreError::unavailable("GetObject")(error)),
        }
    }

    /// Copies one version from quarantine to documents. Doing it twice does no harm: until the change
    /// that counts the file is committed, nothing refers to the copy.
    pub async fn release(&self, object: &ObjectKey, version: &str, manifest: &Manifest) -> Result<(), StoreError> {
        let copy = self
            .s3
            .copy_object()
            .copy_source(format!("{}/{}?versionId={version}", self.quarantine, object.path()))
            .bucket(&self.documents)
            .key(object.path())
            .content_type(manifest.media_type.inert());
        copy.send().await.map(|_| ()).map_err(StoreError::unavailable("CopyObject"))
    }
}

/// Refuses what S3 would: more than a week.
fn expiring(operation: &'static str, window: Duration) -> Result<PresigningConfig, StoreError> {
    PresigningConfig::expires_in(window).map_err(|error| StoreError::Unavailable { operation, source: error.into() })
}

fn digest(base64: &str) -> Option<Digest> {
    let bytes: [u8; 32] = STANDARD.decode(base64).ok()?.try_into().ok()?;
    Some(Digest::from_bytes(bytes))
}

/// `attachment` with an ASCII fallback and the name in UTF-8 (RFC 6266 §4.3, RFC 8187).
fn disposition(name: &str) -> String {
    let fallback: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || " .-_()".contains(c) { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{fallback}\"; filename*=UTF-8''{encoded}")
}

impl Presigned {
    fn of(signed: &PresignedRequest, window: Duration) -> Self {
        Self {
            method: signed.method().to_owned(),
            url: signed.uri().to_owned(),
            headers: signed.headers().map(|(n, v)| (n.to_owned(), v.to_owned())).collect(),
            window,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("contrato \"final\"; ção.pdf"),
            "attachment; filename=\"contrato _final__ __o.pdf\"; filename*=UTF-8''contrato%20%22final%22%3B%20%C3%A7%C3%A3o.pdf"
        );
    }
}
