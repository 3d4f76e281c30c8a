//! Handing back beside steps and their cycles.

use super::*;
use crate::{
    fixtures::Review,
    run::Listed,
    task::{Accepted, Assignee, StepKind, StepTerms},
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

/// The files come from so many other guests, and so many members have the task to do.
fn asking(others: u8, members: usize) -> Result<usize, HandBackRefused> {
    let mut scene = documents();
    let assignees = (0..members).map(|n| Assignee::Member(format!("m{n}"))).collect();
    scene.whole.task.spec.step = Some(StepTerms { assignees, ..step(StepKind::Work) });
    let first = scene.whole.files[0].clone();
    for n in 0..others {
        let mut file = first.clone();
        (file.upload.id, file.recipient) = (upload_id(100 + n), RecipientId::new([n; 16]));
        file.upload.through = ShareId::new([100 + n; 16]).into();
        scene.whole.task.state.files.insert(file.upload.id, scene.whole.task.state.files[&first.upload.id].clone());
        scene.whole.files.push(file);
    }
    let files: Vec<_> = scene.whole.files.iter().map(|file| Item::File(file.upload.id)).collect();
    returned(&files).asks(&scene.whole).map(|asked| asked.len() - 1)
}

#[test]
fn so_many_guests_are_asked_as_one_transaction_holds_beside_who_has_the_task_to_do() {
    assert_eq!(asking(10, 2), Ok(10));
    assert_eq!(asking(11, 2), Err(HandBackRefused::TooManyGuests { asked: 11, most: 10 }));
    assert_eq!(asking(8, 40), Ok(8));
    assert_eq!(asking(9, 40), Err(HandBackRefused::TooManyGuests { asked: 9, most: 8 }));
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

#[test]
fn who_worked_in_an_earlier_cycle_may_decide_on_what_others_do_in_a_new_one() {
    let scene = company();
    let ana = scene.share.known_as();
    let state = scene.change(&returned(&[field("about")])).into_state().state;
    assert!(state.completion.is_none() && state.clone().in_cycle(1).was_worked_on_by(&ana));
    assert!(!state.in_cycle(2).was_worked_on_by(&ana));
}
