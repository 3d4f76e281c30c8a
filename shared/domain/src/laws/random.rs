//! Any order of commands: the rules agree with a deliberately simple model of them after every step.

mod command;
mod model;
mod seen;
mod world;

use std::{collections::BTreeMap, iter};

use proptest::prelude::*;

use self::{
    command::{Command, Landing, Link, Secret, commands},
    model::Model,
    world::World,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn rules_and_model_agree_and_the_trail_verifies(
        days in prop_oneof![Just(1u32), Just(7)],
        max in 0u32..4,
        password in prop_oneof![2 => Just(None), 1 => Just(Some(Secret::Horse))],
        code in prop_oneof![2 => Just(false), 1 => Just(true)],
        commands in commands(),
    ) {
        let mut world = World::new(days, max, password, code);
        let mut model = Model::new(days, max, password.map(Secret::text), code);
        prop_assert_eq!(world.seen(), model.seen());
        for (step, command) in commands.iter().enumerate() {
            let (ours, theirs) = (world.obey(command), model.obey(command));
            prop_assert_eq!(ours, theirs, "verdict of step {}, {:?}", step, command);
            prop_assert_eq!(world.seen(), model.seen(), "after step {}, {:?}", step, command);
        }
        prop_assert_eq!(world.verified(), Ok(()));
    }
}

/// Seldom reached at random: so many come within ten minutes that the first are forgotten.
#[test]
fn both_remember_as_many_landings() {
    let open = |landing| Command::Open { link: Link::Sent(0), landing, consents: true, guess: None, code: None };
    let opened = |others: usize| {
        let (mut world, mut model) = (World::new(7, 0, None, false), Model::new(7, 0, None, false));
        let crowd = iter::repeat_n(Landing::Fresh, others + 1).chain([Landing::Repeat(others)]);
        let verdicts = crowd.map(|landing| (world.obey(&open(landing)), model.obey(&open(landing))));
        let last = verdicts.inspect(|(ours, theirs)| assert_eq!(ours, theirs, "{others} others")).last();
        last.unwrap().0
    };
    let verdicts: Vec<_> = (4..8).map(opened).collect();
    assert_eq!(verdicts, ["again", "again", "ok", "ok"]);
}

/// As many rounds as the property has, with the model alone.
#[test]
fn the_commands_reach_every_verdict() {
    use proptest::{strategy::ValueTree as _, test_runner::TestRunner};

    let mut runner = TestRunner::deterministic();
    let mut reached = BTreeMap::<&str, u32>::new();
    for round in 0..256 {
        let password = (round % 2 == 0).then_some(Secret::Horse);
        let mut model =
            Model::new(if round % 3 == 0 { 1 } else { 7 }, round % 4, password.map(Secret::text), round % 4 == 1);
        let commands = commands().new_tree(&mut runner).map(|tree| tree.current());
        for command in commands.unwrap_or_default() {
            *reached.entry(model.obey(&command)).or_default() += 1;
        }
    }
    let unreached: Vec<_> = model::VERDICTS.iter().filter(|v| !reached.contains_key(*v)).collect();
    assert!(unreached.is_empty(), "{unreached:?} of {reached:?}");
    assert_eq!(reached.len(), model::VERDICTS.len(), "{reached:?}");
}
