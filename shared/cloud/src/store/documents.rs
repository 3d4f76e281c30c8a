//! The register of a project's documents: one with its revisions, and lists of them.

use vestibule_domain::{
    document::{Document, Revision},
    file::ReferenceFile,
    staff::{Authority, Project},
    value::{DocumentId, FileId, HostCode, OrgSlug, ProjectSlug, RegisterNumber, RevisionId, WorkPackageId},
    work_package::WorkPackage,
};

use super::{
    Store,
    read::take,
    register_page::{RegisterCursor, RegisterRange},
};
use crate::{
    error::StoreError,
    keys::Key,
    register_list::{DocumentList, Said},
    rows,
};

/// A document with what an act on it names, where it is there.
#[derive(Debug)]
pub struct OfDocument {
    pub document: Option<Document>,
    pub revision: Option<Revision>,
    pub file: Option<ReferenceFile>,
    pub work_package: Option<WorkPackage>,
    /// Whether there is the project that was named.
    pub has_project: bool,
}

/// What an act on a document names beside it.
#[derive(Debug, Clone, Copy, Default)]
pub struct BesideDocument<'a> {
    pub revision: Option<RevisionId>,
    pub file: Option<FileId>,
    /// The one that it is to be filed under.
    pub work_package: Option<WorkPackageId>,
    /// The one that it is to be in.
    pub project: Option<(&'a OrgSlug, &'a ProjectSlug)>,
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

/// The document after which a page begins.
pub type DocumentCursor = RegisterCursor<DocumentId>;

impl DocumentCursor {
    /// Whether a page of that list can have ended there.
    pub fn is_of(&self, asked: &DocumentsAsked) -> bool {
        let Some(said) = Said::of(&self.entry) else { return false };
        said.by_change == asked.by_change && (asked.by_change || asked.begins(&said))
    }

    fn is_asked_for(&self, asked: &DocumentsAsked) -> bool {
        Said::of(&self.entry).is_some_and(|said| asked.has(&said))
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
    fn has(&self, said: &Said<'_>) -> bool {
        let is = |asked: Option<String>, said: &str| asked.is_none_or(|asked| asked == said);
        is(self.kind.as_ref().map(HostCode::folded), said.kind)
            && is(self.status.as_ref().map(HostCode::folded), said.status)
            && is(self.discipline.as_ref().map(HostCode::folded), said.discipline)
            && is(self.work_package.as_ref().map(RegisterNumber::folded), said.filed)
            && self.begins(said)
    }

    fn begins(&self, said: &Said<'_>) -> bool {
        self.prefix.as_ref().is_none_or(|prefix| said.number.starts_with(&prefix.folded()))
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
    /// A document. One batched read.
    pub async fn document(&self, document: DocumentId) -> Result<Option<Document>, StoreError> {
        Ok(self.document_with(document, BesideDocument::default()).await?.document)
    }

    /// A document with what an act on it names. One batched read.
    pub async fn document_with(
        &self,
        document: DocumentId,
        BesideDocument { revision, file, work_package, project }: BesideDocument<'_>,
    ) -> Result<OfDocument, StoreError> {
        let (document_key, file) = (Key::document(document), file.map(Key::file));
        let revision = revision.map(|revision| Key::revision(document, revision));
        let work_package = work_package.map(Key::work_package);
        let project = project.map(|(org, project)| Key::project(org, project));
        let keys = [Some(&document_key), revision.as_ref(), file.as_ref(), work_package.as_ref(), project.as_ref()];
        let keys: Vec<_> = keys.into_iter().flatten().cloned().collect();
        let mut found = self.batch(&keys).await?;
        Ok(OfDocument {
            document: take(&mut found, &document_key)?,
            revision: revision.map_or(Ok(None), |key| take(&mut found, &key))?,
            file: file.map_or(Ok(None), |key| take(&mut found, &key))?,
            work_package: work_package.map_or(Ok(None), |key| take(&mut found, &key))?,
            has_project: project.is_some_and(|key| found.contains_key(&key)),
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
        let row = |id| match &list {
            DocumentList::ByNumber => Key::document(id),
            list => Key::document_in(id, list.name()),
        };
        let range = RegisterRange {
            partition,
            prefix: asked.prefix.as_ref().filter(|_| list.is_by_number()).map(RegisterNumber::folded),
            descending: asked.descending,
            limit: if asked.is_whole() { limit.try_into().ok() } else { None },
            after: after.map(|after| (row(after.id), &*after.entry)),
        };
        let (entries, more) = self.register_page(range).await?;
        let of = |item| DocumentCursor::of(item, "DOC#");
        let entries = entries.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        let mut among: Vec<_> = entries.into_iter().filter(|entry| entry.is_asked_for(asked)).collect();
        let more = more.as_ref().map(of).transpose()?;
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
        let keys: Vec<_> = entries.iter().map(|entry| Key::document(entry.id)).collect();
        let mut found = self.batch(&keys).await?;
        let mut documents = vec![];
        for key in &keys {
            documents.extend(take::<Document>(&mut found, key)?);
        }
        let is_still = |document: &Document| {
            let entry = crate::register_list::entry(document, true);
            Said::of(&entry).is_some_and(|said| asked.has(&said))
        };
        documents.retain(is_still);
        Ok(documents)
    }
}
