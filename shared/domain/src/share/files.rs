//! What a guest may fetch of a share beside what they sent themselves: the reference files of its tasks.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{permission::Permission, state::Share};
use crate::{
    task::{Reference, Spec},
    value::{Digest, Line, TaskSlug},
};

/// The reference files that a share lets its guest fetch, in all its tasks. They were released before a task could name
/// them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SharedFiles {
    pub files: Vec<SharedFile>,
}

/// A reference file in one task of the share. In another one it is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedFile {
    pub task: TaskSlug,
    /// Of the task, as the guest reads it.
    pub title: Line<200>,
    pub reference: Reference,
}

impl Share {
    /// The files among these descriptions that the guest may fetch: of tasks of the share alone, in the order in which
    /// the descriptions come. None without the permission.
    pub fn files(&self, specs: &[Spec]) -> SharedFiles {
        if !self.terms.permissions.contains(&Permission::DownloadFiles) {
            return SharedFiles::default();
        }
        let shared = specs.iter().filter(|spec| self.terms.scope.includes(&spec.task));
        let files = shared.flat_map(|spec| {
            let file = |reference: &Reference| SharedFile {
                task: spec.task.clone(),
                title: spec.title.clone(),
                reference: reference.clone(),
            };
            spec.references.iter().map(file)
        });
        SharedFiles { files: files.collect() }
    }
}

impl SharedFiles {
    pub fn count(&self) -> u32 {
        u32::try_from(self.files.len()).unwrap_or(u32::MAX)
    }

    /// By which the same files are known again, in whichever order: SHA-256 over a line for each, sorted, of its task, its
    /// id and its own SHA-256.
    pub fn digest(&self) -> Digest {
        let line = |SharedFile { task, reference, .. }: &SharedFile| {
            format!("{task} {} {}", reference.id, reference.manifest.sha256)
        };
        let lines: BTreeSet<_> = self.files.iter().map(line).collect();
        let mut text = String::new();
        for line in lines {
            // Writing into a text cannot fail.
            let _: Result<(), _> = writeln!(text, "{line}");
        }
        Digest::of(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{House, manifest},
        value::FileId,
    };

    fn with_file(spec: &Spec, n: u8) -> Spec {
        let reference = Reference { id: FileId::new([n; 16]), manifest: manifest("guide.pdf", "guide") };
        Spec { references: vec![reference], ..spec.clone() }
    }

    #[test]
    fn only_files_of_the_shares_tasks_are_shared_and_only_with_the_permission() {
        let house = House::new();
        let specs = [with_file(&house.task("company").spec, 1), with_file(&house.task("documents").spec, 2)];
        let share = house.share().tasks(&["documents"]).created();
        let files = share.files(&specs);
        let ids: Vec<_> = files.files.iter().map(|file| file.reference.id).collect();
        assert_eq!(ids, [FileId::new([2; 16])]);
        let mut reader = share;
        reader.terms.permissions.remove(&Permission::DownloadFiles);
        assert_eq!(reader.files(&specs), SharedFiles::default());
    }

    #[test]
    fn the_same_files_are_known_in_any_order_and_others_are_not() {
        let house = House::new();
        let share = house.share().created();
        let [one, two] = ["company", "documents"].map(|task| house.task(task).spec);
        let digest = |specs: &[Spec]| share.files(specs).digest();
        let both = digest(&[with_file(&one, 1), with_file(&two, 2)]);
        assert_eq!(both, digest(&[with_file(&two, 2), with_file(&one, 1)]));
        assert_ne!(both, digest(&[with_file(&one, 1)]));
        assert_ne!(both, digest(&[with_file(&one, 2), with_file(&two, 1)]), "each in the other task");
    }
}
