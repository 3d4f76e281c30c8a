//! What staff may do to a share, and what it does to the link and its sessions.

use serde_json::json;

use super::*;
use crate::{
    Act as _, Change, Timestamp,
    fixtures::{
        CREATED, EXPIRES, House, SATURDAY, at, changed, facts, guest, kinds, layer, member, messages, opening, session,
        slug, staff,
    },
    gate::admit,
    outbox::Message,
    policy::Layer,
    share::{
        Attempts, ChangePassword, Delivery, Denied, Edit, Expiry, LinkToken, Opened, Password, PasswordProof, Proofs,
        Revocation, Revoke, Rotate, Salt,
    },
    staff::{Member, OrgRole, Role},
};

const SALT: Salt = Salt::new([8; 16]);
const MONDAY_AFTER: &str = "2026-11-30T12:00:00Z";

fn share() -> Share {
    House::new().share().created()
}

fn completed(at: Timestamp) -> Share {
    share().with(|gate| gate.completed_at = Some(at))
}

fn managed<'a>(house: &'a House, share: &'a Share) -> Managed<'a> {
    share.managed(house.authority(Right::ManageOwnShares)).unwrap()
}

fn revoke(share: &Share, now: &str) -> Option<Change<Share>> {
    Revoke.decide(managed(&House::new(), share), &staff(now)).unwrap().change().cloned()
}

fn rotate(share: &Share, delivery: Option<Delivery>, now: &str) -> Result<Change<Share>, ManageRefused> {
    Rotate { salt: SALT, delivery, policy: None }.decide(managed(&House::new(), share), &staff(now)).map(changed)
}

fn extend(house: &House, share: &Share, expiry: &Expiry, now: &str) -> Result<Change<Share>, ManageRefused> {
    let policy = house.policy();
    let act = Edit { expiry: Some(expiry), ..Edit::under(&policy, &house.org.zone) };
    act.decide(managed(house, share), &staff(now)).map(changed)
}

fn change_password(house: &House, share: &Share, to: Option<&Password>) -> Result<Change<Share>, ManageRefused> {
    let hash = to.map(|password| password.hash([7; 16]));
    let act = ChangePassword { password: hash.as_ref(), policy: &house.policy() };
    act.decide(managed(house, share), &staff(SATURDAY)).map(changed)
}

fn not_yours() -> Forbidden {
    Forbidden::NotYours { needed: Role::DocumentController, yours: Role::Initiator }
}

#[test]
fn initiators_manage_their_own_shares_and_controllers_everyones() {
    let (house, share) = (House::new(), share());
    let may = |sub, role| share.managed(house.authority_of(&member(sub, role), Right::ManageOwnShares)).map(|_| ());
    assert_eq!(may("vera", Role::Initiator), Ok(()));
    assert_eq!(may("otto", Role::Initiator), Err(not_yours()));
    assert_eq!(may("otto", Role::DocumentController), Ok(()));
    assert_eq!(may("otto", Role::ProjectAdmin), Ok(()));
}

#[test]
fn a_proof_of_another_right_project_or_org_manages_nothing() {
    let (house, share, tower, here) = (House::new(), share(), slug("tower"), slug("procurement"));
    let admin = Member { roles: crate::staff::Roles::of_org(OrgRole::OrgAdmin), ..member("olga", Role::Viewer) };
    let stranger = Member { org: slug("globex"), ..admin.clone() };
    for elsewhere in [
        house.authority(Right::CreateShares),
        admin.authority(&here, Right::ManageAllShares).unwrap(),
        admin.authority(&tower, Right::ManageOwnShares).unwrap(),
        stranger.authority(&here, Right::ManageOwnShares).unwrap(),
    ] {
        assert_eq!(share.managed(elsewhere).err(), Some(Forbidden::NoSuchProject));
    }
    assert!(share.managed(admin.authority(&here, Right::ManageOwnShares).unwrap()).is_ok());
    let viewer_there = Member { org: slug("globex"), ..member("vito", Role::Viewer) };
    assert_eq!(share.managed_by(&viewer_there).err(), Some(Forbidden::NoSuchProject), "and not which role it takes");
}

#[test]
fn revoking_ends_every_session_at_once_and_names_who_did_it() {
    let share = share();
    let change = revoke(&share, SATURDAY).unwrap();
    let revoked = change.state();
    assert_eq!(kinds(&change), ["share.revoked"]);
    assert_eq!(revoked.gate.revoked, Some(Revocation { at: at(SATURDAY), by: House::new().vera.name }));
    assert!(revoked.gate.epoch > share.gate.epoch);
    assert_eq!(admit(revoked, &session(&share), at(SATURDAY)).err(), Some(Denied::Revoked { at: at(SATURDAY) }));
}

#[test]
fn revoking_twice_changes_nothing() {
    let revoked = revoke(&share(), SATURDAY).unwrap().into_state();
    assert!(revoke(&revoked, MONDAY_AFTER).is_none());
    let (house, otto) = (House::new(), member("otto", Role::Initiator));
    let refused = revoked.managed(house.authority_of(&otto, Right::ManageOwnShares)).err();
    assert_eq!(refused, Some(not_yours()), "and tells others nothing");
}

#[test]
fn expired_and_completed_shares_can_still_be_revoked() {
    for share in [share(), completed(at(SATURDAY))] {
        let change = revoke(&share, MONDAY_AFTER).unwrap();
        assert_eq!(change.state().standing(at(MONDAY_AFTER)), Standing::Revoked { at: at(MONDAY_AFTER) });
    }
}

#[test]
fn rotating_kills_the_old_link_and_its_sessions_and_mails_the_new_one() {
    let share = share();
    let change = rotate(&share, Some(Delivery::Email), SATURDAY).unwrap();
    let rotated = change.state();
    assert!(!rotated.answers_to(&LinkToken { share: share.id(), salt: share.gate.salt }));
    assert!(rotated.answers_to(&LinkToken { share: share.id(), salt: SALT }));
    assert_eq!(rotated.gate.link, share.gate.link + 1);
    assert_eq!(admit(rotated, &session(&share), at(SATURDAY)).err(), Some(Denied::SessionEnded));
    assert_eq!(messages(&change), [Message::Invitation { share: share.id() }]);
    let by_hand = rotate(&share, Some(Delivery::Link), SATURDAY).unwrap();
    assert_eq!(messages(&by_hand), []);
    assert_eq!((kinds(&by_hand), facts(&by_hand)), (vec!["share.rotated".into()], json!({ "delivery": "link" })));
}

#[test]
fn a_new_link_owes_nothing_to_those_who_guessed_at_the_old_ones_password() {
    let house = House::new();
    let guessed = Attempts::stored(9, Some(at(MONDAY_AFTER)));
    let locked = house.share().password("correct horse").created().with(|gate| gate.attempts = guessed);
    assert_eq!(rotate(&locked, None, SATURDAY).unwrap().state().gate.attempts, Attempts::default());
}

#[test]
fn a_new_link_goes_the_way_of_the_one_before_unless_told() {
    let carried = House::new().share().link().created();
    assert_eq!(rotate(&carried, None, SATURDAY).unwrap().state().gate.delivery(), Delivery::Link);
    assert_eq!(rotate(&carried, Some(Delivery::Email), SATURDAY).unwrap().state().gate.delivery(), Delivery::Email);
    assert_eq!(rotate(&share(), None, SATURDAY).unwrap().state().gate.delivery(), Delivery::Email);
}

#[test]
fn a_share_whose_link_would_open_nothing_is_not_rotated_and_that_says_what_to_do_first() {
    let exhausted = House::new().share().max(1).created().with(|gate| gate.accesses.used = 1);
    for (share, now, word, first) in
        [(exhausted, SATURDAY, "exhausted", "max_accesses"), (share(), MONDAY_AFTER, "expired", "expiry")]
    {
        for delivery in [Delivery::Email, Delivery::Link] {
            let refused = rotate(&share, Some(delivery), now).unwrap_err();
            assert!(refused.to_string().ends_with(first), "{refused}");
            let ManageRefused::OpensNothing { standing } = refused else { panic!("{refused}") };
            assert_eq!(standing.name(), word);
        }
    }
}

#[test]
fn what_is_revoked_or_completed_can_no_longer_be_managed() {
    let house = House::new();
    let revoked = revoke(&share(), SATURDAY).unwrap().into_state();
    for share in [revoked, completed(at(SATURDAY))] {
        let over = ManageRefused::Over { standing: share.standing(at(MONDAY_AFTER)) };
        assert_eq!(rotate(&share, Some(Delivery::Email), MONDAY_AFTER).unwrap_err(), over);
        assert_eq!(extend(&house, &share, &Expiry::Days(7), MONDAY_AFTER).unwrap_err(), over);
        assert_eq!(change_password(&house, &share, None).unwrap_err(), over);
    }
}

#[test]
fn extending_brings_an_expired_share_back_to_life() {
    let house = House::new();
    let share = changed(share().record_expiry(&staff(EXPIRES))).into_state();
    assert_eq!(share.standing(at(MONDAY_AFTER)), Standing::Expired { at: at(EXPIRES) });
    let change = extend(&house, &share, &Expiry::Days(2), MONDAY_AFTER).unwrap();
    let to = "2026-12-02T12:00:00Z";
    assert_eq!((kinds(&change), facts(&change)), (vec!["share.extended".into()], json!({ "from": EXPIRES, "to": to })));
    let extended = change.state();
    assert_eq!(extended.standing(at(MONDAY_AFTER)), Standing::Open);
    assert_eq!(extended.gate.ended_at(), None);
    assert!(extended.answers_to(&LinkToken { share: share.id(), salt: share.gate.salt }), "the link stays the same");
    assert_eq!((extended.gate.epoch, extended.gate.link), (share.gate.epoch, share.gate.link));
    assert!(extended.record_expiry(&staff(to)).change().is_some(), "and its new end is recorded anew");
}

#[test]
fn extending_is_under_the_same_ceiling_as_a_new_share() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.max_expiry_days = Some(30));
    let above = |asked, layer| ManageRefused::Terms(TermsFlaw::AboveCeiling { asked, ceiling: 30, layer });
    let refused = extend(&house, &share(), &Expiry::Days(31), SATURDAY).unwrap_err();
    assert_eq!(refused, above(31, Layer::Org));
    let refused = extend(&house, &share(), &Expiry::At(at("2026-12-21T12:00:01Z"), None), SATURDAY).unwrap_err();
    assert_eq!(refused, above(31, Layer::Org));
    assert!(extend(&house, &share(), &Expiry::At(at("2026-12-21T12:00:00Z"), None), SATURDAY).is_ok());
    let past = extend(&house, &share(), &Expiry::At(at(CREATED), None), SATURDAY).unwrap_err();
    assert_eq!(past, ManageRefused::Terms(TermsFlaw::ExpiryPast));
}

#[test]
fn a_new_password_ends_the_sessions_and_the_waiting() {
    let (house, share) = (House::new(), House::new().share().password("correct horse").created());
    let waiting = (0..5).try_fold(share.gate.attempts.clone(), |a: Attempts, _| a.reserve(at(SATURDAY))).unwrap();
    let share = share.with(|gate| gate.attempts = waiting);
    let new = "battery staple".parse().unwrap();
    let change = change_password(&house, &share, Some(&new)).unwrap();
    assert_eq!((kinds(&change), facts(&change)), (vec!["share.password_changed".into()], json!({ "set": true })));
    let changed = change.state();
    assert!(PasswordProof::check(changed, &new).is_some());
    assert!(PasswordProof::check(changed, &"correct horse".parse().unwrap()).is_none());
    assert_eq!(changed.gate.attempts.locked_until(), None);
    assert_eq!(admit(changed, &session(&share), at(SATURDAY)).err(), Some(Denied::SessionEnded));
}

#[test]
fn a_password_can_be_taken_away_unless_the_policy_requires_one() {
    let (mut house, share) = (House::new(), House::new().share().password("correct horse").created());
    let change = change_password(&house, &share, None).unwrap();
    assert_eq!((change.state().gate.password.clone(), change.state().gate.epoch), (None, 2));
    house.project.policy = layer(|l| l.password_required = Some(true));
    let required = TermsFlaw::PasswordRequired { layer: Layer::Project };
    assert_eq!(change_password(&house, &share, None).unwrap_err(), ManageRefused::Terms(required));
}

#[test]
fn taking_away_a_password_that_there_is_not_changes_nothing() {
    let (house, share) = (House::new(), share());
    let act = ChangePassword { password: None, policy: &house.policy() };
    assert!(act.decide(managed(&house, &share), &staff(SATURDAY)).unwrap().change().is_none());
}

#[test]
fn a_landing_from_before_the_sessions_were_ended_counts_anew() {
    let house = House::new();
    let open = |share: &Share| -> Option<Change<Opened>> {
        opening(share, 1).decide((share, Proofs::default()), &guest(SATURDAY)).unwrap().change().cloned()
    };
    let opened = open(&share()).unwrap().into_state().share;
    assert!(open(&opened).is_none());
    let rotated = rotate(&opened, Some(Delivery::Email), SATURDAY).unwrap();
    assert_eq!(open(rotated.state()).unwrap().state().share.gate.accesses.used, 2);
    let changed = change_password(&house, &opened, Some(&"correct horse".parse().unwrap())).unwrap();
    assert!(changed.state().gate.visits.is_empty());
}
