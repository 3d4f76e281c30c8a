//! What was decided on something that is handed back counts no more, and who decided is asked again.

use super::*;
use crate::{
    fixtures::{Review, step_state},
    run::Listed,
    task::{Assignee, StepRule, StepTerms},
    value::{Email, Through},
};

const FORCED: fn() -> HandBack = || HandBack { force: true, ..returned(&[field("about")]) };

/// `documents` reviews `company`. Rosa and Ana, who is a guest, have decided, and Rob has not.
fn reviewing(change: impl FnOnce(&mut Task)) -> Scene {
    let (mut scene, mut step) = (company(), House::new().task("documents"));
    let guest = Assignee::guest(&"ana@supplier.example".parse::<Email>().unwrap());
    let members = ["rosa", "rob"].map(|sub| Assignee::Member(sub.to_owned()));
    let assignees = members.into_iter().chain([guest.clone()]).collect();
    let terms = Review::new().house.task("review").spec.step.unwrap();
    step.spec.step = Some(StepTerms { assignees, rule: StepRule::All, reviews: vec![slug("company")], ..terms });
    step.state.step = step_state();
    step.state.step.replaced.clear();
    step.state.step.responses.get_mut(&guest).unwrap().through = Through::Share(decider(&scene).id());
    change(&mut step);
    scene.successors = vec![step];
    scene
}

/// The share by which Ana decided, and which was over with it.
fn decider(scene: &Scene) -> Share {
    let mut share = scene.share.clone();
    (share.terms.id, share.gate.share) = (ShareId::new([8; 16]), ShareId::new([8; 16]));
    share.gate.completed_at = Some(at(SATURDAY));
    share
}

fn forced(scene: &Scene, decider: &Share) -> Change<TaskHandedBack> {
    let by = scene.house.authority(Right::ManageOwnShares);
    let on = OnCompleted {
        run: &scene.house.run,
        progress: &scene.house.progress,
        task: &scene.whole,
        shares: &[scene.share.managed(by).unwrap()],
        senders: &[],
        successors: &scene.successors,
        deciders: &[decider.managed(by).unwrap()],
        policy: (&scene.house.policy(), &scene.house.org.zone),
    };
    changed(FORCED().decide(on, &staff(SATURDAY)).unwrap())
}

#[test]
fn the_step_is_as_open_as_before_for_all_who_have_it_to_do() {
    let scene = reviewing(|_| {});
    let made = forced(&scene, &decider(&scene)).into_state().returned.unwrap();
    let [(key, state)] = &made.set_aside[..] else { panic!("one step") };
    let before = &scene.successors[0];
    assert_eq!((key, state.step.responses.len(), state.version), (&before.key(), 0, before.state.version));
    assert!(before.work.closed < state.rounds.current() && state.rounds.is_first() && !state.was_completed());
    let listed: Vec<_> = made.listings.iter().map(|listing| (listing.part.sub.as_str(), listing.list)).collect();
    assert_eq!(listed, [("rosa", Listed::ToDo { due: None }), ("rob", Listed::ToDo { due: None })]);
}

#[test]
fn a_guest_who_decided_is_asked_again_by_their_link_and_their_trail_says_why() {
    let scene = reviewing(|_| {});
    let own = decider(&scene);
    let asked = FORCED().deciders(&scene.whole, &scene.successors, &[scene.share.id()]);
    assert_eq!(asked.iter().map(|(share, _)| *share).collect::<Vec<_>>(), [own.id()]);
    assert_eq!(FORCED().deciders(&scene.whole, &scene.successors, &[own.id()]), [], "who is asked for answers anyway");
    assert_eq!(returned(&[field("about")]).deciders(&scene.whole, &scene.successors, &[]), [], "nothing is forced");
    let accepting = HandBack { returned: vec![], ..FORCED() };
    assert_eq!(accepting.deciders(&scene.whole, &scene.successors, &[]), [], "nothing comes back");
    let change = forced(&scene, &own);
    let recorded: Vec<_> = change.entries().map(|entry| entry.records()[0].record.kind().to_owned()).collect();
    assert_eq!(recorded, ["share.handed_back", "share.decision_set_aside"]);
    assert_eq!(change.state().gates[1].completed_at, None);
    assert_eq!(change.state().returned.as_ref().unwrap().handed_back.deciders, [own.id()]);
    let to = |share: &Share| Message::HandedBack { share: share.id(), task: slug("company"), round: 1 };
    assert_eq!(messages(&change), [to(&scene.share), to(&own)]);
}

#[test]
fn a_link_that_was_revoked_stays_so_and_the_decision_counts_no_more_all_the_same() {
    let scene = reviewing(|_| {});
    let by = crate::share::Revocation { at: at(SATURDAY), by: scene.house.vera.name.clone() };
    let change = forced(&scene, &decider(&scene).with(|gate| gate.revoked = Some(by)));
    assert_eq!(change.entries().count(), 1);
    assert_eq!(change.state().returned.as_ref().unwrap().set_aside.len(), 1);
}

#[test]
fn a_result_that_is_there_stands_and_says_that_it_was_decided_on_something_else() {
    let mut scene = reviewing(|_| {});
    scene.successors[0].state.completion = company().whole.task.state.completion;
    let made = |scene: &Scene| scene.change(&FORCED()).into_state().returned.unwrap();
    let Reopened { set_aside, outdated, .. } = made(&scene);
    let [(key, state)] = &outdated[..] else { panic!("one step") };
    let before = &scene.successors[0].state;
    assert_eq!((set_aside, key, &state.step.responses), (vec![], &scene.successors[0].key(), &before.step.responses));
    assert!(state.step.outdated && state.completion == before.completion);
    scene.successors[0].state = state.clone();
    assert_eq!(made(&scene).outdated, [], "it says so already");
    assert!(!state.clone().in_cycle(2).step.outdated);
}

#[test]
fn a_decision_on_something_else_stands() {
    let made = reviewing(|task| task.spec.step.as_mut().unwrap().reviews.clear()).change(&FORCED());
    assert_eq!(facts(&made)["set_aside"], json!([]));
    let Reopened { set_aside, outdated, .. } = made.into_state().returned.unwrap();
    assert_eq!((set_aside, outdated), (vec![], vec![]));
}

#[test]
fn so_many_are_asked_again_as_one_transaction_holds() {
    let members = |count: usize| {
        let mut scene = reviewing(|_| {});
        let assignees = (0..count).map(|n| Assignee::Member(format!("m{n}"))).collect();
        scene.successors[0].spec.step.as_mut().unwrap().assignees = assignees;
        scene.decide(&FORCED(), SATURDAY).map(drop)
    };
    assert_eq!((members(87), members(88)), (Ok(()), Err(HandBackRefused::TooManyDeciders)));
}
