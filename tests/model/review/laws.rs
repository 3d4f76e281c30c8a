//! What holds in every state that can be reached.

use stateright::Property;
use vestibule_domain::task::StepDecision;

use super::{
    scene::{Scene, World},
    tables::Fault,
};

pub(super) const ONE_RESULT: &str = "a step comes to one result in each cycle";
pub(super) const GIVEN_AWAY: &str = "nobody decides whose step was given away";
pub(super) const REPLACED: &str = "nobody decides on a description that a push has replaced";
pub(super) const NOTHING_AFTER: &str = "nothing comes into a step from who has it no more";
pub(super) const HELD: &str = "what comes after is open only while the result passes";

pub(super) fn all() -> Vec<Property<Scene>> {
    vec![
        Property::always(ONE_RESULT, |_, world| !has(world, Fault::SecondResult)),
        Property::always(GIVEN_AWAY, |_, world| !has(world, Fault::DecidedAfterGiven)),
        Property::always(REPLACED, |_, world| !has(world, Fault::OnReplacedDescription)),
        Property::always(NOTHING_AFTER, |_, world| !has(world, Fault::SavedAfterGiven)),
        Property::always(HELD, held),
    ]
}

fn has(world: &World, fault: Fault) -> bool {
    world.tables.past.faults.contains(&fault)
}

fn held(_: &Scene, world: &World) -> bool {
    let (tables, progress) = (&world.tables, world.tables.progress.value());
    let result = tables.state().completion.and_then(|done| done.result);
    progress.passed(tables.spec().index) == result.is_some_and(StepDecision::passes)
}
