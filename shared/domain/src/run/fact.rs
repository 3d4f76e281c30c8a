//! What a run's trail tells.

use super::step_told::StepsTold;
use crate::{
    audit::facts,
    export::ExportFailure,
    outbox::Taken,
    value::{Digest, ExportId, RecipientId, RunSlug, TaskSlug, UploadId},
};

facts! {
    /// What happens to a run. What guests do in it stands in the trails of their shares.
    pub enum RunFact {
        /// A push too large for one step has begun. Nothing of it counts yet.
        "run.push_begun" draft PushBegun { push: u32, tasks: usize }
        /// Some tasks of a large push were written. They do not count yet.
        "run.tasks_staged" draft TasksStaged { push: u32, tasks: Vec<TaskSlug> }
        /// Some lists of those who have steps to do were put right after a large push: so many entries, and so many are left.
        "run.lists_followed" draft ListsFollowed { push: u32, entries: usize, left: usize }
        /// The run is as the host pushed it: its tasks, those new or changed, the steps among these, what is open again, and whose steps they are no more.
        "run.pushed" published Pushed {
            run: RunSlug, tasks: Vec<TaskSlug>, changed: Vec<TaskSlug>, steps: StepsTold, reopened: Vec<TaskSlug>, taken: Taken,
        }
        /// A step of one person, a member or a guest, was given to another one.
        "run.step_reassigned" published StepReassigned {
            task: TaskSlug, from: Option<String>, from_guest: Option<RecipientId>, to: String,
        }
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
