//! Everything that Vestibule can do, done once, one operation after the other.

mod books;
mod documents;
mod forms;
mod guests;
mod people;
mod questions;
mod staff;
mod steps;
mod timers;
mod visit;

pub use books::Books;
pub use questions::Questions;
pub use visit::{ACTS_OF_A_VISIT, whole_visit};

pub async fn every_operation(books: &mut impl Books<'_>) {
    // On the heap: together they outgrow a thread's stack.
    Box::pin(staff::work(books)).await;
    Box::pin(documents::work(books)).await;
    Box::pin(guests::work(books)).await;
    Box::pin(documents::shared(books)).await;
    Box::pin(documents::decided(books)).await;
    Box::pin(forms::work(books)).await;
    Box::pin(steps::work(books)).await;
    Box::pin(timers::work(books)).await;
    Box::pin(staff::lists(books)).await;
    Box::pin(staff::policies(books)).await;
    Box::pin(people::work(books)).await;
}
