//! Runs in the real tables: pushed in one transaction or several, and read back page by page.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod database;
mod interrupted;
mod pages;
mod pushing;
