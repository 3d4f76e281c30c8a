//! `DOC#…`: a document, with its revisions, and with one row more for each list that it stands in beside that of its number.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    audit::Head,
    document::{Current, Details, Document, Revision},
    file::{Manifest, MediaType},
    value::{Coded, Digest, DocumentId, FileId, HostCode, Line, OrgSlug, Paragraphs, ProjectSlug, RegisterNumber},
};

use super::{
    Row, form,
    row::{next, once},
    write::Write,
};
use crate::{
    error::RowError,
    index::BY_REGISTER,
    keys::{Item, Key, text},
    register_list::{DocumentList, entry},
};

#[derive(Serialize, Deserialize)]
pub(crate) struct DocumentRow {
    id: DocumentId,
    org: OrgSlug,
    project: ProjectSlug,
    number: RegisterNumber,
    title: Line<300>,
    #[serde(rename = "type")]
    kind: HostCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    type_title: Option<Line<80>>,
    status: HostCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status_title: Option<Line<80>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    discipline: Option<HostCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    discipline_title: Option<Line<80>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    filed: Option<RegisterNumber>,
    /// Of the latest revision: its code, how many there are, and since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<HostCode>,
    #[serde(default, skip_serializing_if = "form::is_zero")]
    nth: u16,
    #[serde(default, with = "form::millis::option", skip_serializing_if = "Option::is_none")]
    revised: Option<Timestamp>,
    creator: String,
    changer: String,
    #[serde(with = "form::millis")]
    at: Timestamp,
    #[serde(with = "form::millis")]
    changed: Timestamp,
    #[serde(with = "form::binary")]
    head: [u8; 32],
    seq: u64,
    /// Its place in the list by number.
    register: String,
    entry: String,
}

impl Row for Document {
    type Stored = DocumentRow;

    fn from_row(_: &Key, row: DocumentRow, version: u64) -> Result<Self, RowError> {
        let label = |code, title| Coded { code, title };
        let current = row.code.zip(row.revised).map(|(code, at)| Current { code, nth: row.nth, at });
        Ok(Self {
            id: row.id,
            org: row.org,
            project: row.project,
            number: row.number,
            details: Details {
                title: row.title,
                kind: label(row.kind, row.type_title),
                status: label(row.status, row.status_title),
                discipline: row.discipline.map(|code| label(code, row.discipline_title)),
                work_package: row.filed,
            },
            current,
            creator: row.creator,
            changer: row.changer,
            created_at: row.at,
            changed_at: row.changed,
            head: Head { seq: row.seq, hash: Digest::from_bytes(row.head) },
            version,
        })
    }

    fn to_row(&self) -> DocumentRow {
        let Details { title, kind, status, discipline, work_package } = self.details.clone();
        let (discipline, discipline_title) = discipline.map_or((None, None), |label| (Some(label.code), label.title));
        let current = self.current.clone();
        DocumentRow {
            id: self.id,
            org: self.org.clone(),
            project: self.project.clone(),
            number: self.number.clone(),
            title,
            kind: kind.code,
            type_title: kind.title,
            status: status.code,
            status_title: status.title,
            discipline,
            discipline_title,
            filed: work_package,
            nth: current.as_ref().map_or(0, |current| current.nth),
            revised: current.as_ref().map(|current| current.at),
            code: current.map(|current| current.code),
            creator: self.creator.clone(),
            changer: self.changer.clone(),
            at: self.created_at,
            changed: self.changed_at,
            head: *self.head.hash.bytes(),
            seq: self.head.seq,
            register: DocumentList::ByNumber.partition(self.list()),
            entry: entry(self, true),
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct RevisionRow {
    document: DocumentId,
    code: HostCode,
    nth: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changed: Option<Paragraphs<2000>>,
    file: FileId,
    name: Line<200>,
    #[serde(rename = "type")]
    media_type: MediaType,
    size: u64,
    sha256: Digest,
    creator: String,
    #[serde(with = "form::millis")]
    at: Timestamp,
}

impl Row for Revision {
    type Stored = RevisionRow;

    fn from_row(_: &Key, row: RevisionRow, _: u64) -> Result<Self, RowError> {
        let RevisionRow { document, code, nth, changed, file, name, media_type, size, sha256, creator, at } = row;
        let manifest = Manifest { name, media_type, size, sha256 };
        Ok(Self { document, code, nth, changed, file, manifest, creator, at })
    }

    fn to_row(&self) -> RevisionRow {
        let Self { document, code, nth, changed, file, manifest, creator, at } = self.clone();
        let Manifest { name, media_type, size, sha256 } = manifest;
        RevisionRow { document, code, nth, changed, file, name, media_type, size, sha256, creator, at }
    }
}

pub(super) fn written(document: &Document) -> Result<Write, RowError> {
    next(Key::document(document.id), document.version, document)
}

/// A code that is taken is a key that is taken.
pub(super) fn revision(revision: &Revision) -> Result<Write, RowError> {
    once(Key::revision(revision.document, revision.id()), revision)
}

/// The rows of the lists beside that of the number: in one where it stands no more, the row says nothing.
pub(super) fn listed(document: &Document) -> impl Iterator<Item = Write> {
    let lists = DocumentList::of(document).into_iter();
    // What was never there needs not go.
    let lists = lists.filter(|(_, stands)| document.version > 0 || stands.is_some());
    lists.map(|(list, stands)| {
        let nowhere = || {
            let gone = vec![BY_REGISTER.partition, BY_REGISTER.sort];
            Write::Beside { key: Key::document_in(document.id, list), set: Item::new(), gone }
        };
        stands.map_or_else(nowhere, |list| in_list(document, &list))
    })
}

/// The row of one list. It holds nothing but its place there; the document's row, which is written with it, guards it.
pub(super) fn in_list(document: &Document, list: &DocumentList) -> Write {
    let key = Key::document_in(document.id, list.name());
    let set = Item::from([
        (BY_REGISTER.partition.into(), text(list.partition(document.list()))),
        (BY_REGISTER.sort.into(), text(entry(document, list.is_by_number()))),
    ]);
    Write::Beside { key, set, gone: vec![] }
}
