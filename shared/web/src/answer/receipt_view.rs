//! A receipt: the same from whichever function answers with it.

use vestibule_api::guest::{Receipt, SentFile};
use vestibule_domain::{
    share::Share,
    task::{self, WholeTask},
};

use super::task_view::answers;

/// What a task received that the guest of this share completed; of its files those that they sent, through whichever of
/// their shares. `None` for a task that is not completed, or by somebody else: a receipt is theirs.
pub fn receipt(share: &Share, whole: &WholeTask) -> Option<Receipt> {
    let (task, recipient) = (&whole.task, share.recipient());
    let completion = task.state.completion.as_ref().filter(|completion| completion.recipient == recipient)?;
    Some(Receipt {
        share: completion.share,
        task: task.slug().clone(),
        title: task.spec.title.clone(),
        completed_at: completion.at,
        completed_by: completion.by.clone(),
        answers: answers(task),
        files: whole.sent_by(recipient).filter(|file| file.stage.is_clean()).map(received).collect(),
    })
}

fn received(task::SentFile { upload, .. }: &task::SentFile) -> SentFile {
    let manifest = &upload.manifest;
    SentFile { field: upload.field.clone(), name: manifest.name.clone(), size: manifest.size, sha256: manifest.sha256 }
}
