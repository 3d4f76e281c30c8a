//! The gate, model-checked: every order in which guests, staff, the sweep and the clock can come, over the real rules and
//! a model of DynamoDB's conditional transactions.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod actor;
mod held;
mod laws;
mod ledger;
mod mistake;
mod place;
mod plan;
mod planted;
mod replies;
mod review;
mod rows;
mod scene;
mod search;
mod searches;
mod shell;
mod steps;
mod tables;
