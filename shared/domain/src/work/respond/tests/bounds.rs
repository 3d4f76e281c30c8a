//! How often somebody decides in a step.

use super::*;
use crate::share::Allowance;

/// Rita has written so many comments in the step.
fn after_comments(comments: u32) -> Review {
    let mut scene = Review::new();
    let gate = crate::step::StepGate { comments, ..scene.gate("rita") };
    scene.gates.insert("rita".into(), gate);
    scene
}

#[test]
fn beside_a_hundred_comments_there_are_twenty_to_decide_with() {
    let last = by(&after_comments(119), "rita", Approve).unwrap();
    let Acting::Assignee(gate) = &last.state().by else { panic!("a member acted") };
    assert_eq!(gate.comments, 120);
    let full = after_comments(120);
    assert_eq!(by(&full, "rita", Approve).unwrap_err(), RespondRefused::TooManyComments);
    let silent = Review::of(|step| step.comment_on.clear());
    assert!(by(&full, "rob", Approve).is_ok(), "each has their own");
    let silent = Review { gates: full.gates, ..silent };
    assert!(silent.respond("rita", Approve, None, SATURDAY).is_ok(), "without a comment it is decided all the same");
}

#[test]
fn a_days_decisions_are_counted_with_who_gives_them_and_the_next_one_is_possible_when_it_is_told() {
    let mut scene = Review::new();
    let fresh = scene.gate("rita");
    let spent = |times: u64| (0..times).try_fold(fresh.spent, |spent, _| spent.decided(at(SATURDAY))).unwrap();
    scene.gates.insert("rita".into(), crate::step::StepGate { spent: spent(499), ..fresh.clone() });
    let last = by(&scene, "rita", Approve).unwrap();
    let Acting::Assignee(gate) = &last.state().by else { panic!("a member acted") };
    assert_eq!(gate.spent, spent(500), "also where the result stands with it");
    scene.gates.insert("rita".into(), gate.clone());
    let RespondRefused::UsedUp(used_up) = by(&scene, "rita", Approve).unwrap_err() else { panic!("it is counted") };
    assert_eq!((used_up.of, used_up.seconds), (Allowance::Decisions, 173));
    assert!(by(&scene, "rob", Approve).is_ok(), "each has their own");
    let later = scene.respond("rita", Approve, Some("See page 3"), "2026-11-21T12:02:53Z");
    assert!(later.is_ok(), "{later:?}");
}

#[test]
fn what_guests_decide_is_counted_with_their_share() {
    let mut scene = Review::of(guests_too);
    let made = changed(scene.respond_by_share(Approve, None).unwrap()).into_state();
    let counted = scene.share.gate.spent.decided(at(SATURDAY)).unwrap();
    assert_eq!(gate_of(&made.by).spent, counted);
    scene.share.gate.spent = (1..500).try_fold(counted, |spent, _| spent.decided(at(SATURDAY))).unwrap();
    let refused = scene.respond_by_share(Approve, None).map(drop);
    assert!(matches!(refused, Err(RespondRefused::UsedUp(_))), "{refused:?}");
}
