//! A receipt: the same from whichever function answers with it.

use vestibule_api::guest::{Receipt, SentFile};
use vestibule_domain::{
    task::{self, WholeTask},
    value::ShareId,
};

use super::task_view::answers;

/// What a task received that was completed through this share; of its files those of this share. `None` for a task that
/// is not completed, or by somebody else: a receipt is theirs.
pub fn receipt(share: ShareId, whole: &WholeTask) -> Option<Receipt> {
    let task = &whole.task;
    let completion = task.state.completion.as_ref().filter(|completion| completion.share == share)?;
    Some(Receipt {
        share,
        task: task.slug().clone(),
        title: task.spec.title.clone(),
        completed_at: completion.at,
        completed_by: completion.by.clone(),
        answers: answers(task),
        files: whole.sent_by(share).filter(|file| file.stage.is_clean()).map(received).collect(),
    })
}

fn received(task::SentFile { upload, .. }: &task::SentFile) -> SentFile {
    let manifest = &upload.manifest;
    SentFile { field: upload.field.clone(), name: manifest.name.clone(), size: manifest.size, sha256: manifest.sha256 }
}
