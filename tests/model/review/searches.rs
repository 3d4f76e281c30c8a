//! The scenes, and the mistakes that break each law.

use std::{io::Write as _, time::Instant};

use stateright::{Checker, HasDiscoveries, Model as _};
use vestibule_domain::task::StepRule;

use super::{
    acts::{Act, Place, Vote, Who},
    laws::{self, GIVEN_AWAY, HELD, NOTHING_AFTER, ONE_RESULT, REPLACED},
    scene::{Scene, World},
    tables::Mistake,
};

const APPROVE: Act = Act::Decide(Vote::Approve);
const REJECT: Act = Act::Decide(Vote::Reject);
const PUSH_AGAIN: Act = Act::Push { cycle: 1, without_rita: false };
const PUSH_WITHOUT_RITA: Act = Act::Push { cycle: 1, without_rita: true };
const NEW_CYCLE: Act = Act::Push { cycle: 2, without_rita: false };
const RITA: Who = Who::Member("rita");
const ROB: Who = Who::Member("rob");
const ROSA: Who = Who::Member("rosa");

/// Three who decide at once, while the step of one goes to a fourth and the host opens it again.
fn any_decides() -> Scene {
    let staff: (Who, &[Act]) = (Who::Carla, &[Act::Reassign("rita", "rosa"), NEW_CYCLE]);
    let deciders: [(Who, &[Act]); 4] =
        [(RITA, &[APPROVE, REJECT]), (ROB, &[REJECT]), (Who::Ana, &[APPROVE]), (ROSA, &[REJECT])];
    Scene::new(Place::new(|_| {}), &[&deciders[..], &[staff]].concat())
}

/// All have to agree; one takes their decision back.
fn all_decide() -> Scene {
    let place = Place::new(|step| {
        step.rule = StepRule::All;
        step.withdrawable = true;
    });
    let deciders: [(Who, &[Act]); 3] =
        [(RITA, &[APPROVE, Act::Withdraw, APPROVE]), (ROB, &[APPROVE, REJECT]), (Who::Ana, &[REJECT])];
    let host: (Who, &[Act]) = (Who::Carla, &[PUSH_AGAIN, NEW_CYCLE]);
    Scene::new(place, &[&deciders[..], &[host]].concat())
}

/// One fills in the step while it is given away, or the host takes it.
fn filled_in(by_staff: Act) -> Scene {
    Scene::new(Place::new(|_| {}), &[(RITA, &[Act::Save, APPROVE]), (ROB, &[Act::Save]), (Who::Carla, &[by_staff])])
}

#[test]
fn the_first_of_several_decides_while_the_step_changes_hands_and_opens_again() {
    let scene = any_decides().reaches("a second cycle comes to a result", |_, world| results(world) == 2);
    holds("any decides", scene.reaches("rosa decides", |_, world| said(world, ROSA)));
}

#[test]
fn all_decide_while_one_takes_it_back_and_the_host_pushes() {
    let scene = all_decide().reaches("a second cycle comes to a result", |_, world| results(world) == 2);
    holds("all decide", scene.reaches("two agree", |_, world| said(world, RITA) && said(world, ROB)));
}

#[test]
fn a_step_is_filled_in_by_who_has_it() {
    for (name, act) in [("given away", Act::Reassign("rita", "rosa")), ("taken away", PUSH_WITHOUT_RITA)] {
        holds(name, filled_in(act));
    }
}

/// One search for each line: which law a mistake breaks, and in which scene.
macro_rules! planted {
    ($($told:ident: $law:ident by $mistake:ident in $scene:expr;)*) => {
        const PLANTED: &[(&str, Mistake)] = &[$(($law, Mistake::$mistake)),*];

        $(#[test]
        fn $told() {
            breaks(stringify!($mistake), $law, $scene.with(Mistake::$mistake));
        })*
    };
}

planted! {
    a_decision_that_is_sent_again_without_deciding_again_is_a_second_result: ONE_RESULT by SendAgain in any_decides();
    a_decision_that_is_sent_again_comes_from_who_gave_the_step_away: GIVEN_AWAY by SendAgain in any_decides();
    a_decision_that_does_not_pass_progress_is_on_what_was_replaced: REPLACED by DecideWithoutProgress in all_decide();
    who_lost_a_step_still_writes_into_it_where_their_part_does_not_move: NOTHING_AFTER by KeepPart
        in filled_in(PUSH_WITHOUT_RITA);
    what_comes_after_a_rejection_opens_where_it_is_not_held: HELD by ForgetHolding in any_decides();
}

#[test]
fn every_law_of_a_step_is_broken_by_a_mistake() {
    for law in laws::all() {
        assert!(PLANTED.iter().any(|(broken, _)| *broken == law.name), "no mistake breaks “{}”", law.name);
    }
}

fn results(world: &World) -> usize {
    world.tables.past.results.len()
}

fn said(world: &World, who: Who) -> bool {
    world.tables.state().step.responses.contains_key(&who.assignee())
}

fn holds(name: &str, scene: Scene) {
    let began = Instant::now();
    let checker = scene.checker().threads(2).spawn_dfs().join();
    tell(name, &checker, began);
    checker.assert_properties();
    assert!(checker.is_done(), "{name}: the search was cut short");
}

fn breaks(name: &str, law: &'static str, scene: Scene) {
    let began = Instant::now();
    let checker = scene.checker().finish_when(HasDiscoveries::AnyOf([law].into())).spawn_bfs().join();
    tell(name, &checker, began);
    let way = checker.discovery(law).unwrap_or_else(|| panic!("{name}: nothing breaks “{law}”")).into_actions();
    say(&format!("    broken in {} steps: {way:?}", way.len()));
}

fn tell(name: &str, checker: &impl Checker<Scene>, began: Instant) {
    let (states, seconds) = (checker.unique_state_count(), began.elapsed().as_secs_f64());
    say(&format!("{name}: {states} states in {seconds:.1} s"));
}

/// Past the capture of the tests' own output, so that it stands in the log of CI.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}
