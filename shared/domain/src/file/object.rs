//! The keys of objects in the buckets.

use crate::value::{ExportId, FileId, RunId, SnapshotId, TaskSlug, Through, UploadId};

/// What an object is; its key in the quarantine and the documents bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObjectKey {
    Task { through: Through, run: RunId, task: TaskSlug, upload: UploadId },
    Reference { file: FileId },
}

/// An object of an export, in the documents bucket, which forgets it after a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportObject {
    Zip {
        export: ExportId,
    },
    /// What was taken for it, under a name of ours.
    Taken {
        export: ExportId,
        snapshot: SnapshotId,
        name: &'static str,
    },
}

impl ExportObject {
    pub fn path(&self) -> String {
        match self {
            Self::Zip { export } => format!("exports/{export}/export.zip"),
            Self::Taken { export, snapshot, name } => format!("exports/{export}/{snapshot}/{name}"),
        }
    }
}

impl ObjectKey {
    /// Chosen by us, with nothing of what a sender typed.
    pub fn path(&self) -> String {
        match self {
            Self::Task { through, run, task, upload } => format!("tasks/{run}/{task}/{through}/{upload}"),
            Self::Reference { file } => format!("references/{file}"),
        }
    }

    pub fn parse(key: &str) -> Option<Self> {
        let parts: Vec<_> = key.split('/').collect();
        match parts.as_slice() {
            ["tasks", run, task, through, upload] => Some(Self::Task {
                through: through.parse().ok()?,
                run: run.parse().ok()?,
                task: task.parse().ok()?,
                upload: upload.parse().ok()?,
            }),
            ["references", file] => Some(Self::Reference { file: file.parse().ok()? }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{ShareId, StepId};

    #[test]
    fn an_objects_key_reads_back_from_its_path() {
        for through in [Through::Share(ShareId::new([1; 16])), Through::Step(StepId::new([1; 16]))] {
            let key = ObjectKey::Task {
                through,
                run: RunId::new([2; 16]),
                task: "documents".parse().unwrap(),
                upload: UploadId::new([3; 16]),
            };
            assert_eq!(ObjectKey::parse(&key.path()), Some(key));
        }
        assert_eq!(ObjectKey::parse("tasks/../x"), None);
    }
}
