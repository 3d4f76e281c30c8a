//! Who gives a step of somebody to somebody else.

use super::*;
use crate::{
    fixtures::{Review, SATURDAY, at, changed, facts, kinds, member, responder, slug, staff},
    staff::{Role, Roles},
    task::{StepDecision, StepRule, Work},
};

fn who(sub: &str) -> Assignee {
    Assignee::Member(sub.into())
}

fn reassign(scene: &Review, from: &str, to: Option<&Member>) -> Result<Change<Reassigned>, ReassignRefused> {
    let state = RunState { run: scene.house.run.clone(), progress: scene.house.progress.clone() };
    let by = scene.house.authority(Right::PushRuns);
    state.reassign(by, &scene.house.task("review"), &who(from), to, &staff(SATURDAY))
}

#[test]
fn the_runs_trail_says_whose_step_went_to_whom_and_both_lists_follow() {
    let (scene, rosa) = (Review::new(), responder("rosa"));
    let change = reassign(&scene, "rita", Some(&rosa)).unwrap();
    assert_eq!(kinds(&change), ["run.step_reassigned"]);
    assert_eq!(
        facts(&change),
        serde_json::json!({ "task": "review", "from": "rita", "from_guest": null, "to": "rosa" })
    );
    let lists: Vec<_> = change.state().listings.iter().map(|one| (one.part.sub.as_str(), one.list)).collect();
    assert_eq!(lists, [("rita", Listed::Nowhere), ("rosa", Listed::ToDo { due: None })]);
    assert_eq!(
        change.state().progress.moves,
        scene.house.progress.moves + 1,
        "a push that was planned before looks again"
    );
    let scene = scene.clone().at(change.state().state.clone(), Work::default(), change.state().progress.clone());
    assert!(scene.respond("rita", StepDecision::Approve, None, SATURDAY).is_err());
    assert!(
        changed(scene.respond("rosa", StepDecision::Approve, None, SATURDAY).unwrap())
            .state()
            .state
            .completion
            .is_some()
    );
}

#[test]
fn nobody_gets_a_step_that_they_have_or_that_is_not_there_to_give() {
    let (scene, rob) = (Review::new(), responder("rob"));
    let globex = Member { org: slug("globex"), ..responder("rosa") };
    assert_eq!(reassign(&scene, "rita", Some(&rob)).unwrap_err(), ReassignRefused::AssignedAlready);
    assert_eq!(reassign(&scene, "rita", Some(&globex)).unwrap_err(), ReassignRefused::NoSuchMember);
    assert_eq!(reassign(&scene, "rosa", Some(&rob)).unwrap_err(), ReassignRefused::NotAssigned);
    let done = scene.after("rita", StepDecision::Approve);
    let refused = reassign(&done, "rob", Some(&responder("rosa"))).unwrap_err();
    assert_eq!(refused, ReassignRefused::Done { at: at(SATURDAY) });
}

#[test]
fn who_gives_a_step_learns_nothing_of_the_addresses_of_those_whom_they_may_not_know() {
    let roles = Roles::new(None, [(slug("tower"), Role::Reviewer)].into()).unwrap();
    let elsewhere = Member { roles, ..member("sal", Role::Reviewer) };
    let here = member("sal", Role::Reviewer);
    let scene = Review::of(|step| step.assignees.push(Assignee::guest(&here.email)));
    assert_eq!(reassign(&scene, "rita", Some(&here)).unwrap_err(), ReassignRefused::AssignedAlready);
    let given = reassign(&scene, "rita", Some(&elsewhere)).unwrap();
    assert_eq!(given.state().listings[1].part.sub, "sal", "by their name they get it, as if the guest were another");
    let responder = responder("sal");
    let scene = Review::of(|step| step.assignees.push(Assignee::guest(&responder.email)));
    assert_eq!(reassign(&scene, "rita", Some(&responder)).unwrap_err(), ReassignRefused::AssignedAlready);
}

#[test]
fn who_has_decided_under_another_account_gets_no_other_step_of_the_same() {
    let scene = Review::of(|step| step.rule = StepRule::All).after("rita", StepDecision::Approve);
    let again = Member { sub: "rita-2".to_owned(), ..responder("rita") };
    assert_eq!(reassign(&scene, "rob", Some(&again)).unwrap_err(), ReassignRefused::AssignedAlready);
}

#[test]
fn what_a_guest_has_to_do_goes_to_the_same_person_as_a_member() {
    let sal = responder("sal");
    let guest = Assignee::guest(&sal.email);
    let scene = Review::of(|step| step.assignees.push(guest.clone()));
    let state = RunState { run: scene.house.run.clone(), progress: scene.house.progress.clone() };
    let by = scene.house.authority(Right::PushRuns);
    let given = state.reassign(by, &scene.house.task("review"), &guest, Some(&sal), &staff(SATURDAY)).unwrap();
    assert_eq!(given.state().listings.last().unwrap().part.sub, "sal");
}

#[test]
fn it_takes_the_right_to_push_the_run_and_a_task_that_is_a_step() {
    let (scene, rosa) = (Review::new(), responder("rosa"));
    let state = RunState { run: scene.house.run.clone(), progress: scene.house.progress.clone() };
    let viewer = member("vic", Role::Viewer);
    let by = scene.house.authority_of(&viewer, Right::ViewRuns);
    let refused = state.reassign(by, &scene.house.task("review"), &who("rita"), Some(&rosa), &staff(SATURDAY));
    assert!(matches!(refused, Err(ReassignRefused::Forbidden(_))));
    let by = scene.house.authority(Right::PushRuns);
    let refused = state.reassign(by, &scene.house.task("draft"), &who("rita"), Some(&rosa), &staff(SATURDAY));
    assert_eq!(refused.unwrap_err(), ReassignRefused::NoSuchStep);
}
