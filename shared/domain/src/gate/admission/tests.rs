//! Which sessions get in, and from when to when.

use super::*;
use crate::{
    Act as _,
    fixtures::{EXPIRES, House, SATURDAY, at, changed, guest, opening, session, staff},
    share::{Accesses, Open, PasswordProof, Proofs, Revoke},
    staff::Right,
    value::{Assurance, ShareId},
};

const BEFORE: &str = "2026-11-27T11:59:59Z";

fn share() -> Share {
    House::new().share().created()
}

fn let_in(share: &Share, session: &Session, now: &str) -> Result<(), Denied> {
    admit(share, session, at(now)).map(|_| ())
}

/// The session of the first opening.
fn opened(share: &Share, now: &str) -> (Share, Session) {
    let proof = PasswordProof::check(share, &"correct horse".parse().unwrap());
    let opened = opening(share, 1).decide((share, proof.as_ref().into()), &guest(now)).unwrap().into_state();
    let session = Session::of(&opened);
    (opened.share, session)
}

#[test]
fn the_session_of_an_open_share_gets_in_until_the_instant_of_expiry() {
    let share = share();
    assert_eq!(let_in(&share, &session(&share), SATURDAY), Ok(()));
    assert_eq!(let_in(&share, &session(&share), BEFORE), Ok(()));
    assert_eq!(let_in(&share, &session(&share), EXPIRES), Err(Denied::Expired { at: at(EXPIRES) }));
}

#[test]
fn an_opening_starts_a_session_of_a_day() {
    let (share, session) = opened(&share(), SATURDAY);
    assert_eq!(session.ends_at, at("2026-11-22T12:00:00Z"));
    assert_eq!((session.share, session.epoch), (share.id(), share.gate.epoch));
    assert_eq!((session.place, session.assurance), (share.terms.scope.place(), Assurance::LINK));
}

#[test]
fn a_session_says_that_a_password_was_given() {
    let (_, session) = opened(&House::new().share().password("correct horse").created(), SATURDAY);
    assert_eq!(session.assurance, Assurance { password: true, mailbox: None });
}

#[test]
fn a_session_outlasts_its_share_so_that_the_guest_is_told_why_it_ended() {
    let (share, session) = opened(&share(), BEFORE);
    assert_eq!(session.ends_at, at("2026-11-28T11:59:59Z"));
    assert_eq!(let_in(&share, &session, EXPIRES), Err(Denied::Expired { at: at(EXPIRES) }));
}

#[test]
fn a_repeated_opening_gets_the_session_of_the_first() {
    let (share, first) = opened(&share(), SATURDAY);
    let again = Open { session: crate::value::SessionId::new([9; 16]), ..opening(&share, 1) };
    let repeat = again.decide((&share, Proofs::default()), &guest("2026-11-21T12:09:00Z")).unwrap().into_state();
    assert_eq!(Session::of(&repeat), first);
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
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let share = changed(Revoke.decide(managed, &staff(SATURDAY)).unwrap()).into_state();
    assert_eq!(let_in(&share, &before, SATURDAY), Err(Denied::Revoked { at: at(SATURDAY) }));
    assert_eq!(let_in(&share, &session(&share), EXPIRES), Err(Denied::Revoked { at: at(SATURDAY) }));
}

#[test]
fn sessions_go_on_when_the_openings_are_used_up() {
    let share = share().with(|gate| gate.accesses = Accesses { used: 1, max: 1 });
    assert_eq!(share.openable(at(SATURDAY)), Err(Denied::Exhausted));
    assert_eq!(let_in(&share, &session(&share), SATURDAY), Ok(()));
}

#[test]
fn a_completed_share_is_readable_until_it_expires_and_then_says_that_it_is_completed() {
    let share = share().with(|gate| gate.completed_at = Some(at(SATURDAY)));
    assert_eq!(let_in(&share, &session(&share), BEFORE), Ok(()));
    assert_eq!(let_in(&share, &session(&share), EXPIRES), Err(Denied::Completed { at: at(SATURDAY) }));
}
