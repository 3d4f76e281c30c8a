//! Objects on their way into a zip, and the zip on its way into the documents bucket, part by part.

use aws_sdk_s3::{
    Client,
    error::{ProvideErrorMetadata, SdkError},
    operation::get_object::GetObjectError,
    primitives::ByteStream,
    types::{CompletedMultipartUpload, CompletedPart},
};
use vestibule_domain::file::ExportObject;

use crate::error::StoreError;

/// The documents bucket, as far as exports read and write it.
#[derive(Debug, Clone)]
pub struct Packing {
    s3: Client,
    documents: String,
}

/// Bytes of an object as they come.
#[derive(Debug)]
pub struct Incoming(ByteStream);

/// An upload in parts that S3 no longer knows: it was completed, or given up after a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchUpload;

impl Incoming {
    /// The next bytes; `None`: that was all.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        match self.0.next().await {
            None => Ok(None),
            Some(Ok(bytes)) => Ok(Some(bytes.to_vec())),
            Some(Err(error)) => Err(StoreError::Unavailable { operation: "GetObject", source: error.into() }),
        }
    }
}

impl Packing {
    /// The client waits long enough for a whole part to go over a slow line.
    pub fn new(s3: Client, documents: String) -> Self {
        Self { s3, documents }
    }

    /// What was taken for an export.
    pub async fn put(&self, object: &ExportObject, media_type: &str, bytes: Vec<u8>) -> Result<(), StoreError> {
        let put = self.s3.put_object().bucket(&self.documents).key(object.path()).content_type(media_type);
        put.body(bytes.into()).send().await.map(|_| ()).map_err(StoreError::unavailable("PutObject"))
    }

    /// The bytes of an object from `from` on, up to `to`. `None`: it is not there.
    pub async fn read(&self, key: &str, from: u64, to: u64) -> Result<Option<Incoming>, StoreError> {
        let range = format!("bytes={from}-{}", to.saturating_sub(1));
        let get = self.s3.get_object().bucket(&self.documents).key(key).range(range);
        match get.send().await {
            Ok(found) => Ok(Some(Incoming(found.body))),
            Err(error) if error.as_service_error().is_some_and(GetObjectError::is_no_such_key) => Ok(None),
            Err(error) => Err(StoreError::unavailable("GetObject")(error)),
        }
    }

    /// All bytes of a small object. `None`: it is not there.
    pub async fn whole(&self, object: &ExportObject) -> Result<Option<Vec<u8>>, StoreError> {
        let get = self.s3.get_object().bucket(&self.documents).key(object.path());
        match get.send().await {
            Ok(found) => {
                let unavailable = |error| StoreError::Unavailable { operation: "GetObject", source: Box::new(error) };
                Ok(Some(found.body.collect().await.map_err(unavailable)?.to_vec()))
            }
            Err(error) if error.as_service_error().is_some_and(GetObjectError::is_no_such_key) => Ok(None),
            Err(error) => Err(StoreError::unavailable("GetObject")(error)),
        }
    }

    /// Begins to write a zip in parts, and tells the upload's name.
    pub async fn begin(&self, object: &ExportObject) -> Result<String, StoreError> {
        let create = self.s3.create_multipart_upload().bucket(&self.documents).key(object.path());
        let begun = create.content_type("application/zip").send().await;
        let begun = begun.map_err(StoreError::unavailable("CreateMultipartUpload"))?;
        let missing = || StoreError::Unavailable { operation: "CreateMultipartUpload", source: "no upload id".into() };
        begun.upload_id.ok_or_else(missing)
    }

    /// Sends one part, counted from 0. A part that is sent twice counts once.
    pub async fn part(
        &self,
        object: &ExportObject,
        upload: &str,
        part: u32,
        bytes: Vec<u8>,
    ) -> Result<Result<(), NoSuchUpload>, StoreError> {
        let sent = self
            .s3
            .upload_part()
            .bucket(&self.documents)
            .key(object.path())
            .upload_id(upload)
            .part_number(number(part))
            .body(bytes.into())
            .send()
            .await;
        match sent {
            Ok(_) => Ok(Ok(())),
            Err(SdkError::ServiceError(error)) if is_no_such_upload(error.err()) => Ok(Err(NoSuchUpload)),
            Err(error) => Err(StoreError::unavailable("UploadPart")(error)),
        }
    }

    /// Makes an object of the first so many parts.
    pub async fn complete(
        &self,
        object: &ExportObject,
        upload: &str,
        parts: u32,
    ) -> Result<Result<(), NoSuchUpload>, StoreError> {
        let mut all = Vec::new();
        let mut after = None;
        loop {
            let listed = self.s3.list_parts().bucket(&self.documents).key(object.path()).upload_id(upload);
            let page = match listed.set_part_number_marker(after).send().await {
                Ok(page) => page,
                Err(SdkError::ServiceError(error)) if is_no_such_upload(error.err()) => return Ok(Err(NoSuchUpload)),
                Err(error) => return Err(StoreError::unavailable("ListParts")(error)),
            };
            let ours = page.parts().iter().filter(|part| part.part_number.is_some_and(|n| n < number(parts)));
            all.extend(ours.map(|part| {
                let part_of = CompletedPart::builder().set_part_number(part.part_number);
                part_of.set_e_tag(part.e_tag.clone()).build()
            }));
            after = page.next_part_number_marker.filter(|_| page.is_truncated == Some(true));
            if after.is_none() {
                break;
            }
        }
        let named = CompletedMultipartUpload::builder().set_parts(Some(all)).build();
        let complete = self.s3.complete_multipart_upload().bucket(&self.documents).key(object.path());
        let completed = complete.upload_id(upload).multipart_upload(named).send().await;
        completed.map(|_| Ok(())).map_err(StoreError::unavailable("CompleteMultipartUpload"))
    }

    /// How many bytes an object has. `None`: it is not there.
    pub async fn size(&self, object: &ExportObject) -> Result<Option<u64>, StoreError> {
        match self.s3.head_object().bucket(&self.documents).key(object.path()).send().await {
            Ok(found) => Ok(found.content_length.and_then(|bytes| u64::try_from(bytes).ok())),
            Err(SdkError::ServiceError(e)) if e.err().is_not_found() => Ok(None),
            Err(error) => Err(StoreError::unavailable("HeadObject")(error)),
        }
    }
}

/// S3 counts from 1.
fn number(part: u32) -> i32 {
    i32::try_from(part).unwrap_or(i32::MAX).saturating_add(1)
}

/// The SDK has no name for it here.
fn is_no_such_upload(error: &impl ProvideErrorMetadata) -> bool {
    error.code() == Some("NoSuchUpload")
}
