//! Writing beside a task or a document, as staff: an answer that the guest gets by mail, or a note for staff alone.

use super::{
    super::{fact::ShareFact, gate::Gate, scope::Scope, standing::Standing, state::Share},
    ManageRefused, Managed,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    outbox::{Bundle, Message},
    task::{Comment, CommentFrom, Task, TaskKey, VisibleTo},
    value::{CommentId, Paragraphs, ShareId},
};

/// Most comments of staff about one share.
const MAX_STAFF_COMMENTS_OF_A_SHARE: u32 = 100;

/// Adds a comment of the member. It cannot stand already: its id is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentAsStaff {
    pub id: CommentId,
    pub text: Paragraphs<2000>,
    pub visible_to: VisibleTo,
}

#[derive(Debug, Clone)]
pub struct StaffCommented {
    pub gate: Gate,
    pub beside: Beside,
    pub comment: Comment,
}

/// Where a comment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    Task(TaskKey),
    /// Beside the document that a share is about.
    Document(ShareId),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StaffCommentRefused {
    #[error(transparent)]
    Manage(#[from] ManageRefused),
    /// Also for tasks that exist but are not in the share.
    #[error("there is no such task in this share")]
    NoSuchTask,
    /// It is not said beside which one.
    #[error("this share is about tasks: say beside which of them")]
    NoTask,
    #[error("this share holds as many comments of staff as it can")]
    TooMany,
}

/// Beside a task, or where none is named, beside the document that the share is about.
impl Act<(Managed<'_>, Option<&Task>)> for CommentAsStaff {
    type Made = StaffCommented;
    type Refused = StaffCommentRefused;

    fn decide(
        &self,
        (managed, task): (Managed<'_>, Option<&Task>),
        stamp: &Stamp,
    ) -> Result<Decision<StaffCommented>, StaffCommentRefused> {
        let share = managed.share();
        let (beside, fact) = self.beside(share, task)?;
        if let standing @ (Standing::Revoked { .. } | Standing::Expired { .. }) = share.standing(stamp.now) {
            return Err(ManageRefused::Over { standing }.into());
        }
        if share.gate.staff_comments >= MAX_STAFF_COMMENTS_OF_A_SHARE {
            return Err(StaffCommentRefused::TooMany);
        }
        let Self { id, ref text, visible_to } = *self;
        let told = visible_to == VisibleTo::Guest;
        let bundle = Bundle::begin(share.gate.staff_comments_until, stamp.now).filter(|_| told);
        let after = share.with(|gate| {
            gate.staff_comments += 1;
            gate.staff_comments_until = bundle.map(|bundle| bundle.until).or(gate.staff_comments_until);
        });
        let (at, author, from) = (stamp.now, managed.member().name.clone(), CommentFrom::Staff { visible_to });
        let comment = Comment { id, at, through: share.id().into(), author, text: text.clone(), from };
        let mail = bundle.map(|bundle| Message::StaffComments { share: share.id(), bundle });
        let change = Change::new(after, stamp, fact, []).mail(stamp, mail);
        Ok(change.map(|share| StaffCommented { gate: share.gate, beside, comment }).into())
    }
}

impl CommentAsStaff {
    fn beside(&self, share: &Share, task: Option<&Task>) -> Result<(Beside, ShareFact), StaffCommentRefused> {
        let (comment, visible_to) = (self.id, self.visible_to);
        match (&share.terms.scope, task) {
            (Scope::Tasks(tasks), Some(task)) if tasks.run == task.run && tasks.tasks.contains(task.slug()) => {
                let fact = ShareFact::StaffCommented { task: task.slug().clone(), comment, visible_to };
                Ok((Beside::Task(task.key()), fact))
            }
            (Scope::Document(shared), None) => {
                let (document, number) = (shared.document, shared.number.clone());
                let fact = ShareFact::StaffCommentedDocument { document, number, comment, visible_to };
                Ok((Beside::Document(share.id()), fact))
            }
            (Scope::Tasks(_) | Scope::Document(_), Some(_)) => Err(StaffCommentRefused::NoSuchTask),
            (Scope::Tasks(_), None) => Err(StaffCommentRefused::NoTask),
        }
    }
}

#[cfg(test)]
mod tests;
