//! Documents and their revisions, as staff read them.

use vestibule_api::staff::{Coded, CurrentRevision, Document, Revision, RevisionFile, WholeDocument};
use vestibule_domain::{
    document,
    value::{self, RevisionId},
};

pub fn document(document: &document::Document) -> Document {
    let document::Details { title, kind, status, discipline, work_package } = document.details.clone();
    let current = document.current.clone();
    Document {
        id: document.id,
        project: document.project.clone(),
        number: document.number.clone(),
        title,
        kind: coded(kind),
        status: coded(status),
        discipline: discipline.map(coded),
        work_package,
        revision: current.map(|document::Current { code, nth, at }| CurrentRevision {
            id: RevisionId::of(document.id, &code),
            code,
            nth,
            at,
        }),
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
