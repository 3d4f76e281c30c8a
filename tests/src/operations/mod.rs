//! Everything that Vestibule can do, done once, one operation after the other.

mod guests;
mod staff;
mod timers;

use crate::house::House;

/// Whoever notes what an operation costs.
pub trait Books<'a> {
    fn house(&self) -> &'a House;

    /// Does it, and notes what there is to note.
    fn note<T>(&mut self, name: &str, operation: impl Future<Output = T>) -> impl Future<Output = T>;
}

pub async fn every_operation(books: &mut impl Books<'_>) {
    staff::work(books).await;
    guests::work(books).await;
    timers::work(books).await;
    staff::lists(books).await;
}
