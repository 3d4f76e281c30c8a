//! The verdict on a reference file of staff, and the end of its release.

use vestibule_cloud::{CommitError, contention::retry_when_overtaken};
use vestibule_domain::{
    decision::Decision,
    file::{Judged, ReferenceFile},
    value::FileId,
};
use vestibule_web::request::Deadline;

use crate::{release::Release, state::Scan};

impl Scan {
    /// Commits the verdict. `None`: there is nothing to release.
    pub(crate) async fn judge_reference(
        &self,
        id: FileId,
        judged: Judged<'_>,
        deadline: Deadline,
    ) -> Result<Option<Release>, CommitError> {
        let file = self.decide_on_reference(id, deadline, |file| file.judge(judged, &self.stamp())).await?;
        Ok(file.and_then(|file| Release::of(&file.stage, &file.manifest)))
    }

    /// Lets a file count whose version was copied.
    pub(crate) async fn count_reference(
        &self,
        id: FileId,
        version: &str,
        deadline: Deadline,
    ) -> Result<(), CommitError> {
        self.decide_on_reference(id, deadline, |file| file.release(version, &self.stamp())).await.map(|_| ())
    }

    /// Decides on fresh state until the commit is not overtaken. `None`: there is no such file.
    async fn decide_on_reference(
        &self,
        id: FileId,
        deadline: Deadline,
        decide: impl Fn(&ReferenceFile) -> Decision<ReferenceFile>,
    ) -> Result<Option<ReferenceFile>, CommitError> {
        retry_when_overtaken(deadline, &self.random, || async {
            let Some(file) = self.store.file(id).await? else { return Ok(None) };
            let decision = decide(&file);
            if let Some(change) = decision.change() {
                self.store.commit(change).await?;
            }
            Ok(Some(decision.into_state()))
        })
        .await
    }
}
