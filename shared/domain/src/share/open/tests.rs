//! What opening asks for, what it counts, and what it records.

use jiff::SignedDuration;
use serde_json::json;

use super::*;
use crate::{
    fixtures::{CREATED, EXPIRES, House, SATURDAY, at, changed, guest, layer, opening, slug, staff},
    share::{
        Accesses, Allowance, Password, PasswordProof, Proofs, Replaced, ReserveAttempt, Revoke, Secrets, Spent,
        Standing,
    },
    staff::Right,
    value::Locale,
};

fn try_open(share: &Share, opening: &Open, now: &str) -> Result<Decision<Opened>, OpenRefused> {
    opening.decide((share, Proofs::default()), &guest(now))
}

/// The share after one counted landing.
fn opened(share: &Share, visit: u8) -> Share {
    changed(try_open(share, &opening(share, visit), SATURDAY).unwrap()).into_state().share
}

fn missing(what: &[Missing]) -> OpenRefused {
    OpenRefused::Missing(what.to_vec())
}

/// What the trail says of an opening.
fn told(opened: &Decision<Opened>) -> Vec<(String, serde_json::Value)> {
    let records = opened.change().unwrap().entry().records().iter();
    records.map(|one| (one.record.kind().to_owned(), one.record.to_json()["facts"].clone())).collect()
}

fn completed(share: &Share) -> Share {
    share.with(|gate| gate.completed_at = Some(at(SATURDAY)))
}

#[test]
fn nothing_opens_without_consent_to_the_very_notice_that_was_shown() {
    let share = House::new().share().created();
    let without = Open { consent: None, ..opening(&share, 1) };
    assert_eq!(try_open(&share, &without, SATURDAY).unwrap_err(), missing(&[Missing::Consent]));
    let other = Open { consent: Some(Digest::of("another notice")), ..opening(&share, 1) };
    assert_eq!(try_open(&share, &other, SATURDAY).unwrap_err(), missing(&[Missing::Consent]));
}

#[test]
fn a_disclaimer_is_to_be_accepted_where_the_policy_has_one() {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.disclaimer.insert(Locale::En, Digest::of("I have read it"));
    });
    let share = house.share().created();
    let without = Open { disclaimer: None, ..opening(&share, 1) };
    assert_eq!(try_open(&share, &without, SATURDAY).unwrap_err(), missing(&[Missing::Disclaimer]));
    let other = Open { disclaimer: Some(Digest::of("another disclaimer")), ..opening(&share, 1) };
    assert_eq!(try_open(&share, &other, SATURDAY).unwrap_err(), missing(&[Missing::Disclaimer]), "it was not shown");
    let opened = try_open(&share, &opening(&share, 1), SATURDAY).unwrap();
    let accepted = json!({ "sha256": Digest::of("I have read it") });
    assert_eq!(told(&opened)[2], ("share.disclaimer_accepted".into(), accepted));
    let nothing_to_accept = House::new().share().created();
    assert!(try_open(&nothing_to_accept, &without, SATURDAY).is_ok());
}

#[test]
fn all_that_is_missing_is_told_at_once() {
    let mut house = House::new();
    house.org.policy = layer(|l| {
        l.disclaimer.insert(Locale::En, Digest::of("I have read it"));
    });
    let share = house.share().password("correct horse").created();
    let bare = Open { consent: None, disclaimer: None, ..opening(&share, 1) };
    let all = missing(&[Missing::Consent, Missing::Disclaimer, Missing::Password]);
    assert_eq!(try_open(&share, &bare, SATURDAY).unwrap_err(), all);
}

#[test]
fn opening_counts_records_the_consent_and_starts_the_session_of_the_visit() {
    let share = House::new().share().max(3).created();
    let opened = try_open(&share, &opening(&share, 1), SATURDAY).unwrap();
    let expected = [
        ("share.link_opened".to_owned(), json!({ "access": 1, "max": 3 })),
        ("share.consented".to_owned(), json!({ "notice_sha256": share.terms.notice, "locale": "en" })),
    ];
    assert_eq!(told(&opened), expected);
    let Opened { share, visit, assurance: _ } = opened.into_state();
    let Open { visit: id, session, .. } = opening(&share, 1);
    assert_eq!(visit, Visit { id, at: at(SATURDAY), session });
    assert_eq!((share.gate.visits, share.gate.accesses), (vec![visit], Accesses { used: 1, max: 3 }));
}

#[test]
fn a_repeat_of_a_landing_counts_once_and_a_new_landing_again() {
    let share = House::new().share().max(3).created();
    let share = opened(&share, 1);
    let repeat = try_open(&share, &opening(&share, 1), SATURDAY).unwrap();
    assert!(repeat.change().is_none());
    assert_eq!(repeat.state().share, share);
    assert_eq!(opened(&share, 2).gate.accesses.used, 2);
}

#[test]
fn a_repeat_needs_the_consent_too() {
    let share = opened(&House::new().share().created(), 1);
    let without = Open { consent: None, ..opening(&share, 1) };
    assert_eq!(try_open(&share, &without, SATURDAY).unwrap_err(), missing(&[Missing::Consent]));
}

#[test]
fn a_repeat_that_agrees_to_texts_that_are_new_since_has_that_on_record_and_is_not_counted() {
    let mut share = opened(&House::new().share().max(1).created(), 1);
    let (later, new) = (at(SATURDAY) + SignedDuration::from_mins(5), Digest::of("I have read it"));
    let replaced = Replaced { notice: share.terms.notice, disclaimer: None, openings: 1, at: later };
    share.terms.replaced = Some(replaced);
    share.terms.disclaimer = Some(new);
    let before = Open { disclaimer: None, ..opening(&share, 1) };
    assert_eq!(try_open(&share, &before, SATURDAY).unwrap_err(), missing(&[Missing::Disclaimer]));
    let repeat = try_open(&share, &opening(&share, 1), SATURDAY).unwrap();
    let kinds: Vec<_> = told(&repeat).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["share.opened_again", "share.consented", "share.disclaimer_accepted"]);
    assert_eq!(repeat.state().share.gate.accesses.used, 1);
}

#[test]
fn the_opening_that_uses_up_the_access_count_says_so() {
    let share = opened(&House::new().share().max(2).created(), 1);
    assert_eq!(share.standing(at(SATURDAY)), Standing::Open);
    let last = try_open(&share, &opening(&share, 2), SATURDAY).unwrap();
    assert_eq!(told(&last).last(), Some(&("share.exhausted".into(), json!({ "max": 2 }))));
    let share = last.into_state().share;
    assert_eq!(share.standing(at(SATURDAY)), Standing::Exhausted);
    let refused = try_open(&share, &opening(&share, 3), SATURDAY).unwrap_err();
    assert_eq!(refused, OpenRefused::Dead(Denied::Exhausted));
}

#[test]
fn the_six_latest_landings_that_counted_stay_open_for_their_repeats() {
    let used_up = (1..=7).fold(House::new().share().max(7).created(), |share, visit| opened(&share, visit));
    for visit in 2..=7 {
        assert!(try_open(&used_up, &opening(&used_up, visit), SATURDAY).unwrap().change().is_none(), "{visit}");
    }
    let earlier = try_open(&used_up, &opening(&used_up, 1), SATURDAY).unwrap_err();
    assert_eq!(earlier, OpenRefused::Dead(Denied::Exhausted));
}

#[test]
fn a_repeat_gets_the_very_visit_of_the_first_press_and_only_for_ten_minutes() {
    let share = opened(&House::new().share().max(1).created(), 1);
    let first = share.gate.visits[0].clone();
    let other = Open { session: SessionId::new([9; 16]), ..opening(&share, 1) };
    let repeat = |minutes: i64| {
        let later = Stamp { now: first.at + SignedDuration::from_mins(minutes), ..guest(SATURDAY) };
        other.decide((&share, Proofs::default()), &later)
    };
    let again = repeat(9).unwrap();
    assert!(again.change().is_none());
    assert_eq!(again.state().visit, first, "and with it the same session");
    assert_eq!(repeat(10).unwrap_err(), OpenRefused::Dead(Denied::Exhausted), "passed on, it counts anew");
}

#[test]
fn no_repeat_opens_a_share_that_is_dead() {
    let house = House::new();
    let share = opened(&house.share().created(), 1);
    let expired = try_open(&share, &opening(&share, 1), EXPIRES).unwrap_err();
    assert_eq!(expired, OpenRefused::Dead(Denied::Expired { at: at(EXPIRES) }));
    let managed = share.managed(house.authority(Right::ManageOwnShares)).unwrap();
    let revoked = Revoke.decide(managed, &staff(SATURDAY)).unwrap().into_state();
    let refused = try_open(&revoked, &opening(&share, 1), SATURDAY).unwrap_err();
    assert_eq!(refused, OpenRefused::Dead(Denied::Revoked { at: at(SATURDAY) }));
}

#[test]
fn a_completed_share_opens_for_reading_until_it_expires() {
    let share = completed(&House::new().share().created());
    assert!(try_open(&share, &opening(&share, 1), SATURDAY).is_ok());
    let refused = try_open(&share, &opening(&share, 1), EXPIRES).unwrap_err();
    assert_eq!(refused, OpenRefused::Dead(Denied::Completed { at: at(SATURDAY) }));
}

#[test]
fn a_completed_share_without_openings_left_opens_for_repeats_only() {
    let share = opened(&House::new().share().max(1).created(), 1);
    let share = completed(&share);
    assert!(try_open(&share, &opening(&share, 1), SATURDAY).unwrap().change().is_none());
    let over = OpenRefused::Dead(Denied::Completed { at: at(SATURDAY) });
    assert_eq!(try_open(&share, &opening(&share, 2), SATURDAY).unwrap_err(), over);
    assert_eq!(try_open(&share, &opening(&share, 1), EXPIRES).unwrap_err(), over);
}

#[test]
fn a_share_with_a_password_opens_with_proof_of_that_very_password_only() {
    let house = House::new();
    let password = "correct horse".parse().unwrap();
    let share = house.share().password("correct horse").created();
    let open = |proof: Option<&PasswordProof>| opening(&share, 1).decide((&share, proof.into()), &guest(SATURDAY));
    assert_eq!(open(None).unwrap_err(), missing(&[Missing::Password]));
    assert!(open(PasswordProof::check(&share, &password).as_ref()).is_ok());
    let earlier = house.share().password("battery staple").created();
    let proof = PasswordProof::check(&earlier, &"battery staple".parse().unwrap());
    assert!(proof.is_some());
    assert_eq!(open(proof.as_ref()).unwrap_err(), missing(&[Missing::Password]));
}

#[test]
fn the_scope_and_the_terms_stay_as_they_were() {
    let share = House::new().share().tasks(&["company"]).created();
    let after = opened(&share, 1);
    assert_eq!(after.terms, share.terms);
    assert_eq!(after.terms.scope.tasks(), [slug("company")]);
    assert_eq!((after.terms.created_at, after.gate.expires_at), (at(CREATED), at(EXPIRES)));
}

/// A share that was opened as often as it can be within a day, also by the landing of that number.
fn opened_all_day(share: &Share, visit: u8) -> Share {
    let all = (1..1_000).try_fold(Spent::default(), |spent, _| spent.opened(at(SATURDAY))).unwrap();
    let share = share.with(|gate| gate.spent = all);
    opened(&share, visit)
}

#[test]
fn a_link_is_opened_a_thousand_times_a_day_however_many_its_terms_allow() {
    for share in [House::new().share(), House::new().share().max(5_000)] {
        let share = opened_all_day(&share.created(), 1);
        let Err(OpenRefused::UsedUp(used_up)) = try_open(&share, &opening(&share, 2), SATURDAY) else { panic!() };
        assert_eq!((used_up.of, used_up.seconds), (Allowance::Openings, 87));
        let repeat = try_open(&share, &opening(&share, 1), SATURDAY).unwrap();
        assert!(repeat.change().is_none(), "a lost answer is asked for again, and leaves no record");
        let later =
            opening(&share, 2).decide((&share, Proofs::default()), &Stamp { now: used_up.at, ..guest(SATURDAY) });
        assert!(later.is_ok());
    }
}

#[test]
fn a_repeat_with_a_password_leaves_records_and_so_it_counts() {
    let password: Password = "correct horse".parse().unwrap();
    let open = House::new().share().created();
    let share = opened_all_day(&open, 1).with(|gate| gate.password = Some(password.hash([7; 16])));
    let again = opening(&share, 1);
    let refused = ReserveAttempt { opening: &again, at: Secrets::PASSWORD }.decide(&share, &guest(SATURDAY)).map(drop);
    assert!(matches!(refused, Err(OpenRefused::UsedUp(_))), "{refused:?}");
    let secret = House::new().share().password("correct horse").created();
    let proof = PasswordProof::check(&secret, &password);
    let enter = |share: &Share| {
        let opening = opening(share, 1);
        let pressed = changed(
            ReserveAttempt { opening: &opening, at: Secrets::PASSWORD }.decide(share, &guest(SATURDAY)).unwrap(),
        );
        let pressed = pressed.into_state();
        changed(opening.decide((&pressed, proof.as_ref().into()), &guest(SATURDAY)).unwrap()).into_state().share
    };
    let once = enter(&secret);
    let spent = enter(&once).gate.spent.openings.unwrap().duration_since(once.gate.spent.openings.unwrap());
    assert_eq!(spent.as_millis(), 86_400);
}

#[test]
fn who_opens_is_a_statement_beside_the_recipient_in_one_record_and_in_no_other() {
    let share = House::new().share().who_opens().created();
    let refused = try_open(&share, &opening(&share, 1), SATURDAY).map(drop);
    assert_eq!(refused, Err(OpenRefused::Missing(vec![Missing::WhoOpens])));
    let bruno = crate::fixtures::person("Bruno Lima", "bruno@supplier.example");
    let introduced = Open { who: Some(bruno), ..opening(&share, 1) };
    let change = changed(try_open(&share, &introduced, SATURDAY).unwrap());
    let told = change.entry().records().iter().map(|one| (one.record.kind(), one.personal.to_json()));
    for (kind, personal) in told {
        let stated =
            (kind == "share.identified").then(|| json!({ "name": "Bruno Lima", "email": "bruno@supplier.example" }));
        assert_eq!(personal.get("stated"), stated.as_ref(), "{kind}");
        assert_eq!(personal["email"], "ana@supplier.example", "{kind}");
    }
    let records = change.entry().records();
    assert!(records.iter().any(|one| one.record.kind() == "share.identified"));
    assert!(records.iter().all(|one| !one.record.text().contains("Bruno")), "what is hashed cannot be erased");
}

#[test]
fn who_opens_is_not_kept_where_nobody_asked() {
    let share = House::new().share().created();
    let bruno = crate::fixtures::person("Bruno Lima", "bruno@supplier.example");
    let change = changed(try_open(&share, &Open { who: Some(bruno), ..opening(&share, 1) }, SATURDAY).unwrap());
    assert!(!format!("{change:?}").contains("Bruno"));
}
