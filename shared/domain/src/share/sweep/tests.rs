//! An expiry is recorded once, and only where there is one to record.

use super::*;
use crate::{
    Act as _,
    fixtures::{EXPIRES, House, SATURDAY, at, changed, facts, kinds, staff, system},
    share::{Accesses, Revoke},
    staff::Right,
};

const LATER: &str = "2026-11-27T12:01:00Z";

fn share() -> Share {
    House::new().share().created()
}

fn swept(share: &Share, now: &str) -> Option<Change<Share>> {
    share.record_expiry(&system(now)).change().cloned()
}

#[test]
fn an_expiry_is_recorded_with_its_own_instant_not_that_of_the_sweep() {
    let change = swept(&share(), LATER).unwrap();
    assert_eq!(kinds(&change), ["share.expired"]);
    assert_eq!(facts(&change), serde_json::json!({ "expired_at": EXPIRES }));
    assert_eq!(change.state().gate.expiry_recorded_at, Some(at(LATER)));
    assert_eq!(change.state().gate.expires_at, at(EXPIRES));
}

#[test]
fn it_is_due_from_the_very_instant_on() {
    assert!(swept(&share(), "2026-11-27T11:59:59Z").is_none());
    assert!(swept(&share(), EXPIRES).is_some());
}

#[test]
fn it_is_recorded_once() {
    let recorded = swept(&share(), EXPIRES).unwrap().into_state();
    assert!(swept(&recorded, LATER).is_none());
}

#[test]
fn revoked_and_completed_shares_have_no_expiry_to_record() {
    let (house, share) = (House::new(), share());
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let revoked = changed(Revoke.decide(managed, &staff(SATURDAY)).unwrap()).into_state();
    assert!(swept(&revoked, LATER).is_none());
    let completed = share.with(|gate| gate.completed_at = Some(at(SATURDAY)));
    assert!(swept(&completed, LATER).is_none());
}

#[test]
fn exhausted_shares_expire_like_others() {
    let used_up = share().with(|gate| gate.accesses = Accesses { used: 1, max: 1 });
    assert!(swept(&used_up, LATER).is_some());
}
