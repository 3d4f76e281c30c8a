//! The register of a project's documents: one with its revisions, and lists of them.

use std::{fmt, str::FromStr};

use aws_sdk_dynamodb::types::AttributeValue;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::Deserialize;
use vestibule_domain::{
    document::{Document, Revision},
    file::ReferenceFile,
    staff::{Authority, Project},
    value::{DocumentId, FileId, HostCode, RegisterNumber, RevisionId},
};

use super::{Store, read::take};
use crate::{
    error::{NotACursor, StoreError},
    index::BY_REGISTER,
    keys::{Item, Key, text},
    register_list::{DocumentList, Said},
    rows::{self, attribute, corrupt},
};

/// A document with what an act on it names, where it is there.
#[derive(Debug)]
pub struct OfDocument {
    pub document: Option<Document>,
    pub revision: Option<Revision>,
    pub file: Option<ReferenceFile>,
}

/// Which documents are asked for, and in which order.
#[derive(Debug, Clone, Default)]
pub struct DocumentsAsked {
    /// By when they were changed or revised last; else by their number.
    pub by_change: bool,
    pub descending: bool,
    pub kind: Option<HostCode>,
    pub status: Option<HostCode>,
    pub discipline: Option<HostCode>,
    pub work_package: Option<RegisterNumber>,
    /// What their numbers begin with.
    pub prefix: Option<RegisterNumber>,
}

/// One page of a list, and where the next one begins.
#[derive(Debug)]
pub struct DocumentsPage {
    pub documents: Vec<Document>,
    pub next: Option<DocumentCursor>,
}

/// The document after which a page begins, as the list had it. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct DocumentCursor {
    document: DocumentId,
    entry: String,
}

impl DocumentCursor {
    /// Whether a page of that list can have ended there.
    pub fn is_of(&self, asked: &DocumentsAsked) -> bool {
        let Some(told) = Said::of(&self.entry) else { return false };
        told.by_change == asked.by_change && (asked.by_change || asked.begins(&told))
    }

    fn is_asked_for(&self, asked: &DocumentsAsked) -> bool {
        Said::of(&self.entry).is_some_and(|told| asked.has(&told))
    }

    fn of(item: &Item) -> Result<Self, StoreError> {
        let document = attribute(item, "pk").and_then(|pk| pk.strip_prefix("DOC#")?.parse().ok());
        let document = document.ok_or_else(|| corrupt(&Key::of(item), "pk", &"is of no document"))?;
        let entry = attribute(item, BY_REGISTER.sort).unwrap_or_default().to_owned();
        Ok(Self { document, entry })
    }

    /// The key of its entry in the index.
    fn start(&self, list: &DocumentList, partition: &str) -> Item {
        let key = match list {
            DocumentList::ByNumber => Key::document(self.document),
            list => Key::document_in(self.document, list.name()),
        };
        let mut start = key.item();
        start.insert(BY_REGISTER.partition.into(), text(partition));
        start.insert(BY_REGISTER.sort.into(), text(&self.entry));
        start
    }
}

impl fmt::Display for DocumentCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.document, BASE64_URL_SAFE_NO_PAD.encode(&self.entry))
    }
}

impl FromStr for DocumentCursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (document, entry) = text.split_once('.').ok_or(NotACursor)?;
        let entry = BASE64_URL_SAFE_NO_PAD.decode(entry).map_err(|_| NotACursor)?;
        let entry = String::from_utf8(entry).map_err(|_| NotACursor)?;
        Ok(Self { document: document.parse().map_err(|_| NotACursor)?, entry })
    }
}

impl TryFrom<String> for DocumentCursor {
    type Error = NotACursor;
    fn try_from(text: String) -> Result<Self, NotACursor> {
        text.parse()
    }
}

impl DocumentsAsked {
    /// The list that holds all of them, and of those that do the one that holds the fewest others.
    fn list(&self) -> DocumentList {
        let narrow = || {
            let filed = self.work_package.clone().map(DocumentList::Filed);
            let discipline = || self.discipline.clone().map(DocumentList::OfDiscipline);
            let kind = || self.kind.clone().map(DocumentList::OfType);
            let status = || self.status.clone().map(DocumentList::OfStatus);
            filed.or_else(discipline).or_else(kind).or_else(status)
        };
        if self.by_change { DocumentList::ByChange } else { narrow().unwrap_or(DocumentList::ByNumber) }
    }

    /// Whether it is among them.
    fn has(&self, told: &Said<'_>) -> bool {
        let is = |asked: Option<String>, told: &str| asked.is_none_or(|asked| asked == told);
        is(self.kind.as_ref().map(HostCode::folded), told.kind)
            && is(self.status.as_ref().map(HostCode::folded), told.status)
            && is(self.discipline.as_ref().map(HostCode::folded), told.discipline)
            && is(self.work_package.as_ref().map(RegisterNumber::folded), told.filed)
            && self.begins(told)
    }

    fn begins(&self, told: &Said<'_>) -> bool {
        self.prefix.as_ref().is_none_or(|prefix| told.number.starts_with(&prefix.folded()))
    }

    /// Whether everything in its list, as far as that is read, is among them.
    fn is_whole(&self) -> bool {
        let narrowed =
            [self.kind.is_some(), self.status.is_some(), self.discipline.is_some(), self.work_package.is_some()];
        let narrowed = narrowed.into_iter().filter(|is_asked| *is_asked).count();
        if self.by_change { narrowed == 0 && self.prefix.is_none() } else { narrowed <= 1 }
    }
}

impl Store {
    /// A document with what an act on it names. One batched read.
    pub async fn document_with(
        &self,
        document: DocumentId,
        revision: Option<RevisionId>,
        file: Option<FileId>,
    ) -> Result<OfDocument, StoreError> {
        let (document_key, file) = (Key::document(document), file.map(Key::file));
        let revision = revision.map(|revision| Key::revision(document, revision));
        let keys: Vec<_> =
            [Some(&document_key), revision.as_ref(), file.as_ref()].into_iter().flatten().cloned().collect();
        let mut found = self.batch(&keys).await?;
        Ok(OfDocument {
            document: take(&mut found, &document_key)?,
            revision: revision.map_or(Ok(None), |key| take(&mut found, &key))?,
            file: file.map_or(Ok(None), |key| take(&mut found, &key))?,
        })
    }

    /// A document with all its revisions, the latest first. One query for each 1 MB.
    pub async fn document_with_revisions(
        &self,
        document: DocumentId,
    ) -> Result<Option<(Document, Vec<Revision>)>, StoreError> {
        let key = Key::document(document);
        let (mut found, mut revisions) = (None, vec![]);
        for item in self.all(key.pk.clone(), None).await? {
            let row = Key::of(&item);
            if row == key {
                found = Some(rows::read::<Document>(item)?);
            } else if row.sk.starts_with(Key::REVISIONS) {
                revisions.push(rows::read::<Revision>(item)?);
            }
        }
        revisions.sort_by_key(|revision| std::cmp::Reverse(revision.nth));
        Ok(found.map(|document| (document, revisions)))
    }

    /// Documents of the project that the proof is for: one query a page, and one batched read. What is asked for by several
    /// things at once is looked for among some thousand documents a page, so that a page can be short, or empty, and another follow.
    pub async fn documents(
        &self,
        by: Authority<'_>,
        asked: &DocumentsAsked,
        limit: usize,
        after: Option<&DocumentCursor>,
    ) -> Result<DocumentsPage, StoreError> {
        let list = asked.list();
        let partition = list.partition(Project::list(&by.member().org, by.project()));
        let start = after.map(|after| after.start(&list, &partition));
        let mut query = self
            .dynamodb
            .query()
            .table_name(&self.state)
            .index_name(BY_REGISTER.name)
            .expression_attribute_names("#p", BY_REGISTER.partition)
            .expression_attribute_values(":p", text(&partition))
            .scan_index_forward(!asked.descending)
            .set_exclusive_start_key(start);
        query = match &asked.prefix {
            Some(prefix) if list.is_by_number() => query
                .key_condition_expression("#p = :p AND begins_with(#s, :s)")
                .expression_attribute_names("#s", BY_REGISTER.sort)
                .expression_attribute_values(":s", AttributeValue::S(prefix.folded())),
            _ => query.key_condition_expression("#p = :p"),
        };
        if asked.is_whole() {
            query = query.limit(limit.try_into().unwrap_or(i32::MAX));
        }
        let page = query.send().await.map_err(StoreError::unavailable("Query"))?;
        let entries = page.items.unwrap_or_default().iter().map(DocumentCursor::of).collect::<Result<Vec<_>, _>>()?;
        let mut among: Vec<_> = entries.into_iter().filter(|entry| entry.is_asked_for(asked)).collect();
        let more = page.last_evaluated_key.as_ref().map(DocumentCursor::of).transpose()?;
        let next = if among.len() > limit { among.get(limit - 1).cloned() } else { more };
        among.truncate(limit);
        Ok(DocumentsPage { documents: self.listed_documents(&among, asked).await?, next })
    }

    /// The documents of these entries as they are now: what is another by now than the index says is left out.
    async fn listed_documents(
        &self,
        entries: &[DocumentCursor],
        asked: &DocumentsAsked,
    ) -> Result<Vec<Document>, StoreError> {
        let keys: Vec<_> = entries.iter().map(|entry| Key::document(entry.document)).collect();
        let mut found = self.batch(&keys).await?;
        let mut documents = vec![];
        for key in &keys {
            documents.extend(take::<Document>(&mut found, key)?);
        }
        let is_still = |document: &Document| {
            let entry = crate::register_list::entry(document, true);
            Said::of(&entry).is_some_and(|told| asked.has(&told))
        };
        documents.retain(is_still);
        Ok(documents)
    }
}
