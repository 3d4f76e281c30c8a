//! What a guest sees of a document that is shared, and what an act on its revision names.

use vestibule_domain::{
    document::{Document, Revision, RevisionResponse},
    gate::OnRevision,
    share::Share,
    task::Comment,
    value::{CommentId, DocumentId, RevisionId, ShareId},
};

use super::{
    Store,
    comments::Comments,
    read::{Found, take},
    shares::{keys, take_share},
    task_page::answer_bytes,
    tasks::{AlsoKey, FoundRows},
};
use crate::{error::StoreError, keys::Key, rows};

/// What an act names beside its revision; it is read with it.
pub trait BesideRevision: Sized {
    type Named: Send + Sync;

    #[doc(hidden)]
    fn key(share: ShareId, named: &Self::Named) -> Option<AlsoKey>;
    #[doc(hidden)]
    fn take(found: &mut FoundRows, share: ShareId, named: &Self::Named) -> Result<Self, StoreError>;
}

impl BesideRevision for () {
    type Named = ();

    fn key(_: ShareId, (): &()) -> Option<AlsoKey> {
        None
    }
    fn take(_: &mut FoundRows, _: ShareId, (): &()) -> Result<Self, StoreError> {
        Ok(())
    }
}

impl BesideRevision for Option<Comment> {
    type Named = CommentId;

    fn key(share: ShareId, id: &CommentId) -> Option<AlsoKey> {
        Some(AlsoKey(Key::note(share, *id)))
    }
    fn take(FoundRows(found): &mut FoundRows, share: ShareId, id: &CommentId) -> Result<Self, StoreError> {
        take(found, &Key::note(share, *id))
    }
}

impl BesideRevision for Option<RevisionResponse> {
    type Named = ();

    fn key(share: ShareId, (): &()) -> Option<AlsoKey> {
        Some(AlsoKey(Key::response(share)))
    }
    fn take(FoundRows(found): &mut FoundRows, share: ShareId, (): &()) -> Result<Self, StoreError> {
        take(found, &Key::response(share))
    }
}

/// A document with the revision that a share shows, and what was written beside it.
#[derive(Debug)]
pub struct DocumentSeen {
    pub document: Document,
    pub revision: Revision,
    /// Oldest first.
    pub comments: Vec<Comment>,
    /// What the guest decided.
    pub response: Option<RevisionResponse>,
}

impl DocumentSeen {
    /// What was written with a decision.
    pub fn comment_with(&self, given: &RevisionResponse) -> Option<&Comment> {
        self.comments.iter().find(|comment| given.comment == Some(comment.id))
    }
}

/// What was written beside a document by one share.
#[derive(Debug)]
pub struct Conversation {
    /// Oldest first.
    pub shown: Vec<Comment>,
    /// How many earlier ones an answer has no room for.
    pub left_out: u32,
}

/// A share, and the revision that its guest acts on, with what else the act names.
pub type DocumentRead<T> = (Share, Option<OnRevision<T>>);

impl Store {
    /// One batched read: a share, and a revision with its document and what an act names beside it.
    pub async fn share_and_revision<T: BesideRevision>(
        &self,
        share: ShareId,
        (document, revision): (DocumentId, RevisionId),
        named: &T::Named,
    ) -> Result<Option<DocumentRead<T>>, StoreError> {
        let of_document = [Key::document(document), Key::revision(document, revision)];
        let also = T::key(share, named).map(|AlsoKey(key)| key);
        let asked: Vec<_> = keys(share).into_iter().chain(of_document).chain(also).collect();
        let mut found = FoundRows(self.batch(&asked).await?);
        let (found_document, found_revision) = take_revision(&mut found.0, document, revision)?;
        let also = T::take(&mut found, share, named)?;
        let on = found_document.zip(found_revision).map(|(document, revision)| OnRevision { document, revision, also });
        Ok(take_share(&mut found.0, share)?.map(|share| (share, on)))
    }

    /// The document of a share as its guest sees it: a batched read and a query, at the same time. `None`: it is about no document.
    pub async fn shared_document(&self, share: &Share) -> Result<Option<DocumentSeen>, StoreError> {
        let Some(scope) = share.terms.scope.as_document() else { return Ok(None) };
        let (document, revision) = (scope.document, scope.revision());
        let answered = share.gate.decision.map(|_| Key::response(share.id()));
        let keys: Vec<_> =
            [Key::document(document), Key::revision(document, revision)].into_iter().chain(answered.clone()).collect();
        let (found, comments) = tokio::join!(self.batch(&keys), self.comments_of(share.id()));
        let mut comments = comments?.shown;
        comments.retain(Comment::is_for_guests);
        let mut found = found?;
        let (document, revision) = take_revision(&mut found, document, revision)?;
        let response = answered.map(|key| take(&mut found, &key)).transpose()?.flatten();
        Ok(document.zip(revision).map(|(document, revision)| DocumentSeen { document, revision, comments, response }))
    }

    /// What was written beside the document of a share. One query for each 1 MB.
    pub async fn comments_of(&self, share: ShareId) -> Result<Conversation, StoreError> {
        let mut comments = Comments::default();
        for item in self.all(Key::notes(share), None).await? {
            let bytes = answer_bytes(&item);
            comments.add(rows::read(item)?, bytes);
        }
        let (left_out, mut shown) = (comments.left_out(), comments.into_vec());
        shown.sort_by_key(|comment| (comment.at, comment.id));
        Ok(Conversation { shown, left_out })
    }
}

fn take_revision(
    found: &mut Found,
    document: DocumentId,
    revision: RevisionId,
) -> Result<(Option<Document>, Option<Revision>), StoreError> {
    Ok((take(found, &Key::document(document))?, take(found, &Key::revision(document, revision))?))
}
