//! What opening asks for, what it counts, and what it records.

use super::*;
use crate::{
    fixtures::{CREATED, EXPIRES, House, SATURDAY, acting, at, guest, layer, opening, slug, staff},
    share::{Accesses, PasswordProof},
    text::Locale,
};

const SESSION: SessionId = SessionId::new([4; 16]);

fn try_open(share: &Share, opening: &Opening, now: &str) -> Result<Opened, OpenRefused> {
    share.open(opening, None, SESSION, &guest(now))
}

/// The share after one counted landing.
fn opened(share: &Share, visit: u8) -> Share {
    try_open(share, &opening(share, visit), SATURDAY).unwrap().change.unwrap().into_state()
}

fn kinds(opened: &Opened) -> Vec<Event> {
    let entry = opened.change.as_ref().unwrap().entry();
    entry.records().iter().map(|(record, ..)| record.event.clone()).collect()
}

#[test]
fn nothing_opens_without_consent_to_the_very_notice_that_was_shown() {
    let share = House::new().share().created();
    let without = Opening { consent: None, ..opening(&share, 1) };
    assert_eq!(try_open(&share, &without, SATURDAY).unwrap_err(), OpenRefused::ConsentMissing);
    let other = Opening { consent: Some(Digest::of("another notice")), ..opening(&share, 1) };
    assert_eq!(try_open(&share, &other, SATURDAY).unwrap_err(), OpenRefused::ConsentMissing);
}

#[test]
fn an_acknowledgement_is_asked_for_where_the_policy_wants_one() {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.acknowledgement.insert(Locale::En, "I have read it".parse().unwrap());
    });
    let share = house.share().created();
    let without = Opening { acknowledged: false, ..opening(&share, 1) };
    assert_eq!(try_open(&share, &without, SATURDAY).unwrap_err(), OpenRefused::AcknowledgementMissing);
    let opened = try_open(&share, &opening(&share, 1), SATURDAY).unwrap();
    assert_eq!(kinds(&opened)[2], Event::Acknowledged);
    let nothing_to_acknowledge = House::new().share().created();
    assert!(try_open(&nothing_to_acknowledge, &without, SATURDAY).is_ok());
}

#[test]
fn opening_counts_records_the_consent_and_starts_a_session_of_a_day() {
    let share = House::new().share().max(3).created();
    let opened = try_open(&share, &opening(&share, 1), SATURDAY).unwrap();
    let notice_sha256 = share.notice_sha256.to_string();
    let expected = [Event::LinkOpened { access: 1, max: 3 }, Event::Consented { notice_sha256, locale: "en".into() }];
    assert_eq!(kinds(&opened), expected);
    assert_eq!(opened.session.ends_at, at("2026-11-22T12:00:00Z"));
    assert_eq!((opened.session.share, opened.session.epoch), (share.id, share.epoch));
    assert_eq!(opened.change.unwrap().state().accesses, Accesses { used: 1, max: 3 });
}

#[test]
fn a_session_outlasts_its_share_so_that_the_guest_is_told_why_it_ended() {
    let share = House::new().share().created();
    let opened = try_open(&share, &opening(&share, 1), "2026-11-27T11:59:59Z").unwrap();
    assert_eq!(opened.session.ends_at, at("2026-11-28T11:59:59Z"));
    let denied = crate::gate::admit(&share, &opened.session, at(EXPIRES)).err();
    assert_eq!(denied, Some(Denied::Expired { at: at(EXPIRES) }));
}

#[test]
fn a_repeat_of_a_landing_counts_once_and_a_new_landing_again() {
    let share = House::new().share().max(3).created();
    let share = opened(&share, 1);
    let repeat = try_open(&share, &opening(&share, 1), SATURDAY).unwrap();
    assert!(repeat.change.is_none());
    assert_eq!(repeat.session.epoch, share.epoch);
    assert_eq!(opened(&share, 2).accesses.used, 2);
}

#[test]
fn a_repeat_needs_the_consent_too() {
    let share = opened(&House::new().share().created(), 1);
    let without = Opening { consent: None, ..opening(&share, 1) };
    assert_eq!(try_open(&share, &without, SATURDAY).unwrap_err(), OpenRefused::ConsentMissing);
}

#[test]
fn the_opening_that_uses_up_the_access_count_says_so() {
    let share = opened(&House::new().share().max(2).created(), 1);
    assert_eq!(share.standing(at(SATURDAY)), Standing::Open);
    let last = try_open(&share, &opening(&share, 2), SATURDAY).unwrap();
    assert_eq!(kinds(&last).last(), Some(&Event::Exhausted { max: 2 }));
    let share = last.change.unwrap().into_state();
    assert_eq!(share.standing(at(SATURDAY)), Standing::Exhausted);
    let refused = try_open(&share, &opening(&share, 3), SATURDAY).unwrap_err();
    assert_eq!(refused, OpenRefused::Dead(Denied::Exhausted));
}

#[test]
fn the_eight_latest_landings_that_counted_stay_open_for_their_repeats() {
    let used_up = (1..=9).fold(House::new().share().max(9).created(), |share, visit| opened(&share, visit));
    for visit in 2..=9 {
        assert!(try_open(&used_up, &opening(&used_up, visit), SATURDAY).unwrap().change.is_none(), "{visit}");
    }
    let earlier = try_open(&used_up, &opening(&used_up, 1), SATURDAY).unwrap_err();
    assert_eq!(earlier, OpenRefused::Dead(Denied::Exhausted));
}

#[test]
fn a_repeat_gets_the_very_session_of_the_first_press_and_only_for_ten_minutes() {
    let share = opened(&House::new().share().max(1).created(), 1);
    let first = share.visits[0].clone();
    let other = SessionId::new([9; 16]);
    let repeat = |minutes: i64| {
        let later = Stamp { now: first.at + SignedDuration::from_mins(minutes), ..guest(SATURDAY) };
        share.open(&opening(&share, 1), None, other, &later)
    };
    let again = repeat(9).unwrap();
    assert_eq!((again.session.id, again.session.ends_at), (SESSION, first.at + LIFETIME));
    assert!(again.change.is_none());
    assert_eq!(repeat(10).unwrap_err(), OpenRefused::Dead(Denied::Exhausted), "passed on, it counts anew");
}

#[test]
fn no_repeat_opens_a_share_that_is_dead() {
    let house = House::new();
    let share = opened(&house.share().created(), 1);
    let expired = try_open(&share, &opening(&share, 1), EXPIRES).unwrap_err();
    assert_eq!(expired, OpenRefused::Dead(Denied::Expired { at: at(EXPIRES) }));
    let revoked = share.revoke(acting(&house.vera), &staff(SATURDAY)).unwrap().unwrap().into_state();
    let refused = try_open(&revoked, &opening(&share, 1), SATURDAY).unwrap_err();
    assert_eq!(refused, OpenRefused::Dead(Denied::Revoked { at: at(SATURDAY) }));
}

#[test]
fn a_completed_share_opens_for_reading_until_it_expires() {
    let share = Share { completed_at: Some(at(SATURDAY)), ..House::new().share().created() };
    assert!(try_open(&share, &opening(&share, 1), SATURDAY).is_ok());
    let refused = try_open(&share, &opening(&share, 1), EXPIRES).unwrap_err();
    assert_eq!(refused, OpenRefused::Dead(Denied::Completed { at: at(SATURDAY) }));
}

#[test]
fn a_completed_share_without_openings_left_opens_for_repeats_only() {
    let share = opened(&House::new().share().max(1).created(), 1);
    let share = Share { completed_at: Some(at(SATURDAY)), ..share };
    assert!(try_open(&share, &opening(&share, 1), SATURDAY).unwrap().change.is_none());
    let completed = OpenRefused::Dead(Denied::Completed { at: at(SATURDAY) });
    assert_eq!(try_open(&share, &opening(&share, 2), SATURDAY).unwrap_err(), completed);
    assert_eq!(try_open(&share, &opening(&share, 1), EXPIRES).unwrap_err(), completed);
}

#[test]
fn a_share_with_a_password_opens_with_proof_of_that_very_password_only() {
    let house = House::new();
    let password = "correct horse".parse().unwrap();
    let share = house.share().password("correct horse").created();
    let open = |proof: Option<&PasswordProof>| share.open(&opening(&share, 1), proof, SESSION, &guest(SATURDAY));
    assert_eq!(open(None).unwrap_err(), OpenRefused::PasswordMissing);
    assert!(open(PasswordProof::check(&share, &password).as_ref()).is_ok());
    let earlier = house.share().password("battery staple").created();
    let proof = PasswordProof::check(&earlier, &"battery staple".parse().unwrap());
    assert!(proof.is_some());
    assert_eq!(open(proof.as_ref()).unwrap_err(), OpenRefused::PasswordMissing);
}

#[test]
fn the_scope_and_the_terms_stay_as_they_were() {
    let share = House::new().share().tasks(&["company"]).created();
    let after = opened(&share, 1);
    assert_eq!(after.scope.tasks, [slug("company")]);
    assert_eq!((after.created_at, after.expires_at), (at(CREATED), at(EXPIRES)));
}
