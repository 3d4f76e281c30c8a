//! The folder of a cloud that keeps nothing. It goes with the cloud, or with the next start if the process was killed.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::{NamedTempFile, TempDir};

use crate::start_error::StartError;

const PREFIX: &str = "embedded-s3-";

/// Locked while its cloud runs; the operating system releases the lock of a process that dies.
const LOCK: &str = "lock";

pub(super) struct TemporaryFolder {
    /// Released before the folder is removed: a start at that moment may remove it as well.
    _lock: File,
    folder: TempDir,
}

impl TemporaryFolder {
    /// Removes first what killed processes left in `parent`.
    pub(super) fn create_in(parent: &Path) -> Result<Self, StartError> {
        remove_abandoned(parent).map_err(StartError::io(parent))?;
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent).map_err(StartError::io(parent))?;
        let lock = lock(folder.path()).map_err(StartError::io(folder.path()))?;
        Ok(Self { _lock: lock, folder })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// The file gets its name only when it is locked, so that no other start finds it unlocked.
fn lock(folder: &Path) -> io::Result<File> {
    let file = NamedTempFile::new_in(folder)?;
    file.as_file().try_lock()?;
    Ok(file.persist(folder.join(LOCK))?)
}

/// What cannot be removed, such as other people's folders, is left alone.
fn remove_abandoned(parent: &Path) -> io::Result<()> {
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        if !ours || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let Ok(lock) = File::open(entry.path().join(LOCK)) else { continue };
        if lock.try_lock().is_ok() {
            fs::remove_dir_all(entry.path()).ok();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    /// Ends without cleaning up, as a killed process does.
    fn kill(folder: TemporaryFolder) -> PathBuf {
        let TemporaryFolder { _lock, folder } = folder;
        folder.keep()
    }

    #[test]
    fn the_next_start_removes_what_a_killed_process_left() {
        let parent = tempfile::tempdir().unwrap();
        let killed = kill(TemporaryFolder::create_in(parent.path()).unwrap());
        fs::create_dir(killed.join("buckets")).unwrap();
        let running = TemporaryFolder::create_in(parent.path()).unwrap();
        assert!(!killed.exists());
        let another = TemporaryFolder::create_in(parent.path()).unwrap();
        assert!(running.path().join(LOCK).exists());
        drop((running, another));
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    }

    #[test]
    fn folders_that_are_not_ours_stay() {
        let parent = tempfile::tempdir().unwrap();
        let killed = kill(TemporaryFolder::create_in(parent.path()).unwrap());
        let renamed = parent.path().join("documents");
        fs::rename(killed, &renamed).unwrap();
        let unlocked = parent.path().join(format!("{PREFIX}without-a-lock"));
        fs::create_dir(&unlocked).unwrap();
        drop(TemporaryFolder::create_in(parent.path()).unwrap());
        assert!(renamed.join(LOCK).exists() && unlocked.exists());
    }
}
