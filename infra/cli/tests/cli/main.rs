//! The program as operators run it, against the embedded cloud; then its members sign in.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod adding;
mod founding;
mod members;
mod operator;
mod policy;
mod refusals;
