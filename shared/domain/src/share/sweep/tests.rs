//! An expiry is recorded once, and only where there is one to record.

use super::*;
use crate::{
    fixtures::{EXPIRES, House, SATURDAY, acting, at, staff, system},
    share::Accesses,
};

const LATER: &str = "2026-11-27T12:01:00Z";

fn share() -> Share {
    House::new().share().created()
}

#[test]
fn an_expiry_is_recorded_with_its_own_instant_not_that_of_the_sweep() {
    let change = share().record_expiry(&system(LATER)).unwrap();
    assert_eq!(change.entry().records()[0].0.event, Event::Expired { expired_at: at(EXPIRES) });
    assert_eq!(change.state().expiry_recorded_at, Some(at(LATER)));
    assert_eq!(change.state().expires_at, at(EXPIRES));
}

#[test]
fn it_is_due_from_the_very_instant_on() {
    assert!(share().record_expiry(&system("2026-11-27T11:59:59Z")).is_none());
    assert!(share().record_expiry(&system(EXPIRES)).is_some());
}

#[test]
fn it_is_recorded_once() {
    let recorded = share().record_expiry(&system(EXPIRES)).unwrap().into_state();
    assert!(recorded.record_expiry(&system(LATER)).is_none());
}

#[test]
fn revoked_and_completed_shares_have_no_expiry_to_record() {
    let house = House::new();
    let revoked = share().revoke(acting(&house.vera), &staff(SATURDAY)).unwrap().unwrap().into_state();
    assert!(revoked.record_expiry(&system(LATER)).is_none());
    let completed = Share { completed_at: Some(at(SATURDAY)), ..share() };
    assert!(completed.record_expiry(&system(LATER)).is_none());
}

#[test]
fn exhausted_shares_expire_like_others() {
    let used_up = Share { accesses: Accesses { used: 1, max: 1 }, ..share() };
    assert!(used_up.record_expiry(&system(LATER)).is_some());
}
