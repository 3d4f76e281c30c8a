//! Attempts at a password: counted first, tried then, slowed down, and told to the owner once.

use serde_json::json;

use super::*;
use crate::{
    fixtures::{EXPIRES, House, SATURDAY, at, changed, facts, guest, kinds, messages, opening, staff},
    share::{Accesses, Denied, Missing, PasswordProof, Revoke, assurance::password::BackOff},
    staff::Right,
};

fn share() -> Share {
    House::new().share().max(9).password("correct horse").created()
}

fn reserve(share: &Share, opening: &Open, now: &str) -> Result<Change<Share>, OpenRefused> {
    ReserveAttempt { opening, at: Secrets::PASSWORD }.decide(share, &guest(now)).map(changed)
}

fn attempt_failed(share: &Share, attempt: u32, now: &str) -> Change<Share> {
    changed(AttemptFailed { attempt, device: None, at: Secrets::PASSWORD }.decide(share, &guest(now)).unwrap())
}

/// A wrong password: the attempt reserved, then recorded as failed.
fn fail(share: &Share, now: &str) -> Result<Change<Share>, OpenRefused> {
    let reserved = reserve(share, &opening(share, 1), now)?.into_state();
    assert!(PasswordProof::check(&reserved, &"battery staple".parse().unwrap()).is_none());
    Ok(attempt_failed(&reserved, reserved.gate.attempts.tried(), now))
}

/// The share after so many wrong passwords, each as soon as it may come.
fn failed(share: Share, times: u32) -> Share {
    (0..times).fold(share, |share, _| {
        let attempts = &share.gate.attempts;
        let attempts = attempts.reserve(attempts.locked_until().unwrap_or(at(SATURDAY))).unwrap();
        share.with(|gate| gate.attempts = attempts)
    })
}

#[test]
fn an_attempt_is_counted_before_the_password_is_looked_at() {
    let change = reserve(&share(), &opening(&share(), 1), SATURDAY).unwrap();
    assert_eq!(
        (kinds(&change), facts(&change)),
        (vec!["share.password_tried".into()], json!({ "attempt": 1, "known_device": false }))
    );
    assert_eq!(change.state().gate.attempts.tried(), 1);
    assert_eq!(change.state().gate.accesses.used, 0);
}

#[test]
fn only_the_right_password_gives_proof() {
    let share = share();
    assert!(PasswordProof::check(&share, &"correct horse".parse().unwrap()).is_some());
    assert!(PasswordProof::check(&share, &"Correct horse".parse().unwrap()).is_none());
    let open = House::new().share().created();
    assert!(PasswordProof::check(&open, &"correct horse".parse().unwrap()).is_none());
}

#[test]
fn a_failed_attempt_is_recorded_with_its_number_and_counts_no_second_time() {
    let change = fail(&share(), SATURDAY).unwrap();
    assert_eq!(
        (kinds(&change), facts(&change)),
        (vec!["share.password_failed".into()], json!({ "attempt": 1, "known_device": false }))
    );
    assert_eq!(change.state().gate.attempts.tried(), 1);
    assert_eq!(messages(&change), []);
}

#[test]
fn of_five_failures_at_once_only_the_fifth_locks() {
    let share = failed(share(), 5);
    let kinds = |attempt| attempt_failed(&share, attempt, SATURDAY).entry().records().len();
    assert_eq!((1..=5).map(kinds).collect::<Vec<_>>(), [1, 1, 1, 1, 2]);
}

#[test]
fn the_fifth_failure_makes_the_next_attempt_wait_half_a_minute() {
    let share = fail(&failed(share(), 4), SATURDAY).unwrap().into_state();
    let back_off = OpenRefused::BackOff(BackOff { at: at("2026-11-21T12:00:30Z") });
    assert_eq!(fail(&share, SATURDAY).unwrap_err(), back_off);
    assert_eq!(fail(&share, "2026-11-21T12:00:29Z").unwrap_err(), back_off);
    let sixth = fail(&share, "2026-11-21T12:00:30Z").unwrap().into_state();
    assert_eq!(sixth.gate.attempts.locked_until(), Some(at("2026-11-21T12:01:30Z")), "the wait doubles");
}

#[test]
fn the_owner_is_told_when_waiting_begins_and_not_again() {
    let fifth = fail(&failed(share(), 4), SATURDAY).unwrap();
    let until = at("2026-11-21T12:00:30Z");
    assert_eq!(kinds(&fifth), ["share.password_failed", "share.locked"]);
    assert_eq!(facts(&fifth), json!({ "attempt": 5, "known_device": false }));
    assert_eq!(fifth.entry().records()[1].record.to_json()["facts"], json!({ "until": until, "known_device": false }));
    let notice = Message::OwnerNotice { share: fifth.state().id(), about: Notice::Locked { until } };
    assert_eq!(messages(&fifth), [notice]);
    let sixth = fail(fifth.state(), "2026-11-21T12:00:30Z").unwrap();
    assert_eq!(messages(&sixth), []);
    assert_eq!(kinds(&sixth), ["share.password_failed", "share.locked"]);
}

#[test]
fn a_failure_that_comes_in_after_a_success_still_has_its_number_but_no_one_waits() {
    let change = attempt_failed(&share(), 5, SATURDAY);
    assert_eq!(
        (kinds(&change), facts(&change)),
        (vec!["share.password_failed".into()], json!({ "attempt": 5, "known_device": false }))
    );
    assert_eq!(messages(&change), []);
}

#[test]
fn strangers_never_lock_the_guest_out_for_longer_than_a_quarter_of_an_hour() {
    let share = failed(share(), 40);
    let last = share.gate.attempts.locked_until().unwrap();
    let then = share.gate.attempts.reserve(last).unwrap();
    assert_eq!(then.locked_until().unwrap().duration_since(last), Attempts::MAX_DELAY);
}

#[test]
fn a_success_starts_the_count_anew() {
    let share = failed(share(), 4);
    let share = reserve(&share, &opening(&share, 1), SATURDAY).unwrap().into_state();
    let proof = PasswordProof::check(&share, &"correct horse".parse().unwrap());
    let open = opening(&share, 1).decide((&share, proof.as_ref().into()), &guest(SATURDAY)).unwrap();
    assert_eq!(changed(open).state().share.gate.attempts, Attempts::default());
}

#[test]
fn nothing_is_counted_that_could_not_open_even_with_the_right_password() {
    let house = House::new();
    let refused = |share: &Share, opening: &Open, now| reserve(share, opening, now).unwrap_err();
    let share = share();
    let without = Open { consent: None, ..opening(&share, 1) };
    assert_eq!(refused(&share, &without, SATURDAY), OpenRefused::Missing(vec![Missing::Consent]));
    let expired = OpenRefused::Dead(Denied::Expired { at: at(EXPIRES) });
    assert_eq!(refused(&share, &opening(&share, 1), EXPIRES), expired);
    let used_up = share.with(|gate| gate.accesses = Accesses { used: 9, max: 9 });
    assert_eq!(refused(&used_up, &opening(&share, 1), SATURDAY), OpenRefused::Dead(Denied::Exhausted));
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let gone = changed(Revoke.decide(managed, &staff(SATURDAY)).unwrap()).into_state();
    let revoked = OpenRefused::Dead(Denied::Revoked { at: at(SATURDAY) });
    assert_eq!(refused(&gone, &opening(&share, 1), SATURDAY), revoked);
}
