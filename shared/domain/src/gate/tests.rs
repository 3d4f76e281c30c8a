//! Which sessions get in, and which work they may do once in.

use super::*;
use crate::{
    fixtures::{EXPIRES, House, SATURDAY, acting, admitted, at, session, slug, staff},
    id::ShareId,
    share::Accesses,
};

const BEFORE: &str = "2026-11-27T11:59:59Z";

fn share() -> Share {
    House::new().share().created()
}

fn let_in(share: &Share, session: &Session, now: &str) -> Result<(), Denied> {
    admit(share, session, at(now)).map(|_| ())
}

#[test]
fn the_session_of_an_open_share_gets_in_until_the_instant_of_expiry() {
    let share = share();
    assert_eq!(let_in(&share, &session(&share), SATURDAY), Ok(()));
    assert_eq!(let_in(&share, &session(&share), BEFORE), Ok(()));
    assert_eq!(let_in(&share, &session(&share), EXPIRES), Err(Denied::Expired { at: at(EXPIRES) }));
}

#[test]
fn a_session_of_an_earlier_or_later_epoch_has_ended() {
    let share = share();
    for epoch in [0, 2, u32::MAX] {
        let stale = Session { epoch, ..session(&share) };
        assert_eq!(let_in(&share, &stale, SATURDAY), Err(Denied::SessionEnded), "{epoch}");
    }
}

#[test]
fn a_session_of_another_share_has_ended_here() {
    let share = share();
    let other = Session { share: ShareId::new([8; 16]), ..session(&share) };
    assert_eq!(let_in(&share, &other, SATURDAY), Err(Denied::SessionEnded));
}

#[test]
fn revocation_is_told_to_sessions_it_has_ended() {
    let (house, share) = (House::new(), share());
    let before = session(&share);
    let share = share.revoke(acting(&house.vera), &staff(SATURDAY)).unwrap().unwrap().into_state();
    assert_eq!(let_in(&share, &before, SATURDAY), Err(Denied::Revoked { at: at(SATURDAY) }));
    assert_eq!(let_in(&share, &session(&share), EXPIRES), Err(Denied::Revoked { at: at(SATURDAY) }));
}

#[test]
fn sessions_go_on_when_the_openings_are_used_up() {
    let share = Share { accesses: Accesses { used: 1, max: 1 }, ..share() };
    assert_eq!(share.openable(at(SATURDAY)), Err(Denied::Exhausted));
    assert_eq!(let_in(&share, &session(&share), SATURDAY), Ok(()));
}

#[test]
fn a_completed_share_is_readable_until_it_expires_and_then_says_that_it_is_completed() {
    let share = Share { completed_at: Some(at(SATURDAY)), ..share() };
    assert_eq!(let_in(&share, &session(&share), BEFORE), Ok(()));
    assert_eq!(let_in(&share, &session(&share), EXPIRES), Err(Denied::Completed { at: at(SATURDAY) }));
}

#[test]
fn tasks_outside_the_scope_and_namesakes_in_other_runs_do_not_exist() {
    let house = House::new();
    let share = house.share().tasks(&["company"]).created();
    let guest = admitted(&share);
    assert!(guest.includes(&slug("company")) && !guest.includes(&slug("documents")));
    assert_eq!(guest.to_read(&house.task("company")), Ok(()));
    assert_eq!(guest.to_read(&house.task("documents")), Err(WorkRefused::NoSuchTask));
    let namesake = Task { run: crate::id::RunId::new([8; 16]), ..house.task("company") };
    assert_eq!(guest.to_read(&namesake), Err(WorkRefused::NoSuchTask));
    let work = guest.to_work_on(&namesake, &house.run, Permission::Comment);
    assert_eq!(work, Err(WorkRefused::NoSuchTask));
    let run = Run { id: namesake.run, ..house.run.clone() };
    let work = guest.to_work_on(&house.task("company"), &run, Permission::Comment);
    assert_eq!(work, Err(WorkRefused::NoSuchTask), "nor is a task judged by another run's order");
}

#[test]
fn a_task_can_be_read_but_not_worked_on_before_its_turn() {
    let house = House::new();
    let share = house.share().created();
    let (guest, documents) = (admitted(&share), house.task("documents"));
    assert_eq!(guest.to_read(&documents), Ok(()));
    let work = guest.to_work_on(&documents, &house.run, Permission::UploadFiles);
    assert_eq!(work, Err(WorkRefused::Waiting { on: vec![slug("company")] }));
}

#[test]
fn each_permission_is_asked_for_by_itself() {
    let house = House::new();
    let company = house.task("company");
    for permission in [Permission::FillFields, Permission::UploadFiles, Permission::Comment, Permission::CompleteTask] {
        let share = house.share().without(permission).created();
        let refused = admitted(&share).to_work_on(&company, &house.run, permission);
        assert_eq!(refused, Err(WorkRefused::NotPermitted { permission }));
        let share = house.share().created();
        assert_eq!(admitted(&share).to_work_on(&company, &house.run, permission), Ok(()));
    }
}
