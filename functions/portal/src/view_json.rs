//! The same view for programs, and for the page's own scripts.

use serde_json::{Value, json};
use vestibule_domain::{
    run::TaskState,
    task::{Task, Upload},
};
use vestibule_web::door::Guests;

use crate::seen::Seen;

pub(crate) fn view(seen: &Seen<'_>, guests: &Guests) -> Value {
    let share = seen.guest.share();
    let tasks: Vec<_> = seen.tasks.iter().map(|t| task(seen, t)).collect();
    json!({
        "share": {
            "id": share.id,
            "status": share.standing(guests.now()).name(),
            "org": seen.brief.org_name,
            "inviter": share.creator.name,
            "run_title": seen.brief.run_title,
            "recipient": share.recipient,
            "instructions": seen.brief.instructions,
            "permissions": share.permissions,
            "expires_at": share.expires_at,
            "zone": share.zone,
        },
        "csrf": seen.session.csrf(&guests.keys),
        "tasks": tasks,
    })
}

fn task(seen: &Seen<'_>, task: &Task) -> Value {
    let state = match seen.run.state(&task.slug) {
        // Which other step it waits for may be none of the guest's business.
        TaskState::Waiting { on } => {
            let on: Vec<_> = on.into_iter().filter(|t| seen.guest.includes(t)).collect();
            json!({ "state": "waiting", "on": on })
        }
        state => json!(state),
    };
    let mut view = state;
    let answers: serde_json::Map<_, _> =
        task.spec.fields.iter().filter_map(|f| Some((f.slug.to_string(), json!(task.answer(&f.slug)?)))).collect();
    let own = |u: &&Upload| u.share == seen.guest.share().id;
    let rest = json!({
        "id": task.slug,
        "version": task.version,
        "title": task.spec.title,
        "description": task.spec.description,
        "fields": task.spec.fields,
        "answers": answers,
        "uploads": task.uploads.iter().filter(own).map(upload).collect::<Vec<_>>(),
        "references": task.spec.references.iter().map(|r| json!({
            "id": r.id, "name": r.manifest.name, "type": r.manifest.media_type,
            "size": r.manifest.size, "sha256": r.manifest.sha256,
        })).collect::<Vec<_>>(),
        "comments": task.comments,
        // Through which share is nobody's business but its own.
        "completion": task.completion.as_ref().map(|c| json!({ "at": c.at, "by": c.by })),
    });
    if let (Some(view), Value::Object(rest)) = (view.as_object_mut(), rest) {
        view.extend(rest);
    }
    view
}

fn upload(upload: &Upload) -> Value {
    json!({
        "id": upload.id, "field": upload.field, "name": upload.manifest.name,
        "size": upload.manifest.size, "sha256": upload.manifest.sha256, "state": upload.progress.name(), "reason": upload.progress.reason(),
    })
}
