//! Which task comes after which: every name known, no task after itself, however indirectly.

use std::collections::{BTreeMap, BTreeSet};

use super::push::PushedTask;
use crate::value::TaskSlug;

/// What is wrong with the order of the tasks. Places in the push count from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GraphFlaw {
    #[error("the task {task} appears twice")]
    Twice { at: usize, task: TaskSlug },
    /// The task at one place names a task, at a place among its predecessors, that there is not.
    #[error("the task {after} is not in this run")]
    Unknown { at: usize, nth: usize, after: TaskSlug },
    /// The task at the place waits for itself, by way of the others, each of which comes after the next.
    #[error("these tasks wait for each other: {}", names(tasks))]
    Cycle { at: usize, tasks: Vec<TaskSlug> },
}

/// Most tasks of a cycle that are told by name.
const MAX_NAMED: usize = 10;

fn names(tasks: &[TaskSlug]) -> String {
    let named = tasks.iter().take(MAX_NAMED).map(TaskSlug::as_str).collect::<Vec<_>>().join(", ");
    match tasks.len().saturating_sub(MAX_NAMED) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// Which tasks each one waits for.
type Waits<'a> = BTreeMap<&'a TaskSlug, BTreeSet<&'a TaskSlug>>;

/// Every flaw of the graph. Of cycles that share a task, one is told.
pub(super) fn check(tasks: &[PushedTask]) -> Vec<GraphFlaw> {
    let mut flaws = Vec::new();
    let mut places = BTreeMap::new();
    for (at, step) in tasks.iter().enumerate() {
        if places.contains_key(&step.task) {
            flaws.push(GraphFlaw::Twice { at, task: step.task.clone() });
        } else {
            places.insert(&step.task, at);
        }
    }
    let mut waits = Waits::new();
    for (at, step) in tasks.iter().enumerate() {
        let waits = waits.entry(&step.task).or_default();
        for (nth, after) in step.after.iter().enumerate() {
            if places.contains_key(after) {
                waits.insert(after);
            } else {
                flaws.push(GraphFlaw::Unknown { at, nth, after: after.clone() });
            }
        }
    }
    loop {
        let ready: Vec<_> = waits.iter().filter(|(_, first)| first.is_empty()).map(|(task, _)| *task).collect();
        take(&mut waits, &ready);
        if !ready.is_empty() {
            continue;
        }
        // All that are left wait for one that is left.
        let Some(cycle) = cycle(&waits) else { break };
        let at = cycle.first().and_then(|task| places.get(task)).copied().unwrap_or_default();
        flaws.push(GraphFlaw::Cycle { at, tasks: cycle.iter().map(|task| (*task).clone()).collect() });
        take(&mut waits, &cycle);
    }
    flaws
}

/// Takes tasks away, and nobody waits for them any more (Kahn's algorithm).
fn take<'a>(waits: &mut Waits<'a>, tasks: &[&'a TaskSlug]) {
    for task in tasks {
        waits.remove(task);
        for first in waits.values_mut() {
            first.remove(task);
        }
    }
}

/// A cycle, found by going from a task to one that it waits for until one comes again. `None`: there are no tasks.
fn cycle<'a>(waits: &Waits<'a>) -> Option<Vec<&'a TaskSlug>> {
    let mut way = vec![*waits.keys().next()?];
    loop {
        let next = *waits.get(way.last()?)?.first()?;
        if let Some(start) = way.iter().position(|task| *task == next) {
            return Some(way.split_off(start));
        }
        way.push(next);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn step(task: usize, after: &[usize]) -> PushedTask {
        let slug = |n: usize| format!("t{n}").parse().unwrap();
        let after = after.iter().map(|a| slug(*a)).collect();
        PushedTask {
            task: slug(task),
            after,
            title: "T".parse().unwrap(),
            description: None,
            fields: vec![],
            references: vec![],
            cycle: 1,
            step: None,
        }
    }

    #[test]
    fn unknown_and_repeated_tasks_are_all_named() {
        let steps = [step(1, &[9]), step(1, &[8])];
        let slug = |text: &str| text.parse().unwrap();
        let expected = [
            GraphFlaw::Twice { at: 1, task: slug("t1") },
            GraphFlaw::Unknown { at: 0, nth: 0, after: slug("t9") },
            GraphFlaw::Unknown { at: 1, nth: 0, after: slug("t8") },
        ];
        assert_eq!(check(&steps), expected);
    }

    #[test]
    fn no_other_flaw_hides_a_cycle_and_no_cycle_hides_another() {
        let slugs = |numbers: &[usize]| numbers.iter().map(|n| format!("t{n}").parse().unwrap()).collect::<Vec<_>>();
        let steps = [step(0, &[1, 9]), step(5, &[1]), step(1, &[2]), step(2, &[1]), step(3, &[3]), step(3, &[])];
        let flaws = check(&steps);
        let cycles: Vec<_> = flaws.iter().filter(|flaw| matches!(flaw, GraphFlaw::Cycle { .. })).cloned().collect();
        let expected =
            [GraphFlaw::Cycle { at: 2, tasks: slugs(&[1, 2]) }, GraphFlaw::Cycle { at: 4, tasks: slugs(&[3]) }];
        assert_eq!((flaws.len(), cycles), (4, expected.to_vec()), "those behind a cycle are not in it");
    }

    #[test]
    fn a_long_cycle_is_told_by_its_first_tasks() {
        let steps: Vec<_> = (0..12).map(|n| step(n, &[(n + 1) % 12])).collect();
        let told = check(&steps)[0].to_string();
        assert_eq!(told, "these tasks wait for each other: t0, t1, t2, t3, t4, t5, t6, t7, t8, t9 and 2 more");
    }

    proptest! {
        #[test]
        fn edges_to_earlier_tasks_never_cycle(edges in prop::collection::vec(prop::collection::vec(any::<prop::sample::Index>(), 0..4), 1..20)) {
            let steps: Vec<_> = edges.iter().enumerate().map(|(n, after)| {
                let after: Vec<_> = after.iter().filter(|_| n > 0).map(|i| i.index(n)).collect();
                step(n, &after)
            }).collect();
            prop_assert_eq!(check(&steps), vec![]);
        }

        #[test]
        fn closing_any_ring_is_refused(length in 1usize..12, more in 0usize..5) {
            let mut steps: Vec<_> = (0..length).map(|n| step(n, &[(n + 1) % length])).collect();
            steps.extend((0..more).map(|n| step(length + n, &[])));
            let flaws = check(&steps);
            let ring = matches!(flaws.as_slice(), [GraphFlaw::Cycle { tasks, .. }] if tasks.len() == length);
            prop_assert!(ring, "{:?}", flaws);
        }
    }
}
