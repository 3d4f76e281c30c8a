//! What the house holds itself to: arrows between files, dependencies, lengths, words, and what stands in one place only.
//! Reads sources, runs none.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arrows;
mod crate_tree;
mod dependencies;
mod features;
mod field_kinds;
mod field_tables;
mod glossary;
mod lengths;
mod limits;
mod product;
mod unseen;
mod upload_window;
mod walkthroughs;
mod words;
mod workspace;
