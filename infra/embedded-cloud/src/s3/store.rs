//! Buckets and the versions of their objects. What happens under the lock happens at once for everybody.

use std::fs;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use s3s::{S3Error, S3Result, s3_error};
use tempfile::TempPath;
use tokio::sync::broadcast;

use super::condition::Condition;
use super::index::Index;
use super::layout::Layout;
use super::object_created::ObjectCreated;
use super::recovery;
use super::temporary_folder::TemporaryFolder;
use super::version::{Content, Version};
use crate::atomic_file;
use crate::identifier;
use crate::options::Clock;
use crate::start_error::StartError;

pub(super) struct Store {
    pub(super) layout: Layout,
    pub(super) clock: Clock,
    pub(super) created: broadcast::Sender<ObjectCreated>,
    index: Mutex<Index>,
    /// The folder of a cloud without one; goes with the last request.
    _temporary: Option<TemporaryFolder>,
}

/// Received, verified and about to become an object.
pub(super) struct Candidate<'a> {
    pub(super) bucket: &'a str,
    pub(super) key: &'a str,
    pub(super) data: TempPath,
    pub(super) content: Content,
}

/// What a deletion did.
pub(super) struct Deletion {
    pub(super) version: Option<String>,
    pub(super) marker: bool,
}

impl Store {
    pub(super) fn open(
        layout: Layout,
        buckets: &[String],
        clock: Clock,
        temporary: Option<TemporaryFolder>,
    ) -> Result<Self, StartError> {
        let index = recovery::read(&layout, buckets)?;
        Ok(Self {
            layout,
            clock,
            created: broadcast::Sender::new(4096),
            index: Mutex::new(index),
            _temporary: temporary,
        })
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Index> {
        self.index.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the candidate the newest version of its key, if the condition holds at that moment.
    pub(super) fn commit(&self, candidate: Candidate<'_>, condition: &Condition) -> S3Result<Version> {
        self.commit_in(&mut self.lock(), candidate, condition)
    }

    pub(super) fn commit_in(
        &self,
        index: &mut Index,
        candidate: Candidate<'_>,
        condition: &Condition,
    ) -> S3Result<Version> {
        let Candidate { bucket, key, data, content } = candidate;
        let current = index.bucket(bucket)?.get(key).and_then(|all| all.last());
        condition.check(current.and_then(|version| version.content.as_ref()))?;
        let version = self.draft(index, bucket, key, Some(content));
        let folder = self.layout.key(bucket, key);
        fs::create_dir_all(&folder).map_err(S3Error::internal_error)?;
        data.persist(self.layout.data(bucket, key, &version.id)).map_err(S3Error::internal_error)?;
        self.add(index, version.clone())?;
        if let Some(created) = ObjectCreated::of(&version) {
            // Without a listener there is nobody to tell.
            self.created.send(created).ok();
        }
        Ok(version)
    }

    /// The version asked for, or else the newest, with its content.
    pub(super) fn find(&self, bucket: &str, key: &str, version: Option<&str>) -> S3Result<(Version, Content)> {
        let index = self.lock();
        let versions = index.bucket(bucket)?.get(key);
        let found = match version {
            None => versions.and_then(|all| all.last()),
            Some(id) => {
                let named = versions.and_then(|all| all.iter().find(|version| version.id == id));
                Some(named.ok_or_else(|| s3_error!(NoSuchVersion))?)
            }
        };
        match found {
            Some(found) => match &found.content {
                Some(content) => Ok((found.clone(), content.clone())),
                None => Err(deleted(found, version.is_some())),
            },
            None => Err(s3_error!(NoSuchKey, "The specified key does not exist.")),
        }
    }

    pub(super) fn open_data(&self, version: &Version) -> io::Result<fs::File> {
        let Version { bucket, key, id, .. } = version;
        fs::File::open(self.layout.data(bucket, key, id))
    }

    /// The newest versions that are no delete markers, in the order of their keys.
    pub(super) fn current(&self, bucket: &str) -> S3Result<Vec<(Version, Content)>> {
        let index = self.lock();
        let newest = index.bucket(bucket)?.values().filter_map(|all| all.last());
        Ok(newest.filter_map(|version| Some((version.clone(), version.content.clone()?))).collect())
    }

    /// Hides the key behind a delete marker, or removes the one version for good.
    pub(super) fn delete(
        &self,
        bucket: &str,
        key: &str,
        version: Option<&str>,
        condition: &Condition,
    ) -> S3Result<Deletion> {
        let mut index = self.lock();
        let current = index.bucket(bucket)?.get(key).and_then(|all| all.last());
        condition.check(current.and_then(|version| version.content.as_ref()))?;
        let Some(id) = version else {
            let marker = self.draft(&mut index, bucket, key, None);
            let id = marker.id.clone();
            self.add(&mut index, marker)?;
            return Ok(Deletion { version: Some(id), marker: true });
        };
        self.remove(&mut index, bucket, key, id)
    }

    fn remove(&self, index: &mut Index, bucket: &str, key: &str, id: &str) -> S3Result<Deletion> {
        let versions = index.bucket_mut(bucket)?.entry(key.to_owned()).or_default();
        let found = versions.iter().position(|version| version.id == id);
        let marker = found.is_some_and(|at| versions[at].content.is_none());
        if let Some(at) = found {
            // The record first: data without a record is no object.
            fs::remove_file(self.layout.record(bucket, key, id)).map_err(S3Error::internal_error)?;
            versions.remove(at);
            if !marker {
                fs::remove_file(self.layout.data(bucket, key, id)).map_err(S3Error::internal_error)?;
            }
        }
        if versions.is_empty() {
            index.bucket_mut(bucket)?.remove(key);
        }
        Ok(Deletion { version: Some(id.to_owned()), marker })
    }

    fn draft(&self, index: &mut Index, bucket: &str, key: &str, content: Option<Content>) -> Version {
        index.sequence += 1;
        Version {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
            id: identifier::opaque(),
            sequence: index.sequence,
            at: (self.clock)(),
            content,
        }
    }

    /// The record's rename is the moment from which the version exists.
    fn add(&self, index: &mut Index, version: Version) -> S3Result<()> {
        let Version { bucket, key, id, .. } = &version;
        let record = self.layout.record(bucket, key, id);
        fs::create_dir_all(self.layout.key(bucket, key)).map_err(S3Error::internal_error)?;
        let json = serde_json::to_vec(&version).map_err(S3Error::internal_error)?;
        atomic_file::write(&record, &json).map_err(S3Error::internal_error)?;
        let versions = index.bucket_mut(bucket)?.entry(key.clone()).or_default();
        versions.push(version);
        Ok(())
    }
}

/// A marker asked for by its id refuses the method; a key hidden by one is not found.
fn deleted(marker: &Version, by_id: bool) -> S3Error {
    let mut error = if by_id {
        s3_error!(MethodNotAllowed, "The specified method is not allowed against this resource.")
    } else {
        s3_error!(NoSuchKey, "The specified key does not exist.")
    };
    let mut headers = http::HeaderMap::new();
    headers.insert("x-amz-delete-marker", http::HeaderValue::from_static("true"));
    if let Ok(id) = http::HeaderValue::from_str(&marker.id) {
        headers.insert("x-amz-version-id", id);
    }
    error.set_headers(headers);
    error
}
