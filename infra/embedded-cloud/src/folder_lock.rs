//! One embedded cloud per folder: a second one would not see what the first one writes.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::start_error::StartError;

/// Held as long as the cloud runs; the operating system releases it if the process dies.
pub(crate) struct FolderLock {
    _file: File,
}

impl FolderLock {
    pub(crate) fn acquire(folder: &Path) -> Result<Self, StartError> {
        let path = folder.join("lock");
        let file = File::create(&path).map_err(StartError::io(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StartError::FolderInUse { folder: folder.to_owned() }),
            Err(TryLockError::Error(source)) => Err(StartError::Io { path, source }),
        }
    }
}
