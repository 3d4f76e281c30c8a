//! Lists of those who have something to do follow what counts: no push that is refused, or whose writer dies, takes a step
//! out of them.

use super::{
    stored::{Store, but, given_to, many},
    *,
};
use crate::run::{LaggingLists, Listed};

const TASKS: usize = 100;

fn theirs(title: &str, subs: &[&str]) -> Push {
    given_to(many(TASKS, title), subs)
}

/// With a hundred steps of Rita's.
fn ritas() -> Store {
    let mut store = Store::default();
    store.push(&theirs("First", &["rita"]));
    assert_eq!((store.listed(), store.entries(), store.progress().staged), (Ok(()), TASKS, None));
    store
}

/// That they become Rob's, in other words. One transaction begins it, three stage its tasks with Rob's entries, one makes it
/// count and takes ninety entries of Rita's away, and one the last ten.
fn robs() -> Push {
    theirs("Second", &["rob"])
}
const COUNTS_AFTER: usize = 5;
const ENDS_AFTER: usize = 6;
/// Where nobody comes to have them to do, fewer transactions stage them: the next one moves ninety entries.
const MOVED_AFTER: usize = 3;

#[test]
fn until_a_push_counts_everybody_finds_the_steps_that_are_theirs() {
    for died in 1..=COUNTS_AFTER {
        let mut store = ritas();
        store.push_until(&robs(), died);
        let counts = died == COUNTS_AFTER;
        assert_eq!(store.titles()[0], if counts { "Second" } else { "First" }, "{died}");
        assert_eq!(store.listed(), Ok(()), "{died}");
        assert_eq!(store.progress().staged, Some(store.progress().pushes), "it has not ended: {died}");
    }
    let mut store = ritas();
    store.push(&robs());
    assert_eq!((store.listed(), store.entries(), store.progress().staged), (Ok(()), TASKS, None));
    let steps = [&["run.push_begun"][..], &["run.tasks_staged"; 3], &["run.pushed", "run.lists_followed"]].concat();
    assert_eq!(store.kinds()[store.kinds().len() - ENDS_AFTER..], steps);
    assert_eq!(store.verify(), Ok(()));
}

#[test]
fn what_a_dead_push_left_in_lists_goes_with_the_next_one_be_it_the_same_or_as_it_was() {
    for died in 1..ENDS_AFTER {
        for next in [robs(), theirs("First", &["rita"]), but(robs(), 7, "Third"), theirs("Third", &["rosa", "rita"])] {
            let mut store = ritas();
            store.push_until(&robs(), died);
            store.push(&next);
            let titles: Vec<_> = next.tasks.iter().map(|task| task.title.as_str()).collect();
            assert_eq!(store.titles(), titles, "{died}");
            let each = next.tasks[0].step.as_ref().unwrap().assignees.len();
            assert_eq!((store.listed(), store.entries()), (Ok(()), TASKS * each), "{died}");
            assert_eq!((store.progress().staged, store.verify()), (None, Ok(())), "{died}");
            assert!(plan(&next, store.before(&next).as_ref()).unwrap().is_none(), "there is nothing to push: {died}");
        }
    }
}

#[test]
fn lists_alone_are_put_right_by_a_push_that_asks_for_what_is_there_and_it_counts_for_nothing() {
    let mut store = ritas();
    let before = (store.progress().push, store.run.clone());
    store.push_until(&robs(), COUNTS_AFTER - 1);
    assert_eq!(store.entries(), 2 * TASKS, "Rob's are there, and nobody is shown them");
    store.push(&theirs("First", &["rita"]));
    assert_eq!(store.entries(), TASKS);
    assert_eq!((store.progress().push, store.run.clone()), before);
    let last = store.kinds().len() - 4;
    assert_eq!(
        store.kinds()[last..],
        ["run.push_begun", "run.lists_followed", "run.lists_followed", "run.lists_followed"]
    );
}

#[test]
fn what_was_done_stays_among_what_is_done_until_its_new_cycle_counts() {
    let mut store = ritas();
    for task in &theirs("First", &["rita"]).tasks {
        store.decide(&task.task);
    }
    let mut again = theirs("First", &["rita"]);
    again.tasks.iter_mut().for_each(|task| task.cycle = 2);
    for died in 1..=MOVED_AFTER {
        let mut store = store.clone();
        store.push_until(&again, died);
        assert_eq!(store.listed(), Ok(()), "{died}");
    }
    store.push(&again);
    assert_eq!(store.listed(), Ok(()));
    assert!(store.lists.values().all(|list| *list == Listed::ToDo { due: None }));
}

#[test]
fn what_has_to_be_done_earlier_stands_earlier_once_it_counts() {
    let mut store = ritas();
    let mut earlier = theirs("First", &["rita"]);
    for task in &mut earlier.tasks {
        task.step.as_mut().unwrap().due =
            Some(crate::task::Due { at: at(SATURDAY), zone: "America/Sao_Paulo".parse().unwrap() });
    }
    for died in 1..=MOVED_AFTER {
        let mut store = store.clone();
        store.push_until(&earlier, died);
        assert_eq!(store.listed(), Ok(()), "{died}");
    }
    store.push(&earlier);
    assert_eq!(store.listed(), Ok(()));
}

#[test]
fn lists_that_follow_a_push_follow_what_has_come_since() {
    let mut store = ritas();
    store.push_until(&robs(), COUNTS_AFTER);
    store.push_until(&robs(), 1);
    let known = store.before(&robs()).unwrap();
    let (newer, lagging) = (known.progress.pushes, Entries::of_all(&known.tasks));
    assert!(LaggingLists::of(known.clone(), newer - 1, &lagging).is_none(), "a later push puts them right");
    let mut lists = LaggingLists::of(known, newer, &lagging);
    let mut transactions = 0;
    while let Some(now) = lists {
        let change = now.follow(&staff(SATURDAY));
        store.step(&change);
        (lists, transactions) = (now.after(change), transactions + 1);
    }
    assert_eq!((transactions, store.listed(), store.entries()), (3, Ok(()), TASKS));
}
