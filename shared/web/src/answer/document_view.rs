//! Documents and their revisions, as staff and guests read them.

use vestibule_api::{
    guest::{AskedResponse, ReceiptRecord, RevisionDecided, RevisionReceipt, SharedDocument, SharedRevision, Standing},
    staff::{Coded, CurrentRevision, Document, Revision, RevisionFile, WholeDocument},
    task::Comment,
};
use vestibule_domain::{
    document::{self, RevisionStanding},
    share::Terms,
    task::Reference,
    value::{self, DocumentId, RevisionId},
};

use super::{spelling, step_view, task_view};

pub fn document(document: &document::Document) -> Document {
    let document::Details { title, kind, status, discipline, work_package } = document.details.clone();
    Document {
        id: document.id,
        project: document.project.clone(),
        number: document.number.clone(),
        title,
        kind: coded(kind),
        status: coded(status),
        discipline: discipline.map(coded),
        work_package,
        revision: document.current.clone().map(|current| current_of(document.id, current)),
        created_by: document.creator.clone(),
        created_at: document.created_at,
        changed_by: document.changer.clone(),
        changed_at: document.changed_at,
    }
}

pub fn whole(found: &document::Document, revisions: &[document::Revision]) -> WholeDocument {
    WholeDocument { document: document(found), revisions: revisions.iter().map(revision).collect() }
}

pub fn revision(revision: &document::Revision) -> Revision {
    let manifest = revision.manifest.clone();
    Revision {
        id: revision.id(),
        document: revision.document,
        code: revision.code.clone(),
        nth: revision.nth,
        changed: revision.changed.clone(),
        file: RevisionFile {
            id: revision.file,
            name: manifest.name,
            media_type: manifest.media_type.as_str().to_owned(),
            size: manifest.size,
            sha256: manifest.sha256,
        },
        created_by: revision.creator.clone(),
        at: revision.at,
    }
}

pub(super) fn coded(value::Coded { code, title }: value::Coded) -> Coded {
    Coded { code, title }
}

fn current_of(document: DocumentId, document::Current { code, nth, at }: document::Current) -> CurrentRevision {
    CurrentRevision { id: RevisionId::of(document, &code), code, nth, at }
}

/// As the guest of a share reads it.
pub fn shared(
    terms: &Terms,
    (document, revision): (&document::Document, &document::Revision),
    comments: Vec<Comment>,
    given: Option<&document::RevisionResponse>,
) -> SharedDocument {
    let document::Details { title, kind, status, discipline, .. } = document.details.clone();
    let (standing, superseded_by, withdrawn_at) = match document.standing_of(revision) {
        RevisionStanding::Current => (Standing::Current, None, None),
        RevisionStanding::SupersededBy(by) => (Standing::Superseded, Some(current_of(document.id, by)), None),
        RevisionStanding::Superseded => (Standing::Superseded, None, None),
        RevisionStanding::Withdrawn { since } => (Standing::Withdrawn, None, Some(since)),
    };
    SharedDocument {
        id: document.id,
        number: document.number.clone(),
        title,
        kind: coded(kind),
        status: coded(status),
        discipline: discipline.map(coded),
        revision: shared_revision(terms, revision),
        standing,
        superseded_by,
        withdrawn_at,
        comments,
        response: terms.scope.as_document().and_then(|shared| shared.response.as_ref()).map(|asked| AskedResponse {
            decisions: step_view::decisions(&asked.decisions),
            comment_required: step_view::decisions(&asked.comment_on),
            basis: document.basis_of(revision),
            decision: given.map(|given| spelling::step_decision(given.decision)),
            decided_at: given.map(|given| given.at),
        }),
    }
}

fn shared_revision(terms: &Terms, revision: &document::Revision) -> SharedRevision {
    let file = Reference { id: revision.file, manifest: revision.manifest.clone() };
    SharedRevision {
        id: revision.id(),
        code: revision.code.clone(),
        nth: revision.nth,
        at: revision.at,
        changed: revision.changed.clone(),
        file: terms.knows_of_files().then(|| task_view::reference(&file)),
    }
}

/// That something was decided, as who decided it is told at once.
pub fn decided(given: &document::RevisionResponse) -> RevisionDecided {
    RevisionDecided { decision: spelling::step_decision(given.decision), decided_at: given.at, record: record(given) }
}

/// What was decided, with what was written along.
pub fn receipt(
    terms: &Terms,
    (document, revision): (&document::Document, &document::Revision),
    (given, comment): (&document::RevisionResponse, Option<&value::Paragraphs<2000>>),
) -> RevisionReceipt {
    RevisionReceipt {
        share: terms.id,
        document: document.id,
        number: document.number.clone(),
        title: given.title.clone(),
        revision: shared_revision(terms, revision),
        superseded: given.superseded,
        decision: spelling::step_decision(given.decision),
        comment: comment.cloned(),
        decided_at: given.at,
        decided_by: given.by.clone(),
        basis_sha256: given.basis,
        record: record(given),
        copy_to: terms.recipient.email.clone(),
    }
}

fn record(given: &document::RevisionResponse) -> ReceiptRecord {
    ReceiptRecord { seq: given.record.seq, hash: given.record.hash }
}
