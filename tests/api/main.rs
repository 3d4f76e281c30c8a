//! Black-box tests of the whole system: real HTTP in, real wire protocols behind.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad_addresses;
mod bad_input;
mod bad_values;
mod dead_links;
mod downloads;
mod house;
mod links;
mod malware;
mod matrix;
mod races;
mod references;
mod staff_access;
mod staff_roles;
mod story;
mod template;
mod upload_lies;
mod upload_limits;
mod uploads;
