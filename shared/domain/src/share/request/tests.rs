//! A guest before a dead link reaches its creator once an hour, and never before a link that works.

use super::*;
use crate::{
    fixtures::{EXPIRES, House, SATURDAY, acting, at, guest, staff},
    share::Accesses,
};

fn share() -> Share {
    House::new().share().created()
}

#[test]
fn a_link_that_works_needs_no_new_one() {
    assert_eq!(share().request_link(&guest(SATURDAY)).unwrap_err(), RequestRefused::StillWorks);
    let completed = Share { completed_at: Some(at(SATURDAY)), ..share() };
    assert_eq!(completed.request_link(&guest(SATURDAY)).unwrap_err(), RequestRefused::StillWorks);
}

#[test]
fn the_creator_is_told_of_the_wish_before_every_kind_of_dead_link() {
    let house = House::new();
    let expired = (share(), EXPIRES);
    let revoked = share().revoke(acting(&house.vera), &staff(SATURDAY)).unwrap().unwrap().into_state();
    let used_up = Share { accesses: Accesses { used: 1, max: 1 }, ..share() };
    let completed = Share { completed_at: Some(at(SATURDAY)), ..share() };
    for (share, now) in [expired, (revoked, SATURDAY), (used_up, SATURDAY), (completed, EXPIRES)] {
        let change = share.request_link(&guest(now)).unwrap().unwrap();
        assert_eq!(change.entry().records()[0].0.event, Event::NewLinkRequested);
        let notice = Message::OwnerNotice { share: share.id, about: Notice::NewLinkRequested };
        assert_eq!(change.outgoing().unwrap().messages, [notice]);
    }
}

#[test]
fn the_creator_is_told_once_an_hour() {
    let asked = share().request_link(&guest(EXPIRES)).unwrap().unwrap().into_state();
    assert!(asked.request_link(&guest(EXPIRES)).unwrap().is_none());
    assert!(asked.request_link(&guest("2026-11-27T12:59:59.999Z")).unwrap().is_none());
    let again = asked.request_link(&guest("2026-11-27T13:00:00Z")).unwrap().unwrap().into_state();
    assert!(again.request_link(&guest("2026-11-27T13:59:59Z")).unwrap().is_none());
}

#[test]
fn asking_brings_nothing_back_to_life() {
    let asked = share().request_link(&guest(EXPIRES)).unwrap().unwrap();
    assert!(asked.state().openable(at(EXPIRES)).is_err());
    assert_eq!(asked.state().epoch, share().epoch);
}
