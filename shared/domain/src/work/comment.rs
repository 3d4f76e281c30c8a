//! Writing beside a task.

use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::{Acting, OnTask, Permit, Used, WorkRefused},
    share::Permission,
    task::{Comment, TaskKey, WorkFact},
    value::{CommentId, Paragraphs},
};

/// Most comments that come through one share, or of one person in a step. A long one counts as several.
pub(super) const MAX_COMMENTS: u32 = 100;

/// Bytes of a comment that count as one. Who looks at a task reads what everybody has written there.
const COMMENT_BYTES: usize = 1_000;

/// Adds a comment. Its id is chosen by its sender, so that sending it again adds nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteComment {
    pub id: CommentId,
    pub text: Paragraphs<2000>,
}

#[derive(Debug, Clone)]
pub struct Commented {
    pub by: Acting,
    pub task: TaskKey,
    pub comment: Comment,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommentRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("as many comments were written as can be")]
    TooMany,
    #[error("another comment has this id; choose a new one")]
    SameId,
}

impl Act<Permit<'_, OnTask<Option<Comment>>>> for WriteComment {
    type Made = Commented;
    type Refused = CommentRefused;

    /// With the comment of that id, if there is one: it was added before.
    fn decide(
        &self,
        permit: Permit<'_, OnTask<Option<Comment>>>,
        stamp: &Stamp,
    ) -> Result<Decision<Commented>, CommentRefused> {
        permit.may_now(Permission::Comment)?;
        let task = permit.task().key();
        if let Some(comment) = permit.also() {
            if comment.through != permit.through() || comment.is_from_staff() {
                return Err(CommentRefused::SameId);
            }
            return Ok(Decision::Already(Commented { by: permit.unchanged(), task, comment: comment.clone() }));
        }
        let used = counted(permit.used(), &self.text).ok_or(CommentRefused::TooMany)?;
        let comment = written(&permit, self.id, &self.text, stamp);
        let fact = WorkFact::Commented { task: task.task.clone(), comment: self.id };
        let change = permit.record_as_news(fact, used, stamp);
        Ok(change.map(|by| Commented { by, task, comment }).into())
    }
}

/// After one comment more. `None`: there is no room for it.
pub(super) fn counted(used: Used, text: &Paragraphs<2000>) -> Option<Used> {
    let comments = used.comments + counts_as(text);
    (comments <= MAX_COMMENTS).then_some(Used { comments, ..used })
}

/// As how many comments of an allowance a text counts.
pub(super) fn counts_as(text: &Paragraphs<2000>) -> u32 {
    u32::try_from(text.as_str().len().div_ceil(COMMENT_BYTES)).unwrap_or(u32::MAX)
}

/// A comment of the actor.
pub(super) fn written<T>(
    permit: &Permit<'_, OnTask<T>>,
    id: CommentId,
    text: &Paragraphs<2000>,
    stamp: &Stamp,
) -> Comment {
    let (at, through, author, from) = (stamp.now, permit.through(), permit.author(), permit.comments_from());
    Comment { id, at, through, author, text: text.clone(), from }
}

#[cfg(test)]
mod tests;
