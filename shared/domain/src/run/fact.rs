//! What a run's trail tells.

use crate::{
    audit::facts,
    value::{Digest, RunSlug, TaskSlug, UploadId},
};

facts! {
    /// What happens to a run. What guests do in it stands in the trails of their shares.
    pub enum RunFact {
        /// A push too large for one step has begun. Nothing of it counts yet.
        "run.push_begun" draft PushBegun { push: u32, tasks: usize }
        /// Some tasks of a large push were written. They do not count yet.
        "run.tasks_staged" draft TasksStaged { push: u32, tasks: Vec<TaskSlug> }
        /// The run is as the host pushed it: all its tasks, and those that are new or changed.
        "run.pushed" published Pushed { run: RunSlug, tasks: Vec<TaskSlug>, changed: Vec<TaskSlug> }
        /// A copy of a file that a guest sent was handed out.
        "run.file_downloaded" published FileDownloaded { task: TaskSlug, upload: UploadId, sha256: Digest }
    }
}
