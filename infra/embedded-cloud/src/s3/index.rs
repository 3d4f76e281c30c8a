//! What the folder holds, in memory: buckets, the versions of their objects, and unfinished uploads.

use std::collections::BTreeMap;

use s3s::{S3Error, S3Result, s3_error};

use super::upload::Upload;
use super::version::Version;

#[derive(Default)]
pub(super) struct Index {
    pub(super) buckets: BTreeMap<String, Bucket>,
    pub(super) uploads: BTreeMap<String, Upload>,
    pub(super) sequence: u64,
}

/// The versions of each key, oldest first; never an empty list.
pub(super) type Bucket = BTreeMap<String, Vec<Version>>;

impl Index {
    pub(super) fn bucket(&self, name: &str) -> S3Result<&Bucket> {
        self.buckets.get(name).ok_or_else(no_such_bucket)
    }

    pub(super) fn bucket_mut(&mut self, name: &str) -> S3Result<&mut Bucket> {
        self.buckets.get_mut(name).ok_or_else(no_such_bucket)
    }

    pub(super) fn upload(&self, bucket: &str, key: &str, id: &str) -> S3Result<&Upload> {
        self.uploads.get(id).filter(|upload| upload.bucket == bucket && upload.key == key).ok_or_else(|| {
            s3_error!(
                NoSuchUpload,
                "The specified upload does not exist. The upload ID may be invalid, or the \
                     upload may have been aborted or completed."
            )
        })
    }
}

fn no_such_bucket() -> S3Error {
    s3_error!(NoSuchBucket, "The specified bucket does not exist")
}
