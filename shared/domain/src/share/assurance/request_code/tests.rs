//! Asking for codes, and what they open.

use jiff::SignedDuration;
use serde_json::json;

use super::*;
use crate::{
    fixtures::{EXPIRES, House, SATURDAY, at, changed, facts, guest, kinds, layer, opening},
    share::{
        AttemptFailed, BackOff, Code, CodeProof, Missing, Open, OpenRefused, Opened, PasswordProof, Proofs,
        ReserveAttempt, Revoke, Secrets,
    },
    staff::Right,
    value::{Assurance, DeviceId, Key, KeyId, KeyRing, Mailbox},
};

fn keys() -> KeyRing {
    KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32]))
}

fn coded() -> Share {
    House::new().share().code().created()
}

fn later(minutes: i64) -> Stamp {
    Stamp { now: at(SATURDAY) + SignedDuration::from_mins(minutes), ..guest(SATURDAY) }
}

fn ask(share: &Share, visit: u8, stamp: &Stamp) -> Result<Decision<CodeRequested>, CodeRefused> {
    let request = RequestCode { visit: VisitId::new([visit; 16]), device: None };
    request.decide((share, &CodeCount::none(share.recipient())), stamp)
}

/// The share once the code was asked for from a landing, and the code.
fn asked(share: &Share, visit: u8, stamp: &Stamp) -> (Share, Code) {
    let share = changed(ask(share, visit, stamp).unwrap()).into_state().share;
    let code = share.reveal_code(VisitId::new([visit; 16]), &keys(), stamp.now).unwrap();
    (share, code)
}

fn open(share: &Share, opening: &Open, code: &Code, stamp: &Stamp) -> Result<Opened, OpenRefused> {
    let proof = CodeProof::check(share, opening.visit, (code, &keys()), stamp.now);
    let proofs = Proofs { password: None, code: proof.as_ref() };
    Ok(opening.decide((share, proofs), stamp)?.into_state())
}

#[test]
fn asking_leaves_a_record_and_a_mail_and_stores_no_code() {
    let share = coded();
    let change = changed(ask(&share, 1, &guest(SATURDAY)).unwrap());
    assert_eq!((kinds(&change), facts(&change)), (vec!["share.code_requested".to_owned()], json!({ "again": false })));
    let visit = VisitId::new([1; 16]);
    assert_eq!(change.mails()[0].message, Message::Code { share: share.id(), visit });
    let code = change.state().share.reveal_code(visit, &keys(), at(SATURDAY)).unwrap();
    assert!(!format!("{change:?}").contains(code.expose()));
}

#[test]
fn asking_again_within_its_life_mails_the_same_code_and_later_another() {
    let (share, first) = asked(&coded(), 1, &later(0));
    assert!(ask(&share, 1, &Stamp { now: at("2026-11-21T12:00:29Z"), ..later(0) }).unwrap().change().is_none());
    let again = changed(ask(&share, 1, &later(14)).unwrap());
    assert_eq!(facts(&again), json!({ "again": true }));
    let (share, second) = asked(&again.into_state().share, 1, &later(14));
    assert_eq!(second.expose(), first.expose());
    assert!(
        share.reveal_code(VisitId::new([1; 16]), &keys(), later(15).now).is_none(),
        "over, as of when it was asked for first"
    );
    let (_, third) = asked(&share, 1, &later(15));
    assert_ne!(third.expose(), first.expose());
}

#[test]
fn a_code_opens_in_the_browser_that_asked_and_in_no_other() {
    let (share, code) = asked(&coded(), 1, &later(0));
    let opened = open(&share, &opening(&share, 1), &code, &later(14)).unwrap();
    assert_eq!(opened.assurance, Assurance { password: false, mailbox: Some(Mailbox::Code) });
    let missing = Err(OpenRefused::Missing(vec![Missing::Code]));
    assert_eq!(open(&share, &opening(&share, 2), &code, &later(1)).map(drop), missing, "who was told the code");
    assert_eq!(open(&share, &opening(&share, 1), &code, &later(15)).map(drop), missing, "too late");
    let (both, others) = asked(&share, 2, &later(1));
    assert_ne!(others.expose(), code.expose());
    assert!(open(&both, &opening(&both, 1), &code, &later(2)).is_ok(), "two browsers at once");
    assert!(open(&both, &opening(&both, 2), &code, &later(2)).is_err());
}

#[test]
fn a_code_is_used_once_and_repeats_its_opening_for_ten_minutes() {
    let (share, code) = asked(&coded(), 1, &later(0));
    let opened = open(&share, &opening(&share, 1), &code, &later(0)).unwrap().share;
    assert_eq!(open(&opened, &opening(&share, 1), &code, &later(9)).unwrap().share.gate.accesses.used, 1);
    assert!(open(&opened, &opening(&share, 1), &code, &later(10)).is_err());
}

#[test]
fn a_used_code_is_over_also_once_its_opening_is_forgotten_because_newer_ones_came() {
    let (share, code) = asked(&coded(), 1, &later(0));
    let Opened { share: first, assurance, .. } = open(&share, &opening(&share, 1), &code, &later(0)).unwrap();
    let device = Some(Device::of(&first, DeviceId::new([7; 16]), assurance));
    let again = |share: &Share, visit: u8, minutes: i64| {
        let opening = Open { device, ..opening(share, visit) };
        opening.decide((share, Proofs::default()), &later(minutes)).unwrap().into_state().share
    };
    let eight_later = (2..=9).fold(first.clone(), |share, visit| again(&share, visit, 1));
    let missing = Some(OpenRefused::Missing(vec![Missing::Code]));
    assert_eq!(open(&eight_later, &opening(&share, 1), &code, &later(2)).err(), missing);
    let on_the_same_landing = again(&first, 1, 11);
    assert_eq!(open(&on_the_same_landing, &opening(&share, 1), &code, &later(12)).err(), missing);
    let (asked_anew, newer) = asked(&first, 1, &later(11));
    assert!(open(&asked_anew, &opening(&share, 1), &newer, &later(12)).is_ok(), "another code is good on that landing");
}

#[test]
fn the_records_of_an_opening_say_that_the_code_was_given() {
    let (share, code) = asked(&coded(), 1, &later(0));
    let proof = CodeProof::check(&share, VisitId::new([1; 16]), (&code, &keys()), at(SATURDAY));
    let proofs = Proofs { password: None, code: proof.as_ref() };
    let change = changed(opening(&share, 1).decide((&share, proofs), &guest(SATURDAY)).unwrap());
    for appended in change.entry().records() {
        assert_eq!(appended.record.to_json()["actor"]["assurance"], "code");
    }
}

#[test]
fn a_browser_that_gave_the_code_is_not_asked_again_until_the_link_is_another() {
    let (share, code) = asked(&coded(), 1, &later(0));
    let Opened { share, assurance, .. } = open(&share, &opening(&share, 1), &code, &later(0)).unwrap();
    let device = Device::of(&share, DeviceId::new([7; 16]), assurance);
    let known = Open { device: Some(device), ..opening(&share, 2) };
    let opened = known.decide((&share, Proofs::default()), &later(60)).unwrap().into_state();
    assert_eq!(opened.assurance, Assurance { password: false, mailbox: Some(Mailbox::Device) });
    let request = RequestCode { visit: known.visit, device: Some(device) };
    let refused = request.decide((&share, &CodeCount::none(share.recipient())), &later(60)).map(drop);
    assert_eq!(refused, Err(CodeRefused::NotNeeded));
    let rotated = share.with(|gate| gate.epoch += 1);
    assert!(rotated.needs_code(Some(&device)));
    let by_password = Device { gave_code: false, ..device };
    assert!(share.needs_code(Some(&by_password)), "where the password was given before, the code was not");
}

#[test]
fn a_new_link_ends_the_codes_and_gives_back_what_the_old_one_used_up() {
    let house = House::new();
    let (share, code) = asked(&coded(), 1, &later(0));
    let forgiven = share.with(crate::share::Gate::forgive_all);
    assert!(CodeProof::check(&forgiven, VisitId::new([1; 16]), (&code, &keys()), at(SATURDAY)).is_none());
    assert_eq!(forgiven.gate.spent.codes, None);
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    assert!(Revoke.decide(managed, &guest(SATURDAY)).unwrap().state().gate.codes.is_empty());
}

#[test]
fn three_browsers_have_a_code_at_a_time_and_the_one_that_asked_first_keeps_its_own_until_its_end() {
    let share = (1..=4).fold(coded(), |share, visit| asked(&share, visit, &later(i64::from(visit))).0);
    let good = |visit| share.gate.code_asked(VisitId::new([visit; 16]), later(5).now).is_some();
    assert_eq!([1, 2, 3, 4].map(good), [true, false, true, true]);
    let (after, _) = asked(&share, 5, &later(16));
    let good = |visit| after.gate.code_asked(VisitId::new([visit; 16]), later(16).now).is_some();
    assert_eq!([1, 3, 4, 5].map(good), [false, true, true, true], "a quarter of an hour after it was asked for");
}

#[test]
fn a_share_and_an_address_have_so_many_codes_in_a_day() {
    let (mut share, mut now) = (coded(), at(SATURDAY));
    for visit in 0..12 {
        now += SignedDuration::from_secs(1);
        share = asked(&share, visit, &Stamp { now, ..later(0) }).0;
    }
    let refused = ask(&share, 99, &Stamp { now, ..later(0) }).map(drop);
    let Err(CodeRefused::UsedUp(used_up)) = refused else { panic!("{refused:?}") };
    assert!((7_000..7_200).contains(&used_up.seconds), "{used_up:?}");
    let none = CodeCount::none(share.recipient());
    assert_eq!(share.next_code_at(&none, now), Some(used_up.at));
    assert_eq!(share.next_code_at(&none, used_up.at), None);

    let fresh = coded();
    let count = (0..30).try_fold(CodeCount::none(fresh.recipient()), |count, _| count.and_one(at(SATURDAY))).unwrap();
    let request = RequestCode { visit: VisitId::new([1; 16]), device: None };
    let refused = request.decide((&fresh, &count), &guest(SATURDAY)).map(drop);
    let Err(CodeRefused::TooMany(too_many)) = refused else { panic!("{refused:?}") };
    assert_eq!((too_many.seconds, fresh.next_code_at(&count, at(SATURDAY))), (48 * 60, Some(too_many.at)));
}

#[test]
fn a_link_without_a_code_and_a_dead_one_mail_none() {
    let plain = House::new().share().created();
    assert_eq!(ask(&plain, 1, &guest(SATURDAY)).map(drop), Err(CodeRefused::NotNeeded));
    assert!(matches!(ask(&coded(), 1, &guest(EXPIRES)), Err(CodeRefused::Dead(Denied::Expired { .. }))));
}

#[test]
fn attempts_at_the_code_are_counted_before_they_are_made_and_only_while_there_is_one() {
    let share = coded();
    let try_code = |share: &Share, stamp: &Stamp| {
        ReserveAttempt { opening: &opening(share, 1), at: Secrets::CODE }.decide(share, stamp).map(changed)
    };
    assert_eq!(try_code(&share, &later(0)).map(drop), Err(OpenRefused::CodeEnded));
    let (share, _) = asked(&share, 1, &later(0));
    let first = try_code(&share, &later(1)).unwrap();
    assert_eq!(kinds(&first), ["share.code_tried"]);
    let tried = (0..5).fold(share, |share, _| try_code(&share, &later(1)).unwrap().into_state());
    let wait = BackOff { at: later(1).now + SignedDuration::from_secs(30) };
    assert_eq!(try_code(&tried, &later(1)).map(drop), Err(OpenRefused::BackOff(wait)));
    let failed = AttemptFailed { attempt: 5, device: None, at: Secrets::CODE };
    assert_eq!(kinds(&changed(failed.decide(&tried, &later(1)).unwrap())), ["share.code_failed", "share.locked"]);
}

/// With a password that may be forgotten.
fn forgettable() -> Share {
    let mut house = House::new();
    house.org.policy = layer(|l| l.code_instead_of_password = Some(true));
    house.share().password("correct horse").created()
}

#[test]
fn a_code_takes_the_place_of_a_forgotten_password_where_the_policy_lets_it() {
    let share = forgettable();
    let (share, code) = asked(&share, 1, &later(0));
    let opened = open(&share, &opening(&share, 1), &code, &later(1)).unwrap();
    assert_eq!(opened.assurance.name(), "code");
    let proof = PasswordProof::check(&share, &"correct horse".parse().unwrap());
    let by_password = opening(&share, 2).decide((&share, proof.as_ref().into()), &later(1)).unwrap();
    assert_eq!(by_password.state().assurance.name(), "password");
    let strict = House::new().share().password("correct horse").created();
    assert_eq!(ask(&strict, 1, &guest(SATURDAY)).map(drop), Err(CodeRefused::NotNeeded));
}

#[test]
fn where_both_are_asked_for_neither_takes_the_place_of_the_other() {
    let share = forgettable().with(|gate| gate.code = true);
    let (share, code) = asked(&share, 1, &later(0));
    let missing = |what| Err(OpenRefused::Missing(vec![what]));
    assert_eq!(open(&share, &opening(&share, 1), &code, &later(1)).map(drop), missing(Missing::Password));
    let password = PasswordProof::check(&share, &"correct horse".parse().unwrap());
    let alone = opening(&share, 1).decide((&share, password.as_ref().into()), &later(1)).map(drop);
    assert_eq!(alone, missing(Missing::Code));
    let code = CodeProof::check(&share, VisitId::new([1; 16]), (&code, &keys()), later(1).now);
    let proofs = Proofs { password: password.as_ref(), code: code.as_ref() };
    let opened = opening(&share, 1).decide((&share, proofs), &later(1)).unwrap().into_state();
    assert_eq!(opened.assurance.name(), "password+code");
}
