//! Writing beside a task.

use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::{Acting, OnTask, Permit, WorkRefused},
    share::{Permission, ShareFact},
    task::{Comment, CommentFrom, TaskKey},
    value::{CommentId, Paragraphs},
};

/// Most comments that come through one share.
const MAX_COMMENTS_OF_A_SHARE: u32 = 100;

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
    #[error("this share holds as many comments as it can")]
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
            if comment.share != permit.share_id() || comment.is_from_staff() {
                return Err(CommentRefused::SameId);
            }
            return Ok(Decision::Already(Commented { by: permit.unchanged(), task, comment: comment.clone() }));
        }
        if permit.share().gate.comments >= MAX_COMMENTS_OF_A_SHARE {
            return Err(CommentRefused::TooMany);
        }
        let (at, share, author) = (stamp.now, permit.share_id(), permit.author());
        let comment = Comment { id: self.id, at, share, author, text: self.text.clone(), from: CommentFrom::Guest };
        let fact = ShareFact::Commented { task: task.task.clone(), comment: self.id };
        let change = permit.record_as_news(fact, |gate| gate.comments += 1, stamp);
        Ok(change.map(|by| Commented { by, task, comment }).into())
    }
}

#[cfg(test)]
mod tests;
