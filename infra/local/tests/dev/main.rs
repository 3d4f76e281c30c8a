//! `cargo dev` as who starts it sees it: the program as a child, with its own temporary folder.

#![allow(clippy::unwrap_used)]

mod child;
mod ends;
mod refusals;
mod tls;
mod welcome;
