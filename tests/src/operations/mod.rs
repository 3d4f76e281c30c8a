//! Everything that Vestibule can do, done once, one operation after the other.

mod books;
mod guests;
mod staff;
mod timers;

pub use books::Books;

pub async fn every_operation(books: &mut impl Books<'_>) {
    staff::work(books).await;
    guests::work(books).await;
    timers::work(books).await;
    staff::lists(books).await;
}
