//! Runs too large for one answer, and the largest that there may be.

use vestibule_domain::{
    run::PushedTask,
    task::{Field, FieldKind, kind::LongText},
};
use vestibule_fixtures::slug;

use crate::{
    database::Database,
    pushing::{kinds, many, pages, push},
};

#[tokio::test]
async fn a_run_is_read_in_pages_in_the_hosts_order() {
    let Database { store, .. } = &Database::open().await;
    let mut run = many("pages", 120, "T");
    run.tasks.reverse();
    push(store, &run).await;

    let pages = pages(store, run.id()).await.unwrap();

    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    let names: Vec<_> = pages.concat().into_iter().map(|(task, _)| task).collect();
    assert_eq!(names, run.tasks.iter().map(|task| task.task.to_string()).collect::<Vec<_>>());
}

#[tokio::test]
async fn large_tasks_make_pages_shorter() {
    let Database { store, .. } = &Database::open().await;
    let mut run = many("large", 60, "T");
    let field = |n| Field {
        slug: slug(&format!("f{n}")),
        label: "L".repeat(200).parse().unwrap(),
        help: "H".repeat(500).parse().ok(),
        required: false,
        kind: FieldKind::LongText(LongText { max_length: None }),
    };
    for task in &mut run.tasks {
        task.fields = (0..60).map(field).collect();
    }
    push(store, &run).await;

    let pages = pages(store, run.id()).await.unwrap();

    assert_eq!(pages.concat().len(), 60);
    let (_, full) = pages.split_last().unwrap();
    // Some 50 kB of text each and twice as much around it, of the 4 MB of a page.
    assert!(!full.is_empty() && full.iter().all(|page| (20..=35).contains(&page.len())), "{pages:?}");
}

#[tokio::test]
async fn the_largest_run_fits_its_rows() {
    let Database { store, .. } = &Database::open().await;
    let mut run = many("largest", 500, "T");
    let name = |n: usize| slug(&format!("{n:0>64}"));
    for (n, task) in run.tasks.iter_mut().enumerate() {
        let after = (n.saturating_sub(100)..n).map(name).collect();
        *task = PushedTask { task: slug(&format!("{n:0>64}")), after, ..task.clone() };
    }

    push(store, &run).await;

    let pages = pages(store, run.id()).await.unwrap();
    assert_eq!((pages.len(), pages.concat().len()), (11, 500));
    assert_eq!(kinds(store, run.id()).await.last().map(String::as_str), Some("run.pushed"));
}
