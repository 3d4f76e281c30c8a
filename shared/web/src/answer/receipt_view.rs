//! A receipt as JSON: the same from whichever function answers with it.

use serde_json::{Value, json};
use vestibule_domain::{
    task::{SentFile, WholeTask},
    value::ShareId,
};

/// What a completed task received, as it was completed; of its files those of this share. `null` for a task
/// that is not.
pub fn receipt(share: ShareId, whole: &WholeTask) -> Value {
    let task = &whole.task;
    let Some(completion) = &task.state.completion else { return Value::Null };
    let answers: serde_json::Map<_, _> =
        task.spec.fields.iter().filter_map(|f| Some((f.slug.to_string(), json!(task.work.answer(&f.slug)?)))).collect();
    let files: Vec<_> = whole.sent_by(share).filter(|file| file.stage.is_clean()).map(received).collect();
    json!({
        "share": share,
        "task": task.slug(),
        "title": task.spec.title,
        "completed_at": completion.at,
        "completed_by": completion.by,
        "answers": answers,
        "files": files,
    })
}

fn received(SentFile { upload, .. }: &SentFile) -> Value {
    let manifest = &upload.manifest;
    json!({ "field": upload.field, "name": manifest.name, "size": manifest.size, "sha256": manifest.sha256 })
}
