//! Writing beside a revision. What is written stands with the share: other guests of the document do not read it.

use super::comment::{WriteComment, counted};
use crate::{
    audit::Stamp,
    decision::{Act, Decision},
    gate::{Acting, RevisionPermit, RevisionRefused},
    share::{Permission, ShareFact},
    task::{Comment, CommentFrom},
    value::{ShareId, Through},
};

#[derive(Debug, Clone)]
pub struct RevisionCommented {
    pub by: Acting,
    pub share: ShareId,
    pub comment: Comment,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevisionCommentRefused {
    #[error(transparent)]
    Revision(#[from] RevisionRefused),
    #[error("as many comments were written as can be")]
    TooMany,
    #[error("another comment has this id; choose a new one")]
    SameId,
}

impl Act<RevisionPermit<'_, Option<Comment>>> for WriteComment {
    type Made = RevisionCommented;
    type Refused = RevisionCommentRefused;

    /// With the comment of that id, if there is one: it was added before.
    fn decide(
        &self,
        permit: RevisionPermit<'_, Option<Comment>>,
        stamp: &Stamp,
    ) -> Result<Decision<RevisionCommented>, RevisionCommentRefused> {
        permit.may(Permission::Comment)?;
        let share = permit.share();
        if let Some(comment) = permit.also() {
            if comment.is_from_staff() {
                return Err(RevisionCommentRefused::SameId);
            }
            let (by, comment) = (permit.unchanged(), comment.clone());
            return Ok(Decision::Already(RevisionCommented { by, share: share.id(), comment }));
        }
        let used = counted(permit.used(), &self.text).ok_or(RevisionCommentRefused::TooMany)?;
        let (document, revision) = (permit.document(), permit.revision());
        let fact = ShareFact::RevisionCommented {
            document: document.id,
            number: document.number.clone(),
            code: revision.code.clone(),
            nth: revision.nth,
            comment: self.id,
        };
        let comment = Comment {
            id: self.id,
            at: stamp.now,
            through: Through::Share(share.id()),
            author: share.terms.recipient.name.clone(),
            text: self.text.clone(),
            from: CommentFrom::Guest,
        };
        let change = permit.record_as_news(fact, used, stamp);
        Ok(change.map(|by| RevisionCommented { by, share: share.id(), comment }).into())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::comment::MAX_COMMENTS, *};
    use crate::{
        fixtures::{Reading, SATURDAY, at, facts, guest, kinds, messages, reads, staff},
        outbox::{Bundle, Message},
        share::{CommentAsStaff, StaffCommentRefused},
        staff::Right,
        task::VisibleTo,
        value::CommentId,
    };

    fn write(id: u8) -> WriteComment {
        WriteComment { id: CommentId::new([id; 16]), text: "Which datum is this?".parse().unwrap() }
    }

    #[test]
    fn a_comment_is_on_record_without_its_text_and_the_creator_is_mailed_it() {
        let (reading, share) = (Reading::new(), Reading::new().share());
        let on = reading.on(None);
        let change = write(6).decide(reads(&share, &on), &guest(SATURDAY)).unwrap();
        let change = change.change().unwrap();
        assert_eq!(kinds(change), ["share.revision_commented"]);
        let told = serde_json::json!({
            "document": reading.document.id, "number": "DEMO-CIV-DWG-001", "code": "C01", "nth": 1,
            "comment": CommentId::new([6; 16]),
        });
        assert_eq!(facts(change), told);
        let bundle = Bundle::begin(None, at(SATURDAY)).unwrap();
        assert_eq!(messages(change), [Message::GuestNews { share: share.id(), bundle }]);
        let RevisionCommented { comment, .. } = change.state().clone();
        // Sent again it stands; an id that staff took is another comment's.
        let again = reading.on(Some(comment.clone()));
        let again = write(6).decide(reads(&share, &again), &guest(SATURDAY)).unwrap();
        assert!(matches!(again, Decision::Already(RevisionCommented { comment: same, .. }) if same == comment));
        let from = CommentFrom::Staff { visible_to: VisibleTo::Guest };
        let taken = reading.on(Some(Comment { from, ..comment }));
        let refused = write(6).decide(reads(&share, &taken), &guest(SATURDAY)).unwrap_err();
        assert_eq!(refused, RevisionCommentRefused::SameId);
    }

    #[test]
    fn without_the_permission_and_beyond_the_limit_nothing_is_written() {
        let (reading, mut share) = (Reading::new(), Reading::new().share());
        let on = reading.on(None);
        share.gate.comments = MAX_COMMENTS;
        let refused = write(6).decide(reads(&share, &on), &guest(SATURDAY)).unwrap_err();
        assert_eq!(refused, RevisionCommentRefused::TooMany);
        share.terms.permissions.remove(&Permission::Comment);
        let refused = write(6).decide(reads(&share, &on), &guest(SATURDAY)).unwrap_err();
        let lacks = RevisionRefused::NotPermitted { permission: Permission::Comment };
        assert_eq!(refused, RevisionCommentRefused::Revision(lacks));
    }

    #[test]
    fn staff_write_beside_the_document_and_beside_no_task() {
        let (reading, share) = (Reading::new(), Reading::new().share());
        let managed = || share.managed(reading.house.authority(Right::ManageOwnShares)).unwrap();
        let answer = CommentAsStaff {
            id: CommentId::new([7; 16]),
            text: "Mean sea level.".parse().unwrap(),
            visible_to: VisibleTo::Guest,
        };
        let change = answer.decide((managed(), None), &staff(SATURDAY)).unwrap();
        assert_eq!(kinds(change.change().unwrap()), ["share.staff_commented_document"]);
        let task = reading.house.task("company");
        let refused = answer.decide((managed(), Some(&task)), &staff(SATURDAY)).unwrap_err();
        assert_eq!(refused, StaffCommentRefused::NoSuchTask);
        let of_tasks = reading.house.share().created();
        let managed = of_tasks.managed(reading.house.authority(Right::ManageOwnShares)).unwrap();
        let refused = answer.decide((managed, None), &staff(SATURDAY)).unwrap_err();
        assert_eq!(refused, StaffCommentRefused::NoTask);
    }
}
