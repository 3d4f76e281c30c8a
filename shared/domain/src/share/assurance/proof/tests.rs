//! A code that was given is held against the share once more when it is opened.

use jiff::SignedDuration;

use super::*;
use crate::{
    Act as _,
    audit::Stamp,
    fixtures::{House, SATURDAY, at, changed, guest, opening},
    share::{CodeCount, Missing, OpenRefused, RequestCode},
    value::{Key, KeyId},
};

fn later(minutes: i64) -> Stamp {
    Stamp { now: at(SATURDAY) + SignedDuration::from_mins(minutes), ..guest(SATURDAY) }
}

/// The share once a code was asked for on its first landing, and the proof that this one was given.
fn given(share: &Share, minutes: i64) -> (Share, CodeProof) {
    let keys = KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32]));
    let (visit, now) = (VisitId::new([1; 16]), later(minutes).now);
    let request = RequestCode { visit, device: None };
    let count = CodeCount::none(share.recipient());
    let share = changed(request.decide((share, &count), &later(minutes)).unwrap()).into_state().share;
    let code = share.reveal_code(visit, &keys, now).unwrap();
    let proof = CodeProof::check(&share, visit, (&code, &keys), now).unwrap();
    (share, proof)
}

fn open(share: &Share, visit: u8, proof: &CodeProof, minutes: i64) -> Result<Share, OpenRefused> {
    let proofs = Proofs { password: None, code: Some(proof) };
    Ok(opening(share, visit).decide((share, proofs), &later(minutes))?.into_state().share)
}

#[test]
fn a_code_that_was_given_opens_its_own_landing_while_it_is_good_and_nothing_else() {
    let (share, proof) = given(&House::new().share().code().created(), 0);
    let missing = Err(OpenRefused::Missing(vec![Missing::Code]));
    assert!(open(&share, 1, &proof, 14).is_ok());
    assert_eq!(open(&share, 2, &proof, 1), missing, "another landing");
    assert_eq!(open(&share, 1, &proof, 15), missing, "it ended meanwhile");
    let used = open(&share, 1, &proof, 0).unwrap();
    assert!(open(&used, 1, &proof, 9).is_ok(), "pressed again");
    assert_eq!(open(&used, 1, &proof, 10), missing, "it was used meanwhile");
    let (replaced, newer) = given(&share, 15);
    assert_eq!(open(&replaced, 1, &proof, 16), missing, "another was asked for meanwhile");
    assert!(open(&replaced, 1, &newer, 16).is_ok());
    assert_eq!(open(&share.with(Gate::forgive_all), 1, &proof, 1), missing, "a new link ended it meanwhile");
}

#[test]
fn who_was_in_before_a_code_was_asked_for_opens_anew_with_it() {
    let house = House::new();
    let opened = opening(&house.share().created(), 1).decide((&house.share().created(), Proofs::default()), &later(0));
    let share = opened.unwrap().into_state().share.with(Gate::require_code);
    let (share, proof) = given(&share, 1);
    let proofs = Proofs { password: None, code: Some(&proof) };
    let again = opening(&share, 1).decide((&share, proofs), &later(2)).unwrap();
    assert!(again.change().is_some(), "it is recorded, with the code");
}
