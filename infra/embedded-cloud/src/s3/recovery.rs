//! Finds again what an earlier run kept, and clears away what it did not finish.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::index::{Bucket, Index};
use super::layout::Layout;
use super::upload::Upload;
use super::version::Version;
use crate::start_error::StartError;

/// Buckets are those asked for and those of earlier runs.
pub(super) fn read(layout: &Layout, buckets: &[String]) -> Result<Index, StartError> {
    clear(&layout.incoming())?;
    for bucket in buckets {
        if !s3s::path::check_bucket_name(bucket) {
            return Err(StartError::BucketName { name: bucket.clone() });
        }
        make(&layout.bucket(bucket))?;
    }
    make(&layout.uploads())?;

    let mut index = Index::default();
    for name in names(&layout.buckets())? {
        let mut versions = Vec::new();
        collect(&layout.bucket(&name), &mut versions)?;
        versions.sort_by_key(|version| version.sequence);
        let last = versions.last().map_or(0, |version| version.sequence);
        index.sequence = index.sequence.max(last);
        let mut bucket = Bucket::new();
        for version in versions {
            bucket.entry(version.key.clone()).or_default().push(version);
        }
        index.buckets.insert(name, bucket);
    }
    for id in names(&layout.uploads())? {
        let record = layout.upload_record(&id);
        if record.exists() {
            let upload: Upload = parse(&record)?;
            index.uploads.insert(id, upload);
        }
    }
    Ok(index)
}

fn collect(folder: &Path, versions: &mut Vec<Version>) -> Result<(), StartError> {
    for name in names(folder)? {
        let path = folder.join(&name);
        if path.is_dir() {
            collect(&path, versions)?;
            continue;
        }
        let kind = path.extension().and_then(OsStr::to_str);
        match (name.strip_prefix('@'), kind) {
            (Some(_), Some("json")) => versions.push(parse(&path)?),
            (Some(_), Some("data")) if path.with_extension("json").exists() => {}
            // The run ended before this became a version.
            _ => fs::remove_file(&path).map_err(StartError::io(&path))?,
        }
    }
    Ok(())
}

fn parse<T: DeserializeOwned>(path: &Path) -> Result<T, StartError> {
    let bytes = fs::read(path).map_err(StartError::io(path))?;
    serde_json::from_slice(&bytes).map_err(StartError::damaged(path))
}

fn names(folder: &Path) -> Result<Vec<String>, StartError> {
    let read = || -> io::Result<Vec<String>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    };
    make(folder)?;
    read().map_err(StartError::io(folder))
}

fn clear(folder: &Path) -> Result<(), StartError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StartError::io(folder)(error)),
        _ => make(folder),
    }
}

fn make(folder: &Path) -> Result<(), StartError> {
    fs::create_dir_all(folder).map_err(StartError::io(folder))
}
