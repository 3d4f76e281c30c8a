//! A zip whose every byte has its place before the first one is written: its files are stored as they are, so where
//! each part of it begins follows from their names and sizes.
//!
//! PKWARE's APPNOTE.TXT 6.3.10 is the format; its sections are named where they are followed.

mod layout;
mod names;
mod parts;
mod structures;

pub(crate) use layout::{Entry, Layout, Piece, Section};
pub(crate) use names::Names;
pub(crate) use parts::Parts;
