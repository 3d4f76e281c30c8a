//! Who may write beside a task, until when, and who is told.

use super::*;
use crate::{
    fixtures::{CREATED, EXPIRES, House, SATURDAY, at, changed, facts, messages, staff},
    share::{Revocation, Share},
    staff::Right,
    task::Completion,
};

fn comment(visible_to: VisibleTo) -> CommentAsStaff {
    CommentAsStaff { id: CommentId::new([6; 16]), text: "The year 2025, please.".parse().unwrap(), visible_to }
}

fn decide(
    share: &Share,
    task: &Task,
    visible_to: VisibleTo,
    now: &str,
) -> Result<Change<StaffCommented>, StaffCommentRefused> {
    let house = House::new();
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    comment(visible_to).decide((managed, Some(task)), &staff(now)).map(changed)
}

#[test]
fn an_answer_is_on_record_without_its_text_and_the_guest_is_mailed_it() {
    let (share, task) = (House::new().share().created(), House::new().task("company"));
    let change = decide(&share, &task, VisibleTo::Guest, SATURDAY).unwrap();
    let StaffCommented { gate, comment, .. } = change.state();
    assert_eq!(comment.author.as_str(), "Vera");
    assert!(comment.is_for_guests() && comment.is_from_staff());
    let told = serde_json::json!({ "task": "company", "comment": comment.id, "visible_to": "guest" });
    assert_eq!(facts(&change), told);
    let bundle = Bundle::begin(None, at(SATURDAY)).unwrap();
    assert_eq!(messages(&change), [Message::StaffComments { share: share.id(), bundle }]);
    assert_eq!((gate.staff_comments, gate.staff_comments_until), (1, Some(bundle.until)));

    let waiting = Share { gate: gate.clone(), ..share };
    let next = decide(&waiting, &task, VisibleTo::Guest, "2026-11-21T12:05:00Z").unwrap();
    assert_eq!(messages(&next), [], "the mail that waits tells it");
}

#[test]
fn of_a_note_for_staff_alone_no_guest_is_told() {
    let (share, task) = (House::new().share().created(), House::new().task("company"));
    let change = decide(&share, &task, VisibleTo::Internal, SATURDAY).unwrap();
    assert_eq!(messages(&change), []);
    assert_eq!(change.state().gate.staff_comments_until, None);
    assert!(!change.state().comment.is_for_guests());
}

#[test]
fn a_share_that_is_over_a_completed_task_and_a_task_of_another_share_take_no_comment() {
    let (house, task) = (House::new(), House::new().task("company"));
    let share = house.share().tasks(&["company"]).created();
    for visible_to in [VisibleTo::Guest, VisibleTo::Internal] {
        let mut revoked = share.clone();
        revoked.gate.revoked = Some(Revocation { at: at(CREATED), by: "Vera".parse().unwrap() });
        let over = |standing| StaffCommentRefused::Manage(ManageRefused::Over { standing });
        let refused = decide(&revoked, &task, visible_to, SATURDAY).unwrap_err();
        assert_eq!(refused, over(Standing::Revoked { at: at(CREATED) }));
        let refused = decide(&share, &task, visible_to, EXPIRES).unwrap_err();
        assert_eq!(refused, over(Standing::Expired { at: at(EXPIRES) }));
        let mut done = task.clone();
        let (at, by) = (at(CREATED), "Ana".parse().unwrap());
        done.state.completion = Some(Completion {
            at,
            by,
            through: share.id().into(),
            recipient: share.recipient(),
            record: crate::audit::Head::default(),
            result: None,
        });
        assert!(
            decide(&share, &done, visible_to, SATURDAY).is_ok(),
            "a question is answered after the task was sent, too"
        );
        let other = decide(&share, &house.task("closing"), visible_to, SATURDAY).unwrap_err();
        assert_eq!(other, StaffCommentRefused::NoSuchTask);
        let mut full = share.clone();
        full.gate.staff_comments = 100;
        assert_eq!(decide(&full, &task, visible_to, SATURDAY).unwrap_err(), StaffCommentRefused::TooMany);
    }
}
