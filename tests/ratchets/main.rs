//! What the house holds itself to: arrows between files and dependencies. Reads sources, runs none.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arrows;
mod crate_tree;
mod dependencies;
mod workspace;
