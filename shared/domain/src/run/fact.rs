//! What a run's trail tells.

use crate::{
    audit::facts,
    export::ExportFailure,
    outbox::Taken,
    value::{Digest, ExportId, RunSlug, TaskSlug, UploadId},
};

facts! {
    /// What happens to a run. What guests do in it stands in the trails of their shares.
    pub enum RunFact {
        /// A push too large for one step has begun. Nothing of it counts yet.
        "run.push_begun" draft PushBegun { push: u32, tasks: usize }
        /// Some tasks of a large push were written. They do not count yet.
        "run.tasks_staged" draft TasksStaged { push: u32, tasks: Vec<TaskSlug> }
        /// The run is as the host pushed it: its tasks, those new or changed, those open again, and whose steps they are no more.
        "run.pushed" published Pushed {
            run: RunSlug, tasks: Vec<TaskSlug>, changed: Vec<TaskSlug>, reopened: Vec<TaskSlug>, taken: Taken,
        }
        /// A step of one person, where that is a member, was given to another one.
        "run.step_reassigned" published StepReassigned { task: TaskSlug, from: Option<String>, to: String }
        /// A copy of a file that a guest sent was handed out.
        "run.file_downloaded" published FileDownloaded { task: TaskSlug, upload: UploadId, sha256: Digest }
        /// The run was asked for as one zip.
        "run.export_requested" published ExportRequested { export: ExportId }
        /// The zip is there, with so many files of guests; `size` is its own.
        "run.export_ready" published ExportReady { export: ExportId, files: u32, size: u64 }
        /// The zip came to nothing.
        "run.export_failed" published ExportFailed { export: ExportId, reason: ExportFailure }
        /// The zip was handed out.
        "run.export_downloaded" published ExportDownloaded { export: ExportId }
    }
}
