//! The same view for programs, and for the page's own scripts.

use vestibule_api::guest::{Completion, LeftOut, OwnShare, Task, Upload, Work};
use vestibule_cloud::store::{DocumentSeen, SharedTasks};
use vestibule_domain::{
    run::Turn,
    share::Share,
    task::{self, Basis, SentFile, WholeTask},
};
use vestibule_web::{
    answer::{
        document_view, file_view, rounds_view,
        share_view::{permissions, recipient, status},
        step_view, task_view,
    },
    door::Guests,
};

use crate::{page::barred_by, seen::Seen};

pub(crate) fn view(seen: &Seen<'_, &SharedTasks>, guests: &Guests) -> Work {
    Work {
        share: own(seen.guest.share(), guests),
        csrf: seen.session.csrf(&guests.keys),
        tasks: seen.found.tasks.iter().map(|whole| task(seen, whole)).collect(),
        cursor: seen.found.next.clone(),
        document: None,
    }
}

/// Of a share of a document.
pub(crate) fn document(seen: &Seen<'_, DocumentSeen>, guests: &Guests) -> Work {
    let DocumentSeen { document, revision, comments, response } = &seen.found;
    let share = seen.guest.share();
    let comments = comments.iter().map(task_view::comment).collect();
    Work {
        share: own(share, guests),
        csrf: seen.session.csrf(&guests.keys),
        tasks: vec![],
        cursor: None,
        document: Some(document_view::shared(&share.terms, (document, revision), comments, response.as_ref())),
    }
}

fn own(share: &Share, guests: &Guests) -> OwnShare {
    let Share { terms, gate } = share;
    OwnShare {
        id: terms.id,
        status: status(share, guests.now()),
        org: terms.org_name.clone(),
        inviter: terms.creator.name.clone(),
        title: terms.title.clone(),
        recipient: recipient(&terms.recipient),
        instructions: terms.instructions.clone(),
        permissions: permissions(terms),
        expires_at: gate.expires_at,
        zone: gate.zone.clone(),
    }
}

fn task(seen: &Seen<'_, &SharedTasks>, whole: &WholeTask) -> Task {
    let (share, task) = (seen.guest.share(), &whole.task);
    let who = share.assignee();
    let basis = Basis::of(task, &seen.found.before);
    let mut turn = Turn::of(task, &seen.found.progress);
    if let Turn::Waiting { on } = &mut turn {
        // Which other step it waits for may be none of the guest's business.
        on.retain(|task| share.terms.scope.includes(task));
    }
    Task {
        id: task.slug().clone(),
        turn: task_view::turn(turn),
        by_another_link: share.is_done_with(task),
        version: task.work.version,
        basis: basis.to_string(),
        title: task.spec.title.clone(),
        description: task.spec.description.clone(),
        fields: task.spec.fields.iter().map(task_view::field).collect(),
        answers: task_view::answers(task),
        uploads: whole.sent_by(share.recipient()).map(|file| upload(whole, file)).collect(),
        left_out: whole.left_out_of(share.id()).map(left_out).collect(),
        references: share.terms.references(&task.spec).iter().map(task_view::reference).collect(),
        comments: whole.comments.iter().map(task_view::comment).collect(),
        step: seen
            .found
            .policy
            .as_ref()
            .and_then(|policy| step_view::for_guest(task, policy, (&who, barred_by(share, seen.found, task)))),
        completion: task.state.completion.as_ref().map(|c| Completion { at: c.at, by: c.by.clone() }),
        round: task.state.rounds.current(),
        open: rounds_view::open(task),
        handed_back: whole.handed_back.iter().map(|of| rounds_view::for_guest(whole, of, share.recipient())).collect(),
        rounds_left_out: whole.rounds_left_out,
    }
}

fn left_out(upload: &task::Upload) -> LeftOut {
    LeftOut { id: upload.id, name: upload.manifest.name.clone() }
}

fn upload(whole: &WholeTask, file: &SentFile) -> Upload {
    let SentFile { upload, stage, .. } = file;
    let manifest = &upload.manifest;
    Upload {
        id: upload.id,
        field: upload.field.clone(),
        name: manifest.name.clone(),
        size: manifest.size,
        sha256: manifest.sha256,
        state: file_view::state(stage),
        misnamed: file.misnamed().map(|content| content.as_str().to_owned()),
        reason: stage.reason().or(whole.why_returned(upload.id)).map(str::to_owned),
    }
}
