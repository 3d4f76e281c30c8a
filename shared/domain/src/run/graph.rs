//! Which task comes after which: every name known, no task after itself, however indirectly.

use std::collections::{BTreeMap, BTreeSet};

use super::push::PushedTask;
use crate::value::TaskSlug;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GraphFlaw {
    #[error("the task {task} appears twice")]
    Twice { task: TaskSlug },
    #[error("the task {task} comes after {after}, which is not in this run")]
    Unknown { task: TaskSlug, after: TaskSlug },
    #[error("these tasks wait for each other: {}", names(tasks))]
    Cycle { tasks: Vec<TaskSlug> },
}

fn names(tasks: &[TaskSlug]) -> String {
    tasks.iter().map(TaskSlug::as_str).collect::<Vec<_>>().join(", ")
}

/// Every flaw of the graph. What remains after taking away all tasks that can start, again and again
/// (Kahn's algorithm), is in a cycle or behind one.
pub(super) fn check(tasks: &[PushedTask]) -> Vec<GraphFlaw> {
    let mut flaws = Vec::new();
    let mut after: BTreeMap<&TaskSlug, BTreeSet<&TaskSlug>> = BTreeMap::new();
    for step in tasks {
        if after.insert(&step.task, step.after.iter().collect()).is_some() {
            flaws.push(GraphFlaw::Twice { task: step.task.clone() });
        }
    }
    for step in tasks {
        for unknown in step.after.iter().filter(|a| !after.contains_key(a)) {
            flaws.push(GraphFlaw::Unknown { task: step.task.clone(), after: unknown.clone() });
        }
    }
    loop {
        let ready: Vec<_> = after.iter().filter(|(_, waits)| waits.is_empty()).map(|(t, _)| *t).collect();
        if ready.is_empty() {
            break;
        }
        for task in ready {
            after.remove(task);
            for waits in after.values_mut() {
                waits.remove(task);
            }
        }
    }
    if flaws.is_empty() && !after.is_empty() {
        flaws.push(GraphFlaw::Cycle { tasks: after.into_keys().cloned().collect() });
    }
    flaws
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
        }
    }

    #[test]
    fn unknown_and_repeated_tasks_are_all_named() {
        let steps = [step(1, &[9]), step(1, &[8])];
        assert_eq!(check(&steps).len(), 3, "{:?}", check(&steps));
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
            let ring = matches!(flaws.as_slice(), [GraphFlaw::Cycle { tasks }] if tasks.len() == length);
            prop_assert!(ring, "{:?}", flaws);
        }
    }
}
