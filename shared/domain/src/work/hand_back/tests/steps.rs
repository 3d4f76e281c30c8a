//! Handing back beside steps and their cycles.

use super::*;
use crate::{
    fixtures::Review,
    run::Listed,
    task::{Accepted, StepKind, StepTerms},
    value::{StepId, Through},
};

fn step(kind: StepKind) -> StepTerms {
    StepTerms { kind, ..Review::new().house.task("review").spec.step.unwrap() }
}

#[test]
fn what_a_decision_or_somebodys_step_completed_is_not_handed_back() {
    let mut decided = company();
    decided.whole.task.spec.step = Some(step(StepKind::Review));
    assert_eq!(decided.refused(&returned(&[field("about")])), HandBackRefused::InStep);
    assert_eq!(returned(&[field("about")]).asks(&decided.whole), Err(HandBackRefused::InStep));
    let mut worked = company();
    let own = StepId::of(worked.whole.task.run, worked.whole.task.slug(), "rita");
    worked.whole.task.state.completion.as_mut().unwrap().through = Through::Step(own);
    assert_eq!(worked.refused(&returned(&[field("about")])), HandBackRefused::InStep);
}

#[test]
fn a_step_of_work_that_a_guest_completed_is_to_be_done_again_by_all_who_have_it() {
    let mut scene = company();
    scene.whole.task.spec.step = Some(step(StepKind::Work));
    let change = scene.change(&returned(&[field("about")]));
    let listings = &change.state().returned.as_ref().unwrap().listings;
    let lists: Vec<_> = listings.iter().map(|listing| (listing.part.sub.as_str(), listing.list)).collect();
    let to_do = Listed::ToDo { due: None };
    assert_eq!(lists, [("rita", to_do), ("rob", to_do)]);
}

#[test]
fn in_a_new_cycle_all_is_open_again_and_the_rounds_are_counted_on() {
    let scene = documents();
    let act = HandBack { accepted: vec![file(1)], ..returned(&[file(2)]) };
    let state = scene.change(&act).into_state().state;
    let (kept, back) = (upload_id(1), upload_id(2));
    assert!(state.was_completed() && !state.can_remove(&state.files[&kept]), "in its own cycle it stays");
    let again = state.clone().in_cycle(2);
    assert_eq!((again.rounds.current(), again.rounds.is_first(), again.was_completed()), (2, true, false));
    assert_eq!(again.rounds.accepted, Accepted::default(), "what was accepted may be returned again");
    assert!(again.is_open(&state.files[&kept].field) && again.can_remove(&again.files[&kept]));
    assert!(!again.can_remove(&again.files[&back]), "what was returned counts no more and stays where it is");
    assert_eq!(again.clone().in_cycle(2), again);
}
