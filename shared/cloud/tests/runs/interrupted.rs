//! A push whose process dies after any of its transactions is taken up by the next push, of any flow.

use vestibule_domain::run::Push;

use crate::{
    database::Database,
    pushing::{kinds, many, pages, plan, push, push_until},
};

/// Of 200 tasks, one transaction begins it, three stage the tasks; the fifth would finish it.
const BEFORE_THE_LAST: std::ops::RangeInclusive<usize> = 1..=4;

fn asked(push: &Push) -> Vec<(String, String)> {
    push.tasks.iter().map(|task| (task.task.to_string(), task.title.to_string())).collect()
}

#[tokio::test]
async fn wherever_a_first_push_dies_the_next_one_makes_the_run() {
    let Database { store, .. } = &Database::open().await;
    for died in BEFORE_THE_LAST {
        for (n, title) in [(200, "First"), (200, "Second"), (3, "Few"), (300, "More")] {
            let run = format!("{died}-{title}");
            let (first, next) = (many(&run, 200, "First"), many(&run, n, title));
            push_until(store, &first, died).await;
            assert_eq!(pages(store, first.id()).await, None, "{run}: readers see nothing of it");
            let before = store.pushed_run(&next).await.unwrap().unwrap();
            assert_eq!((before.run.version, before.tasks), (0, vec![]), "{run}: there are records of it alone");

            push(store, &next).await;

            assert_eq!(pages(store, first.id()).await.unwrap().concat(), asked(&next), "{run}");
            assert!(plan(store, &next).await.is_none(), "{run}: it is as pushed");
            let kinds = kinds(store, first.id()).await;
            let begun = [&["run.push_begun"][..], &["run.tasks_staged"; 3]].concat();
            assert_eq!(kinds[..died], begun[..died], "{run}");
            assert_eq!(kinds.iter().filter(|kind| *kind == "run.pushed").count(), 1, "{run}");
            assert_eq!(kinds.last().map(String::as_str), Some("run.pushed"), "{run}");
        }
    }
}

#[tokio::test]
async fn wherever_a_later_push_dies_readers_see_the_run_as_it_was_until_the_next_one_ends() {
    let Database { store, .. } = &Database::open().await;
    for died in BEFORE_THE_LAST {
        for (n, title) in [(200, "Second"), (201, "Third"), (200, "First")] {
            let run = format!("{died}-{title}");
            let (first, next) = (many(&run, 200, "First"), many(&run, n, title));
            push(store, &first).await;
            push_until(store, &many(&run, 200, "Second"), died).await;
            assert_eq!(pages(store, first.id()).await.unwrap().concat(), asked(&first), "{run}: nothing of it counts");

            push(store, &next).await;

            assert_eq!(pages(store, first.id()).await.unwrap().concat(), asked(&next), "{run}");
            let pushes = kinds(store, first.id()).await.iter().filter(|kind| *kind == "run.pushed").count();
            assert_eq!(pushes, if title == "First" { 1 } else { 2 }, "{run}: what is as it was needs no push");
        }
    }
}

#[tokio::test]
async fn a_small_push_ends_a_large_one_that_died() {
    let Database { store, .. } = &Database::open().await;
    let first = many("small", 200, "First");
    push(store, &first).await;
    push_until(store, &many("small", 200, "Second"), 4).await;
    let mut small = first.clone();
    small.tasks[150].title = "Other".parse().unwrap();

    push(store, &small).await;

    assert_eq!(pages(store, first.id()).await.unwrap().concat(), asked(&small));
    assert_eq!(store.progress(first.id()).await.unwrap().unwrap().staged, None);
    assert_eq!(kinds(store, first.id()).await[5..].len(), 5, "four steps that count for nothing, and the push");
}
