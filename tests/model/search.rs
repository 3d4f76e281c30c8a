//! One search: all states of a scene, without a bound, and what it came to.

use std::{io::Write as _, time::Instant};

use stateright::{Checker, HasDiscoveries, Model as _};

use crate::{laws, scene::Scene};

/// Looks at every state that the scene can reach, holds each against all laws, and says how many there were. Each branch
/// is followed to its end, because that takes little memory.
pub(crate) fn holds(name: &str, scene: Scene) {
    let began = Instant::now();
    let checker = scene.checker().threads(2).spawn_dfs().join();
    tell(name, &checker, began);
    checker.assert_properties();
    assert!(checker.is_done(), "{name}: the search was cut short");
}

/// Looks for a state that breaks the law, and for the shortest way to it.
pub(crate) fn breaks(name: &str, law: &'static str, scene: Scene) {
    assert!(laws::all().iter().any(|known| known.name == law));
    let began = Instant::now();
    let checker = scene.checker().finish_when(HasDiscoveries::AnyOf([law].into())).spawn_bfs().join();
    tell(name, &checker, began);
    let way = checker.discovery(law).unwrap_or_else(|| panic!("{name}: nothing breaks “{law}”")).into_actions();
    say(&format!("    broken in {} steps: {way:?}", way.len()));
}

fn tell(name: &str, checker: &impl Checker<Scene>, began: Instant) {
    let (states, steps) = (checker.unique_state_count(), checker.state_count());
    let (depth, seconds) = (checker.max_depth(), began.elapsed().as_secs_f64());
    say(&format!("{name}: {states} states by {steps} steps, at most {depth} in a row, in {seconds:.1} s"));
}

/// Past the capture of the tests' own output, so that it stands in the log of CI.
fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}
