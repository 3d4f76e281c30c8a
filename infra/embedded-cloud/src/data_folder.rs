//! The folder of a cloud's data: empty or ours, used by one cloud at a time, emptied on request.
//!
//! A second cloud would not see what the first one writes.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::options::Storage;
use crate::start_error::StartError;

/// By this file a folder is known as ours.
const LOCK: &str = "lock";

/// What a start leaves beside the lock. Anything else in the folder is not ours to remove.
const ENTRIES: [&str; 8] =
    ["dynamodb.sqlite", "dynamodb.sqlite-shm", "dynamodb.sqlite-wal", "events", "inbox", "issuer.pem", "kms.key", "s3"];

/// Locked as long as the cloud runs; the operating system releases it if the process dies.
pub(crate) struct DataFolder {
    path: PathBuf,
    _lock: File,
}

impl DataFolder {
    /// Makes it where it is missing. `None`: nothing is kept.
    pub(crate) fn open(storage: &Storage) -> Result<Option<Self>, StartError> {
        let (Storage::Folder(path) | Storage::Fresh(path)) = storage else { return Ok(None) };
        let folder = Self::lock(path)?;
        if matches!(storage, Storage::Fresh(_)) {
            folder.forget()?;
        }
        Ok(Some(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn lock(folder: &Path) -> Result<Self, StartError> {
        fs::create_dir_all(folder).map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                StartError::NotAFolder { path: folder.to_owned() }
            }
            _ => StartError::Io { path: folder.to_owned(), source },
        })?;
        let path = folder.join(LOCK);
        let empty = fs::read_dir(folder).map_err(StartError::io(folder))?.next().is_none();
        if !empty && !path.exists() {
            return Err(StartError::ForeignFolder { folder: folder.to_owned() });
        }
        let lock = File::create(&path).map_err(StartError::io(&path))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: folder.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(StartError::FolderInUse { folder: folder.to_owned() }),
            Err(TryLockError::Error(source)) => Err(StartError::Io { path, source }),
        }
    }

    fn forget(&self) -> Result<(), StartError> {
        for path in ENTRIES.map(|name| self.path.join(name)) {
            let removed = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            match removed {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(StartError::Io { path, source: error });
                }
                _ => {}
            }
        }
        Ok(())
    }
}
