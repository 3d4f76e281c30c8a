//! What the house holds itself to: arrows between files, dependencies and lengths. Reads sources, runs none.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arrows;
mod crate_tree;
mod dependencies;
mod lengths;
mod workspace;
