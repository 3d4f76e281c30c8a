//! The way into a whole system that black-box tests and benches share: a house with its people, and every operation that
//! Vestibule has, for the tests that keep the books.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub mod costs;
pub mod first_visit;
pub mod house;
pub mod operations;
