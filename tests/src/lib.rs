//! The way into a whole system that black-box tests and benches share: a house with its people, and every operation that
//! Vestibule has, for whoever keeps the books.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub mod house;
pub mod operations;
