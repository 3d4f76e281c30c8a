//! Applies a malware scanner's verdicts: only a clean one, on the exact version, lets a file out of
//! quarantine.
//!
//! A clean file is released in three steps: the verdict is committed, the object is copied, and a second commit lets
//! the file count. So nothing slow happens between a read and its commit. A repeat of the verdict takes up a release
//! that was cut short.

mod reference;
mod release;
mod result;
mod state;
mod upload;

use vestibule_cloud::{CommitError, StoreError};
use vestibule_domain::{
    file::{Judged, ObjectKey},
    task::TaskKey,
};
use vestibule_web::request::Deadline;

use release::Release;
pub use result::{ObjectDetails, ResultDetails, ScanResult, Threat};
pub use state::Scan;
use upload::Named;

impl Scan {
    /// Applies one verdict. Repeats change nothing, nor do verdicts on objects that are not ours.
    pub async fn handle(&self, result: &ScanResult, deadline: Deadline) -> Result<(), StoreError> {
        let Some(object) = ObjectKey::parse(&result.s3_object_details.object_key) else { return Ok(()) };
        let objection = result.objection();
        let judged = Judged { version: result.version(), infected: objection.as_deref() };
        self.apply(&object, judged, deadline).await.map_err(CommitError::into_store_error)
    }

    async fn apply(&self, object: &ObjectKey, judged: Judged<'_>, deadline: Deadline) -> Result<(), CommitError> {
        match object {
            ObjectKey::Task { through, run, task, upload } => {
                let on = Named { through: *through, task: TaskKey { run: *run, task: task.clone() }, upload: *upload };
                let Some(release) = self.judge_upload(&on, judged, deadline).await? else { return Ok(()) };
                self.copy(object, &release).await?;
                self.count_upload(&on, &release.version, deadline).await
            }
            ObjectKey::Reference { file } => {
                let Some(release) = self.judge_reference(*file, judged, deadline).await? else { return Ok(()) };
                self.copy(object, &release).await?;
                self.count_reference(*file, &release.version, deadline).await
            }
        }
    }

    /// Until the second commit nothing refers to the copy, so making it twice does no harm.
    async fn copy(&self, object: &ObjectKey, release: &Release) -> Result<(), StoreError> {
        self.files.release(object, &release.version, &release.manifest).await
    }
}
