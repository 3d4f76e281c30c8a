//! Pushes as a register writes them.

use vestibule_cloud::{Store, store::TaskCursor, trail::TrailPage};
use vestibule_domain::{
    audit::{Chain, TrailId},
    run::{LaggingLists, Push, PushPlan, PushedTask},
    staff::Right,
    value::RunId,
};
use vestibule_fixtures::{House, SATURDAY, flow, slug, staff};

/// A flow of so many small tasks that wait for nothing.
pub(crate) fn many(run: &str, n: usize, title: &str) -> Push {
    let one = PushedTask { after: vec![], title: title.parse().unwrap(), ..flow().tasks.remove(2) };
    let task = |n| PushedTask { task: slug(&format!("t{n}")), ..one.clone() };
    Push { slug: slug(run), tasks: (0..n).map(task).collect(), ..flow() }
}

/// Pushes in as many transactions as it takes.
pub(crate) async fn push(store: &Store, push: &Push) {
    push_until(store, push, usize::MAX).await;
}

/// The same, by a process that dies after so many transactions.
pub(crate) async fn push_until(store: &Store, push: &Push, transactions: usize) {
    let Some(mut plan) = plan(store, push).await else { return };
    let stamp = staff(SATURDAY);
    if plan.fits_one_step() {
        return store.commit(&plan.push(&stamp)).await.unwrap();
    }
    let (batches, lagging) = (plan.batches(), plan.lagging());
    store.commit(&plan.begin(&stamp)).await.unwrap();
    for batch in batches.iter().take(transactions - 1) {
        store.commit(&plan.stage(batch.clone(), &stamp)).await.unwrap();
    }
    let mut left = (transactions - 1).saturating_sub(batches.len());
    let pushes = plan.pushes();
    if left > 0 && plan.is_change() {
        store.commit(&plan.finish(&stamp)).await.unwrap();
        left -= 1;
    }
    let mut lists = LaggingLists::of(store.pushed_run(push).await.unwrap().unwrap(), pushes, &lagging);
    while let Some(now) = lists.filter(|_| left > 0) {
        let change = now.follow(&stamp);
        store.commit(&change).await.unwrap();
        (lists, left) = (now.after(change), left - 1);
    }
}

/// A push held against what is stored.
pub(crate) async fn plan(store: &Store, push: &Push) -> Option<PushPlan> {
    let before = store.pushed_run(push).await.unwrap();
    push.plan(House::new().authority(Right::PushRuns), before.as_ref()).unwrap()
}

/// Names and titles that readers see, page by page; `None`: there is no such run.
pub(crate) async fn pages(store: &Store, run: RunId) -> Option<Vec<Vec<(String, String)>>> {
    let (mut pages, mut from): (_, Option<TaskCursor>) = (Vec::new(), None);
    loop {
        let page = store.run_page(run, from.as_ref()).await.unwrap()?;
        let shown = page.tasks.iter().map(|whole| &whole.task.spec);
        pages.push(shown.map(|spec| (spec.task.to_string(), spec.title.to_string())).collect());
        let Some(next) = page.next else { return Some(pages) };
        from = Some(next);
    }
}

/// The kinds of all records of a run, whose trail must verify.
pub(crate) async fn kinds(store: &Store, run: RunId) -> Vec<String> {
    let trail = TrailId(format!("run/{run}"));
    let TrailPage { records: rows, more, .. } = store.trail(&trail, 0).await.unwrap();
    let head = store.progress(run).await.unwrap().unwrap().head;
    assert!(!more);
    assert_eq!(Chain::verify(&trail, head, &rows), Ok(()));
    rows.iter().map(|(record, ..)| record.kind().to_owned()).collect()
}
