//! What the house holds itself to: arrows between files, dependencies, lengths and words. Reads sources, runs none.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arrows;
mod crate_tree;
mod dependencies;
mod lengths;
mod words;
mod workspace;
