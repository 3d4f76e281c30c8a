//! Writing beside a task, as staff: an answer that the guest gets by mail, or a note for staff alone.

use super::{
    super::{fact::ShareFact, gate::Gate, standing::Standing},
    ManageRefused, Managed,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    outbox::{Bundle, Message},
    task::{Comment, CommentFrom, Task, TaskKey, VisibleTo},
    value::{CommentId, Paragraphs, Place},
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
    pub task: TaskKey,
    pub comment: Comment,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StaffCommentRefused {
    #[error(transparent)]
    Manage(#[from] ManageRefused),
    /// Also for tasks that exist but are not in the share.
    #[error("there is no such task in this share")]
    NoSuchTask,
    #[error("this share holds as many comments of staff as it can")]
    TooMany,
}

impl Act<(Managed<'_>, &Task)> for CommentAsStaff {
    type Made = StaffCommented;
    type Refused = StaffCommentRefused;

    fn decide(
        &self,
        (managed, task): (Managed<'_>, &Task),
        stamp: &Stamp,
    ) -> Result<Decision<StaffCommented>, StaffCommentRefused> {
        let share = managed.share();
        let scope = &share.terms.scope;
        if scope.place() != Place::Run(task.run) || !scope.includes(task.slug()) {
            return Err(StaffCommentRefused::NoSuchTask);
        }
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
        let fact = ShareFact::StaffCommented { task: task.slug().clone(), comment: id, visible_to };
        let mail = bundle.map(|bundle| Message::StaffComments { share: share.id(), bundle });
        let change = Change::new(after, stamp, fact, []).mail(stamp, mail);
        Ok(change.map(|share| StaffCommented { gate: share.gate, task: task.key(), comment }).into())
    }
}

#[cfg(test)]
mod tests;
