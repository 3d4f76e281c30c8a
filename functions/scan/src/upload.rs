//! The verdict on an upload of a guest or an assignee, and the end of its release.

use vestibule_cloud::{CommitError, StoreError, contention::retry_when_overtaken};
use vestibule_domain::{
    decision::Decision,
    file::Judged,
    gate::OnTask,
    share::Share,
    step::StepGate,
    task::{TaskKey, Upload},
    value::{Through, UploadId},
    work::{FileMoved, JudgeUpload, Sender},
};
use vestibule_web::request::Deadline;

use crate::{release::Release, state::Scan};

/// An upload by the names that its object's key has.
pub(crate) struct Named {
    pub(crate) through: Through,
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
            let Some((sender, on)) = self.read(named, upload).await? else { return Ok(None) };
            let Some(decision) = decide(JudgeUpload { sender: sender.borrowed(), on: &on }) else { return Ok(None) };
            if let Some(change) = decision.change() {
                self.store.commit(change).await?;
            }
            Ok(Some(decision.into_state()))
        })
        .await
    }

    /// One batched read, by whichever way the upload came.
    async fn read(&self, named: &Named, upload: Option<UploadId>) -> Result<Option<(Owned, On)>, StoreError> {
        let (sender, on) = match named.through {
            Through::Share(share) => {
                let (share, on) = self.store.share_and_task(share, &named.task, &upload).await?;
                (share.map(|share| Owned::Guest(Box::new(share))), on)
            }
            Through::Step(step) => {
                let (gate, on) = self.store.step_and_task(step, &named.task, &upload).await?;
                (gate.map(Owned::Assignee), on)
            }
        };
        Ok(sender.zip(on))
    }
}

type On = OnTask<Option<Upload>>;

/// Who sent it, as the store has them.
#[expect(clippy::large_enum_variant, reason = "there is one of it at a time")]
enum Owned {
    Guest(Box<Share>),
    Assignee(StepGate),
}

impl Owned {
    fn borrowed(&self) -> Sender<'_> {
        match self {
            Self::Guest(share) => Sender::Guest(share),
            Self::Assignee(gate) => Sender::Assignee(gate),
        }
    }
}
