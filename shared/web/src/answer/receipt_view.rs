//! A receipt as JSON: the same from whichever function answers with it.

use serde_json::{Value, json};
use vestibule_domain::{share::Share, task::Task};

/// What a completed task received, as it was completed; of its files those of this share. `null` for a task
/// that is not.
pub fn receipt(share: &Share, task: &Task) -> Value {
    let Some(completion) = &task.completion else { return Value::Null };
    let answers: serde_json::Map<_, _> =
        task.spec.fields.iter().filter_map(|f| Some((f.slug.to_string(), json!(task.answer(&f.slug)?)))).collect();
    let files: Vec<_> = task
        .received()
        .filter(|u| u.share == share.id)
        .map(|u| json!({ "field": u.field, "name": u.manifest.name, "size": u.manifest.size, "sha256": u.manifest.sha256 }))
        .collect();
    json!({
        "share": share.id,
        "task": task.slug,
        "title": task.spec.title,
        "completed_at": completion.at,
        "completed_by": completion.by,
        "answers": answers,
        "files": files,
    })
}
