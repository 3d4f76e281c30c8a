//! What staff may do to a share, and what it does to the link and its sessions.

use super::*;
use crate::{
    Timestamp,
    fixtures::{CREATED, EXPIRES, House, SATURDAY, acting, at, guest, layer, member, opening, session, staff},
    gate::{Denied, admit},
    id::SessionId,
    outbox::Message,
    policy::Source,
    share::PasswordProof,
    token::LinkToken,
};

const SALT: Salt = Salt::new([8; 16]);
const MONDAY_AFTER: &str = "2026-11-30T12:00:00Z";

fn share() -> Share {
    House::new().share().created()
}

fn completed(at: Timestamp) -> Share {
    Share { completed_at: Some(at), ..share() }
}

fn extend(house: &House, share: &Share, expiry: &Expiry, now: &str) -> Result<Change<Share>, ExtendRefused> {
    share.extend(acting(&house.vera), (expiry, &house.org.zone), &house.policy(), &staff(now))
}

#[test]
fn initiators_manage_their_own_shares_and_controllers_everyones() {
    let share = share();
    let may = |sub, role| share.revoke(acting(&member(sub, role)), &staff(SATURDAY)).map(|c| c.is_some());
    assert_eq!(may("vera", Role::Initiator), Ok(true));
    assert_eq!(may("otto", Role::Initiator), Err(Forbidden::NotYours));
    assert_eq!(may("otto", Role::DocumentController), Ok(true));
    assert_eq!(may("otto", Role::ProjectAdmin), Ok(true));
}

#[test]
fn another_initiator_can_steer_nothing() {
    let (house, share, otto) = (House::new(), share(), member("otto", Role::Initiator));
    let not_yours = SteerRefused::Forbidden(Forbidden::NotYours);
    let rotate = share.rotate(acting(&otto), (SALT, Delivery::Email), &staff(SATURDAY));
    assert_eq!(rotate.unwrap_err(), not_yours);
    let terms = (&Expiry::Days(7), &house.org.zone);
    let extend = share.extend(acting(&otto), terms, &house.policy(), &staff(SATURDAY));
    assert_eq!(extend.unwrap_err(), ExtendRefused::Steer(not_yours.clone()));
    let password = share.change_password(acting(&otto), (None, [0; 16]), &house.policy(), &staff(SATURDAY));
    assert_eq!(password.unwrap_err(), ExtendRefused::Steer(not_yours));
}

#[test]
fn revoking_ends_every_session_at_once_and_names_who_did_it() {
    let (house, share) = (House::new(), share());
    let change = share.revoke(acting(&house.vera), &staff(SATURDAY)).unwrap().unwrap();
    let revoked = change.state();
    assert_eq!(revoked.revoked, Some(Revocation { at: at(SATURDAY), by: house.vera.name.clone() }));
    assert!(revoked.epoch > share.epoch);
    assert_eq!(admit(revoked, &session(&share), at(SATURDAY)).err(), Some(Denied::Revoked { at: at(SATURDAY) }));
}

#[test]
fn revoking_twice_changes_nothing() {
    let (house, share) = (House::new(), share());
    let revoked = share.revoke(acting(&house.vera), &staff(SATURDAY)).unwrap().unwrap().into_state();
    assert!(revoked.revoke(acting(&house.vera), &staff(MONDAY_AFTER)).unwrap().is_none());
    let otto = member("otto", Role::Initiator);
    assert!(revoked.revoke(acting(&otto), &staff(SATURDAY)).is_err(), "and tells others nothing");
}

#[test]
fn expired_and_completed_shares_can_still_be_revoked() {
    let house = House::new();
    for share in [share(), completed(at(SATURDAY))] {
        let change = share.revoke(acting(&house.vera), &staff(MONDAY_AFTER)).unwrap().unwrap();
        assert_eq!(change.state().standing(at(MONDAY_AFTER)), Standing::Revoked { at: at(MONDAY_AFTER) });
    }
}

#[test]
fn rotating_kills_the_old_link_and_its_sessions_and_mails_the_new_one() {
    let (house, share) = (House::new(), share());
    let change = share.rotate(acting(&house.vera), (SALT, Delivery::Email), &staff(SATURDAY)).unwrap();
    let rotated = change.state();
    assert!(!rotated.answers_to(&LinkToken { share: share.id, salt: share.salt }));
    assert!(rotated.answers_to(&LinkToken { share: share.id, salt: SALT }));
    assert_eq!(admit(rotated, &session(&share), at(SATURDAY)).err(), Some(Denied::SessionEnded));
    assert_eq!(change.outgoing().unwrap().messages, [Message::Invitation { share: share.id }]);
    let by_hand = share.rotate(acting(&house.vera), (SALT, Delivery::Link), &staff(SATURDAY)).unwrap();
    assert_eq!(by_hand.outgoing(), None);
    assert_eq!(by_hand.entry().records()[0].0.event, Event::Rotated { delivery: "link".into() });
}

#[test]
fn what_is_revoked_or_completed_can_no_longer_be_steered() {
    let house = House::new();
    let revoked = share().revoke(acting(&house.vera), &staff(SATURDAY)).unwrap().unwrap().into_state();
    for share in [revoked, completed(at(SATURDAY))] {
        let over = SteerRefused::Over { standing: share.standing(at(MONDAY_AFTER)) };
        let rotate = share.rotate(acting(&house.vera), (SALT, Delivery::Email), &staff(MONDAY_AFTER));
        assert_eq!(rotate.unwrap_err(), over);
        let extended = extend(&house, &share, &Expiry::Days(7), MONDAY_AFTER);
        assert_eq!(extended.unwrap_err(), ExtendRefused::Steer(over));
    }
}

#[test]
fn extending_brings_an_expired_share_back_to_life() {
    let house = House::new();
    let share = share().record_expiry(&staff(EXPIRES)).unwrap().into_state();
    assert_eq!(share.standing(at(MONDAY_AFTER)), Standing::Expired { at: at(EXPIRES) });
    let change = extend(&house, &share, &Expiry::Days(2), MONDAY_AFTER).unwrap();
    let to = at("2026-12-02T12:00:00Z");
    assert_eq!(change.entry().records()[0].0.event, Event::Extended { from: at(EXPIRES), to });
    let extended = change.state();
    assert_eq!(extended.standing(at(MONDAY_AFTER)), Standing::Open);
    assert!(extended.is_listed());
    assert!(extended.answers_to(&LinkToken { share: share.id, salt: share.salt }), "the link stays the same");
    assert_eq!(extended.epoch, share.epoch);
    assert!(extended.record_expiry(&staff("2026-12-02T12:00:00Z")).is_some(), "and its new end is recorded anew");
}

#[test]
fn extending_is_under_the_same_ceiling_as_a_new_share() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.max_expiry_days = Some(30));
    let above = |asked, layer| ExtendRefused::Terms(TermsFlaw::AboveCeiling { asked, ceiling: 30, layer });
    let refused = extend(&house, &share(), &Expiry::Days(31), SATURDAY).unwrap_err();
    assert_eq!(refused, above(31, Source::Org));
    let refused = extend(&house, &share(), &Expiry::At(at("2026-12-21T12:00:01Z"), None), SATURDAY).unwrap_err();
    assert_eq!(refused, above(31, Source::Org));
    assert!(extend(&house, &share(), &Expiry::At(at("2026-12-21T12:00:00Z"), None), SATURDAY).is_ok());
    let past = extend(&house, &share(), &Expiry::At(at(CREATED), None), SATURDAY).unwrap_err();
    assert_eq!(past, ExtendRefused::Terms(TermsFlaw::ExpiryPast));
}

#[test]
fn a_new_password_ends_the_sessions_and_the_waiting() {
    let (house, share) = (House::new(), House::new().share().password("correct horse").created());
    let waiting = (0..5).try_fold(share.attempts.clone(), |a, _| a.reserve(at(SATURDAY))).unwrap();
    let share = Share { attempts: waiting, ..share };
    let new = "battery staple".parse().unwrap();
    let change =
        share.change_password(acting(&house.vera), (Some(&new), [7; 16]), &house.policy(), &staff(SATURDAY)).unwrap();
    assert_eq!(change.entry().records()[0].0.event, Event::PasswordChanged { set: true });
    let changed = change.state();
    assert!(PasswordProof::check(changed, &new).is_some());
    assert!(PasswordProof::check(changed, &"correct horse".parse().unwrap()).is_none());
    assert_eq!(changed.attempts.locked_until(), None);
    assert_eq!(admit(changed, &session(&share), at(SATURDAY)).err(), Some(Denied::SessionEnded));
}

#[test]
fn a_password_can_be_taken_away_unless_the_policy_requires_one() {
    let (mut house, share) = (House::new(), House::new().share().password("correct horse").created());
    let take =
        |house: &House| share.change_password(acting(&house.vera), (None, [7; 16]), &house.policy(), &staff(SATURDAY));
    let change = take(&house).unwrap();
    assert_eq!((change.state().password.clone(), change.state().epoch), (None, 2));
    house.project.policy = layer(|l| l.password_required = Some(true));
    let required = TermsFlaw::PasswordRequired { layer: Source::Project };
    assert_eq!(take(&house).unwrap_err(), ExtendRefused::Terms(required));
}

#[test]
fn a_landing_from_before_the_sessions_were_ended_counts_anew() {
    let house = House::new();
    let open =
        |share: &Share| share.open(&opening(share, 1), None, SessionId::new([4; 16]), &guest(SATURDAY)).unwrap().change;
    let opened = open(&share()).unwrap().into_state();
    assert!(open(&opened).is_none());
    let rotated = opened.rotate(acting(&house.vera), (SALT, Delivery::Email), &staff(SATURDAY)).unwrap();
    assert_eq!(open(rotated.state()).unwrap().state().accesses.used, 2);
    let changed = opened.change_password(acting(&house.vera), (None, [7; 16]), &house.policy(), &staff(SATURDAY));
    assert_eq!(open(changed.unwrap().state()).unwrap().state().accesses.used, 2);
}
