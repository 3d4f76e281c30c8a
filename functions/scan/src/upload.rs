//! The verdict on a guest's upload, and the end of its release.

use vestibule_cloud::{CommitError, contention::retry_when_overtaken};
use vestibule_domain::{
    decision::Decision,
    file::Judged,
    task::{TaskKey, Upload},
    value::{ShareId, UploadId},
    work::{FileMoved, JudgeUpload},
};
use vestibule_web::request::Deadline;

use crate::{release::Release, state::Scan};

/// An upload by the names that its object's key has.
pub(crate) struct Named {
    pub(crate) share: ShareId,
    pub(crate) task: TaskKey,
    pub(crate) upload: UploadId,
}

impl Scan {
    /// Commits the verdict. `None`: there is nothing to release.
    pub(crate) async fn judge_upload(
        &self,
        named: &Named,
        judged: Judged<'_>,
        deadline: Deadline,
    ) -> Result<Option<Release>, CommitError> {
        let moved = self.decide_on_upload(named, deadline, |upload| upload.judge(judged, &self.stamp())).await?;
        Ok(moved.and_then(|moved| Release::of(moved.stage()?, &moved.upload.manifest)))
    }

    /// Lets an upload count whose version was copied.
    pub(crate) async fn count_upload(
        &self,
        named: &Named,
        version: &str,
        deadline: Deadline,
    ) -> Result<(), CommitError> {
        self.decide_on_upload(named, deadline, |upload| upload.release(version, &self.stamp())).await.map(|_| ())
    }

    /// Decides on fresh state until the commit is not overtaken. `None`: there is no such upload any more.
    async fn decide_on_upload(
        &self,
        named: &Named,
        deadline: Deadline,
        decide: impl Fn(JudgeUpload<'_>) -> Option<Decision<FileMoved>>,
    ) -> Result<Option<FileMoved>, CommitError> {
        retry_when_overtaken(deadline, &self.random, || async {
            let upload = Some(named.upload);
            let read = self.store.share_and_task::<Option<Upload>>(named.share, &named.task, &upload).await?;
            let (Some(share), Some(on)) = read else { return Ok(None) };
            let Some(decision) = decide(JudgeUpload { share: &share, on: &on }) else { return Ok(None) };
            if let Some(change) = decision.change() {
                self.store.commit(change).await?;
            }
            Ok(Some(decision.into_state()))
        })
        .await
    }
}
