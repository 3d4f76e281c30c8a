//! A receipt: the same from whichever function answers with it.

use vestibule_api::guest::{Receipt, ReceiptRecord, SentFile};
use vestibule_domain::{
    share::Share,
    task::{self, Field, WholeTask},
};

use super::{rounds_view::earlier, task_view::answers};

/// What a task received that the guest of this share completed; of its files those that they sent, through whichever of
/// their shares. `None` for a task that is not completed, or by somebody else: a receipt is theirs.
pub fn receipt(share: &Share, whole: &WholeTask) -> Option<Receipt> {
    let (task, recipient) = (&whole.task, share.recipient());
    let completion = task.state.completion.as_ref().filter(|completion| completion.recipient == recipient)?;
    let of_field = |field: &'_ Field| -> Vec<_> {
        let files = whole.sent_by(recipient).filter(|file| file.upload.field == field.slug && file.stage.is_clean());
        files.map(|file| received(field, file)).collect()
    };
    Some(Receipt {
        share: completion.through.share()?,
        task: task.slug().clone(),
        title: task.spec.title.clone(),
        completed_at: completion.at,
        completed_by: completion.by.clone(),
        answers: answers(task),
        files: task.spec.fields.iter().flat_map(of_field).collect(),
        record: ReceiptRecord { seq: completion.record.seq, hash: completion.record.hash },
        round: task.state.rounds.current(),
        earlier: earlier(whole, recipient),
        copy_to: share.terms.recipient.email.clone(),
    })
}

fn received(field: &Field, task::SentFile { upload, .. }: &task::SentFile) -> SentFile {
    let manifest = &upload.manifest;
    SentFile {
        field: field.slug.clone(),
        label: field.label.clone(),
        name: manifest.name.clone(),
        size: manifest.size,
        sha256: manifest.sha256,
    }
}
