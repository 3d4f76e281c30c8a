//! A push whose writer dies after any of its transactions: nothing of it counts, and the next push succeeds.

use super::{
    stored::{Store, but, many},
    *,
};

/// Of 200 tasks, one transaction begins it, three stage the tasks; the fifth would finish it.
const BEFORE_THE_LAST: std::ops::RangeInclusive<usize> = 1..=4;

/// The titles that a push asks for.
fn asked(push: &Push) -> Vec<&str> {
    push.tasks.iter().map(|task| task.title.as_str()).collect()
}

/// Pushes, and holds what counts, and the trail, against it.
fn push_and_check(store: &mut Store, push: &Push, context: &str) {
    store.push(push);
    assert_eq!(store.titles(), asked(push), "{context}");
    assert_eq!(store.progress().staged, None, "{context}");
    assert_eq!(store.verify(), Ok(()), "{context}");
    assert_eq!(store.kinds().last(), Some(&"run.pushed"), "{context}");
}

#[test]
fn wherever_a_first_push_ends_the_next_one_makes_the_run() {
    for died in BEFORE_THE_LAST {
        let mut store = Store::default();
        store.push_until(&many(200, "First"), died);
        assert_eq!(store.titles(), [""; 0], "there is no run yet");
        let next = [many(200, "First"), many(200, "Second"), but(many(200, "First"), 150, "Other"), many(3, "Few")];
        for push in next.into_iter().chain([many(500, "More")]) {
            let (mut store, context) = (store.clone(), format!("{died}, then {} tasks", push.tasks.len()));
            push_and_check(&mut store, &push, &context);
            assert_eq!(store.progress().pushes, 2, "{context}");
            assert_eq!(store.kinds()[..died], kinds_of(died), "its transactions stay on record");
        }
    }
}

#[test]
fn wherever_a_later_push_ends_the_run_stays_as_it_was_and_the_next_one_succeeds() {
    for died in BEFORE_THE_LAST {
        let mut store = Store::with(200);
        store.complete(3);
        let changed = but(many(200, "Second"), 3, "First");
        store.push_until(&changed, died);
        assert_eq!(store.titles(), vec!["First"; 200], "nothing of it counts");
        let small = but(many(200, "First"), 150, "Other");
        let more = but(many(300, "Third"), 3, "First");
        for push in [changed.clone(), small, more] {
            let (mut store, context) = (store.clone(), format!("{died}, then {} tasks", push.tasks.len()));
            push_and_check(&mut store, &push, &context);
            assert!(store.progress().done.has(3), "what guests have done stays: {context}");
        }
        let as_it_was = many(200, "First");
        assert!(plan(&as_it_was, store.before(&as_it_was).as_ref()).unwrap().is_none(), "there is nothing to push");
    }
}

#[test]
fn pushes_may_die_one_after_the_other() {
    for (first, second) in BEFORE_THE_LAST.flat_map(|first| BEFORE_THE_LAST.map(move |second| (first, second))) {
        for mut store in [Store::default(), Store::with(200)] {
            let before = store.titles();
            store.push_until(&many(201, "Second"), first);
            store.push_until(&but(many(202, "Third"), 200, "Other"), second);
            assert_eq!(store.titles(), before);
            push_and_check(&mut store, &many(203, "Fourth"), &format!("{first}, {second}"));
        }
    }
}

#[test]
fn a_task_that_only_a_dead_push_knew_gives_its_number_to_another_and_gets_one_of_its_own() {
    let mut store = Store::with(200);
    let with = |name: &str| {
        let mut push = but(many(200, "Second"), 0, "First");
        push.tasks.push(PushedTask { task: slug(name), ..push.tasks[199].clone() });
        push
    };
    store.push_until(&with("lost"), 4);
    push_and_check(&mut store, &with("found"), "another new task");
    let mut both = with("found");
    both.tasks.push(PushedTask { title: "Late".parse().unwrap(), ..with("lost").tasks.remove(200) });
    push_and_check(&mut store, &both, "the lost one, too");
}

/// What a push of 200 tasks has on record after so many transactions.
fn kinds_of(transactions: usize) -> Vec<&'static str> {
    std::iter::once("run.push_begun").chain(["run.tasks_staged"; 3]).take(transactions).collect()
}

#[test]
fn an_abandoned_push_never_counts_also_not_after_a_later_small_one() {
    let mut store = Store::with(200);
    let mut abandoned = store.plan(&many(201, "Second"));
    store.stage_all(&mut abandoned);
    assert_eq!(store.titles(), vec!["First"; 200]);
    store.push(&but(many(200, "First"), 7, "Third"));
    let mut expected = vec!["First"; 200];
    expected[7] = "Third";
    assert_eq!(store.titles(), expected);
    assert_eq!(store.progress().staged, None);
    assert!(!abandoned.follow(store.progress()), "nor can it be finished any more");
    store.push(&but(but(many(200, "First"), 7, "Third"), 8, "Fourth"));
    expected[8] = "Fourth";
    assert_eq!(store.titles(), expected);
}

#[test]
fn a_first_push_that_was_abandoned_is_in_nobodys_way() {
    let mut store = Store::default();
    let mut abandoned = store.plan(&many(200, "First"));
    store.stage_all(&mut abandoned);
    store.push(&many(3, "Second"));
    assert_eq!(store.titles(), ["Second"; 3]);
    assert_eq!(store.progress().head.seq, 5, "its steps stay on record");
    store.push(&many(200, "Third"));
    assert_eq!(store.titles(), ["Third"; 200]);
}

#[test]
fn a_second_push_that_begins_ends_the_first() {
    let mut store = Store::with(200);
    let mut first = store.plan(&many(200, "Second"));
    store.stage_all(&mut first);
    let mut second = store.plan(&many(200, "Third"));
    store.step(&second.begin(&staff(SATURDAY)));
    assert!(!first.follow(store.progress()));
    assert!(second.follow(store.progress()));
    for batch in second.batches() {
        store.step(&second.stage(batch, &staff(SATURDAY)));
    }
    store.end(&second.finish(&staff(SATURDAY)));
    assert_eq!(store.titles(), vec!["Third"; 200]);
}
