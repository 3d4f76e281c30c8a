//! A receipt: the same from whichever function answers with it.

use vestibule_api::guest::{DecidedOn, Receipt, ReceiptDecision, ReceiptRecord, SentFile};
use vestibule_domain::{
    share::Share,
    task::{self, Assignee, Contribution, Field, WholeTask},
};

use super::{
    reviewed_view,
    rounds_view::earlier,
    spelling,
    task_view::{answers, reference},
};

/// What a task received that the guest of this share completed, or decided in; of its files those that they sent, through
/// whichever of their shares. `None` where they did neither: a receipt is theirs.
pub fn receipt(share: &Share, whole: &WholeTask) -> Option<Receipt> {
    let (task, recipient) = (&whole.task, share.recipient());
    let who = share.assignee();
    let Contribution { at, by, record } = task.contribution(recipient, &who)?;
    let completion = task.state.completion.as_ref().filter(|completion| completion.recipient == recipient);
    let of_field = |field: &'_ Field| -> Vec<_> {
        let files = whole.sent_by(recipient).filter(|file| file.upload.field == field.slug && file.stage.is_clean());
        files.map(|file| received(field, file)).collect()
    };
    Some(Receipt {
        share: completion.and_then(|completion| completion.through.share()).unwrap_or_else(|| share.id()),
        task: task.slug().clone(),
        title: task.spec.title.clone(),
        completed_at: at,
        completed_by: by.clone(),
        answers: answers(task),
        files: task.spec.fields.iter().flat_map(of_field).collect(),
        record: ReceiptRecord { seq: record.seq, hash: record.hash },
        round: task.state.rounds.current(),
        earlier: earlier(whole, recipient),
        rounds_left_out: whole.rounds_left_out,
        decision: decision(share, whole, &who),
        copy_to: share.terms.recipient.email.clone(),
    })
}

fn decision(share: &Share, whole: &WholeTask, who: &Assignee) -> Option<ReceiptDecision> {
    let task = &whole.task;
    let own = task.state.step.responses.get(who)?;
    let result = task.state.completion.as_ref().and_then(|done| done.result);
    Some(ReceiptDecision {
        decision: spelling::step_decision(own.decision),
        comment: whole.comment_with(own).map(|comment| comment.text.clone()),
        late: own.late,
        push: own.push,
        references: share.terms.references(&task.spec).iter().map(reference).collect(),
        reviewed: whole.decided_on(own).map(|tasks| tasks.iter().map(decided_on).collect()),
        basis_sha256: own.basis,
        result: result.map(spelling::step_decision),
    })
}

fn decided_on(whole: &WholeTask) -> DecidedOn {
    let done = whole.task.state.completion.as_ref();
    DecidedOn {
        task: whole.task.slug().clone(),
        title: whole.task.spec.title.clone(),
        completed_at: done.map(|done| done.at),
        completed_by: done.map(|done| done.by.clone()),
        files: whole.received().map(reviewed_view::file).collect(),
    }
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
