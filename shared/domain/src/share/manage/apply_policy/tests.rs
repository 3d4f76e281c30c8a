//! What lies outside a policy that became stricter, and what becomes of it.

use super::*;
use crate::{
    Change,
    fixtures::{CREATED, House, SATURDAY, at, changed, facts, kinds, layer, opening, session, staff},
    gate::admit,
    share::{Opened, Proofs},
    value::Locale,
};

/// Two days at most, small PDFs, a notice of its own, a password.
fn stricter(house: &mut House) -> Policy {
    house.org.policy = layer(|l| {
        l.max_expiry_days = Some(2);
        l.max_upload_bytes = Some(1_000);
        l.upload_extensions = Some(vec!["pdf".into()]);
        l.notice = [(Locale::En, Digest::of("the new notice"))].into();
        l.password_required = Some(true);
    });
    house.policy()
}

fn decide(house: &House, share: &Share, policy: &Policy) -> Result<Decision<PolicyApplied>, ManageRefused> {
    let managed = share.managed_by(&house.vera).unwrap();
    ApplyPolicy { policy, zone: &house.org.zone }.decide(managed, &staff(CREATED))
}

fn apply(house: &House, share: &Share, policy: &Policy) -> Change<PolicyApplied> {
    changed(decide(house, share, policy).unwrap())
}

/// Somebody opened it.
fn opened(share: &Share, visit: u8) -> Share {
    let Opened { share, .. } =
        opening(share, visit).decide((share, Proofs::default()), &staff(CREATED)).unwrap().into_state();
    share
}

#[test]
fn a_share_within_the_policy_stays_as_it_is() {
    let house = House::new();
    let share = house.share().created();
    assert_eq!(share.outside(&house.policy(), &house.org.zone, at(CREATED)), []);
    let Ok(Decision::Already(same)) = decide(&house, &share, &house.policy()) else { panic!("it was changed") };
    assert_eq!(same.share, share);
}

#[test]
fn all_in_which_a_share_lies_outside_is_told_and_changed_but_for_the_password() {
    let mut house = House::new();
    let share = house.share().created();
    let policy = stricter(&mut house);
    // Friday 20 November and two days, to the end of that day in São Paulo.
    let (latest, layer) = (at("2026-11-23T02:59:59Z"), Layer::Org);
    let outside = share.outside(&policy, &house.org.zone, at(CREATED));
    let told = [
        Outside::Expiry { at: at("2026-11-27T12:00:00Z"), latest, layer },
        Outside::Notice { sha256: Digest::of("the new notice") },
        Outside::UploadBytes { max: 1_000, layer },
        Outside::UploadExtensions { allowed: vec!["pdf".into()], layer },
        Outside::Password { layer },
    ];
    assert_eq!(outside, told);
    let change = apply(&house, &share, &policy);
    assert_eq!(kinds(&change), ["share.policy_applied"]);
    let names: Vec<_> = facts(&change)["settings"].as_array().unwrap().iter().map(|s| s["setting"].clone()).collect();
    assert_eq!(names, ["expires_at", "notice", "max_upload_bytes", "upload_extensions"]);
    assert_eq!(facts(&change)["settings"][0]["to"], "2026-11-23T02:59:59Z");
    let inside = change.into_state().share;
    assert_eq!(inside.gate.expires_at, latest);
    assert_eq!((inside.terms.limits.max_bytes, inside.terms.limits.extensions), (1_000, vec!["pdf".to_owned()]));
    assert_eq!(inside.terms.notice, Digest::of("the new notice"));
}

#[test]
fn what_is_to_be_proved_is_asked_for_from_then_on_and_who_proved_less_is_out() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.code_instead_of_password = Some(true));
    let share = opened(&house.share().created(), 1);
    house.org.policy = layer(|l| (l.code_required, l.who_opens_required) = (Some(true), Some(true)));
    let (policy, layer) = (house.policy(), Layer::Org);
    let told = [
        Outside::Code { layer },
        Outside::WhoOpens { layer },
        Outside::CodeInsteadOfPassword { layer: Layer::Default },
    ];
    assert_eq!(share.outside(&policy, &house.org.zone, at(CREATED)), told);
    let inside = apply(&house, &share, &policy).into_state().share;
    assert!(inside.gate.code && inside.gate.who_opens && !inside.terms.code_instead_of_password);
    assert!(admit(&inside, &session(&share), at(SATURDAY)).is_err());
}

#[test]
fn applying_twice_changes_once_and_leaves_what_lacks_a_password() {
    let mut house = House::new();
    let share = house.share().created();
    let policy = stricter(&mut house);
    let inside = apply(&house, &share, &policy).into_state().share;
    assert!(matches!(decide(&house, &inside, &policy), Ok(Decision::Already(_))));
    let left = inside.outside(&policy, &house.org.zone, at(CREATED));
    assert_eq!(left, [Outside::Password { layer: Layer::Org }]);
}

#[test]
fn a_session_goes_on_and_the_next_opening_asks_for_consent_to_the_new_text() {
    let mut house = House::new();
    let share = opened(&house.share().created(), 1);
    let policy = stricter(&mut house);
    let inside = apply(&house, &share, &policy).into_state().share;
    assert!(admit(&inside, &session(&share), at(SATURDAY)).is_ok());
    let before = opening(&share, 2);
    assert!(before.decide((&inside, Proofs::default()), &staff(CREATED)).is_err(), "this was the old text");
    assert!(opening(&inside, 2).decide((&inside, Proofs::default()), &staff(CREATED)).is_ok());
    let replaced = inside.terms.replaced.unwrap();
    assert_eq!((replaced.notice, replaced.openings, replaced.at), (share.terms.notice, 1, at(CREATED)));
}

#[test]
fn the_text_that_was_agreed_to_is_remembered_until_somebody_agrees_to_another() {
    let mut house = House::new();
    let fresh = house.share().created();
    let mut apply = |share: &Share, text: &str| {
        house.org.policy = layer(|l| l.notice = [(Locale::En, Digest::of(text))].into());
        apply(&house, share, &house.policy()).into_state().share
    };
    assert_eq!(apply(&fresh, "second").terms.replaced, None, "nobody has agreed to the first one");
    let first = opened(&fresh, 1);
    let second = apply(&first, "second");
    let third = apply(&second, "third");
    assert_eq!(third.terms.replaced.unwrap().notice, first.terms.notice);
    let fourth = apply(&opened(&third, 2), "fourth");
    assert_eq!(fourth.terms.replaced.unwrap().notice, Digest::of("third"));
}

#[test]
fn a_share_that_is_over_lies_within_every_policy_and_is_not_changed() {
    let mut house = House::new();
    let over = house.share().created().with(|gate| gate.completed_at = Some(at(CREATED)));
    let policy = stricter(&mut house);
    assert_eq!(over.outside(&policy, &house.org.zone, at(CREATED)), []);
    assert!(matches!(decide(&house, &over, &policy), Err(ManageRefused::Over { .. })));
}

#[test]
fn where_no_type_of_file_is_left_the_share_takes_none_that_it_did_not_and_stays_outside() {
    let mut house = House::new();
    house.org.policy = layer(|l| l.upload_extensions = Some(vec!["png".into(), "pdf".into()]));
    let share = house.share().created();
    house.org.policy = layer(|l| l.upload_extensions = Some(vec!["pdf".into(), "docx".into()]));
    let inside = apply(&house, &share, &house.policy()).into_state().share;
    assert_eq!(inside.terms.limits.extensions, ["pdf"], "what both have");
    house.org.policy = layer(|l| l.upload_extensions = Some(vec!["docx".into()]));
    let policy = house.policy();
    assert!(matches!(decide(&house, &inside, &policy), Ok(Decision::Already(same)) if same.share == inside));
    let told = Outside::UploadExtensions { allowed: vec![], layer: Layer::Org };
    assert_eq!(inside.outside(&policy, &house.org.zone, at(CREATED)), [told]);
}

#[test]
fn the_language_of_a_disclaimer_and_who_limited_a_file_are_those_of_the_policy_that_was_applied() {
    let mut house = House::new();
    let share = house.share().created();
    house.org.policy = layer(|l| {
        l.disclaimer.insert(Locale::PtBr, Digest::of("Eu li"));
        l.max_upload_bytes = Some(1_000);
    });
    let inside = apply(&house, &share, &house.policy()).into_state().share;
    let limits = |share: &Share| (share.terms.limits.max_bytes, share.terms.limits.bytes_layer);
    assert_eq!((inside.terms.disclaimer_locale, limits(&inside)), (Some(Locale::PtBr), (1_000, Layer::Org)));
    house.org.policy = layer(|l| {
        l.disclaimer.insert(Locale::En, Digest::of("I have read it"));
    });
    house.project.policy = layer(|l| l.max_upload_bytes = Some(500));
    let inside = apply(&house, &inside, &house.policy()).into_state().share;
    assert_eq!((inside.terms.disclaimer_locale, limits(&inside)), (None, (500, Layer::Project)));
}
