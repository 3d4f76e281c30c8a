//! Black-box tests of the whole system: real HTTP in, real wire protocols behind.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod house;
mod story;
