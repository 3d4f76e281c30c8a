//! Everything that Vestibule can do, done once, one operation after the other.

mod books;
mod forms;
mod guests;
mod people;
mod questions;
mod staff;
mod timers;
mod visit;

pub use books::Books;
pub use questions::Questions;
pub use visit::{ACTS_OF_A_VISIT, whole_visit};

pub async fn every_operation(books: &mut impl Books<'_>) {
    staff::work(books).await;
    guests::work(books).await;
    forms::work(books).await;
    timers::work(books).await;
    staff::lists(books).await;
    staff::policies(books).await;
    people::work(books).await;
}
