//! Begins a multipart upload, takes its parts and ends it.

use std::collections::BTreeMap;
use std::fs;

use s3s::{S3Error, S3Result};

use super::checksums::Algorithm;
use super::index::Index;
use super::staging::Staged;
use super::store::Store;
use super::upload::{Part, Upload};
use super::version::Attributes;
use crate::atomic_file;
use crate::identifier;

impl Store {
    pub(super) fn begin(
        &self,
        bucket: &str,
        key: &str,
        attributes: Attributes,
        algorithm: Option<Algorithm>,
    ) -> S3Result<Upload> {
        let mut index = self.lock();
        index.bucket(bucket)?;
        let upload = Upload {
            id: identifier::opaque(),
            bucket: bucket.to_owned(),
            key: key.to_owned(),
            attributes,
            algorithm,
            parts: BTreeMap::new(),
        };
        fs::create_dir_all(self.layout.upload(&upload.id)).map_err(S3Error::internal_error)?;
        self.record(&upload)?;
        index.uploads.insert(upload.id.clone(), upload.clone());
        Ok(upload)
    }

    pub(super) fn upload(&self, bucket: &str, key: &str, id: &str) -> S3Result<Upload> {
        self.lock().upload(bucket, key, id).cloned()
    }

    pub(super) fn add_part(&self, upload: &Upload, number: i32, staged: Staged) -> S3Result<Part> {
        let mut index = self.lock();
        // It may have been completed or aborted while the bytes came in.
        let mut upload = index.upload(&upload.bucket, &upload.key, &upload.id)?.clone();
        let part = Part {
            file: format!("{number}-{}.data", identifier::opaque()),
            size: staged.size,
            md5: staged.md5,
            checksums: staged.checksums,
            at: (self.clock)(),
        };
        let data = self.layout.part(&upload.id, &part.file);
        staged.path.persist(data).map_err(S3Error::internal_error)?;
        let earlier = upload.parts.insert(number, part.clone());
        self.record(&upload)?;
        if let Some(earlier) = earlier {
            let data = self.layout.part(&upload.id, &earlier.file);
            fs::remove_file(data).map_err(S3Error::internal_error)?;
        }
        index.uploads.insert(upload.id.clone(), upload);
        Ok(part)
    }

    /// Forgets the upload and its parts.
    pub(super) fn end(&self, index: &mut Index, id: &str) -> S3Result<()> {
        fs::remove_dir_all(self.layout.upload(id)).map_err(S3Error::internal_error)?;
        index.uploads.remove(id);
        Ok(())
    }

    fn record(&self, upload: &Upload) -> S3Result<()> {
        let json = serde_json::to_vec(upload).map_err(S3Error::internal_error)?;
        atomic_file::write(&self.layout.upload_record(&upload.id), &json).map_err(S3Error::internal_error)
    }
}
