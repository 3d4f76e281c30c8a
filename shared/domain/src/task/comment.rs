//! What a guest writes beside a task.

use super::{Comment, Task};
use crate::{
    audit::{Event, Stamp},
    change::Change,
    gate::{Admission, WorkRefused},
    id::CommentId,
    run::Run,
    share::{Permission, Share},
    text::Paragraphs,
};

/// Most comments of one task.
pub(super) const MOST: usize = 100;
/// All the comments of one task together with their authors' names, in bytes.
const MOST_BYTES: usize = 80_000;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommentRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("this task holds as many comments as it can")]
    TooMany,
}

impl Task {
    /// Adds a comment. `None`: that id was added before.
    pub fn comment(
        &self,
        guest: Admission<'_>,
        run: &Run,
        (id, text): (CommentId, Paragraphs<2000>),
        stamp: &Stamp,
    ) -> Result<Option<Change<(Share, Self)>>, CommentRefused> {
        guest.to_work_on(self, run, Permission::Comment)?;
        if self.comments.iter().any(|c| c.id == id) {
            return Ok(None);
        }
        let author = guest.share().recipient.name.clone();
        let bytes: usize = self.comments.iter().map(|c| c.text.as_str().len() + c.author.as_str().len()).sum();
        let more = text.as_str().len() + author.as_str().len();
        if self.comments.len() >= MOST || bytes + more > MOST_BYTES {
            return Err(CommentRefused::TooMany);
        }
        let mut task = self.clone();
        task.comments.push(Comment { id, at: stamp.now, author, text });
        let event = Event::Commented { task: self.slug.clone(), comment: id };
        Ok(Some(Change::new(guest.share().clone(), stamp, event, []).with(task)))
    }
}

#[cfg(test)]
mod tests;
