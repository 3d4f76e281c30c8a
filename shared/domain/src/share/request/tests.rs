//! A guest before a dead link reaches its creator once an hour, and never before a link that works.

use super::*;
use crate::{
    fixtures::{EXPIRES, House, SATURDAY, at, changed, guest, kinds, messages, staff},
    share::{Accesses, Revoke},
    staff::Right,
};

fn share() -> Share {
    House::new().share().created()
}

fn completed() -> Share {
    share().with(|gate| gate.completed_at = Some(at(SATURDAY)))
}

fn ask(share: &Share, now: &str) -> Result<Option<Change<Share>>, RequestRefused> {
    RequestLink.decide(share, &guest(now)).map(|decision| decision.change().cloned())
}

#[test]
fn a_link_that_works_needs_no_new_one() {
    assert_eq!(ask(&share(), SATURDAY).unwrap_err(), RequestRefused::StillWorks);
    assert_eq!(ask(&completed(), SATURDAY).unwrap_err(), RequestRefused::StillWorks);
}

#[test]
fn the_creator_is_told_of_the_wish_before_every_kind_of_dead_link() {
    let (house, share) = (House::new(), share());
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let revoked = changed(Revoke.decide(managed, &staff(SATURDAY)).unwrap()).into_state();
    let used_up = share.with(|gate| gate.accesses = Accesses { used: 1, max: 1 });
    for (share, now) in [(share, EXPIRES), (revoked, SATURDAY), (used_up, SATURDAY), (completed(), EXPIRES)] {
        let change = ask(&share, now).unwrap().unwrap();
        assert_eq!(kinds(&change), ["share.new_link_requested"]);
        let notice = Message::OwnerNotice { share: share.id(), about: Notice::NewLinkRequested };
        assert_eq!(messages(&change), [notice]);
    }
}

#[test]
fn the_creator_is_told_once_an_hour() {
    let asked = ask(&share(), EXPIRES).unwrap().unwrap().into_state();
    assert!(ask(&asked, EXPIRES).unwrap().is_none());
    assert!(ask(&asked, "2026-11-27T12:59:59.999Z").unwrap().is_none());
    let again = ask(&asked, "2026-11-27T13:00:00Z").unwrap().unwrap().into_state();
    assert!(ask(&again, "2026-11-27T13:59:59Z").unwrap().is_none());
}

#[test]
fn asking_brings_nothing_back_to_life() {
    let asked = ask(&share(), EXPIRES).unwrap().unwrap();
    assert!(asked.state().openable(at(EXPIRES)).is_err());
    assert_eq!(asked.state().gate.epoch, share().gate.epoch);
}
