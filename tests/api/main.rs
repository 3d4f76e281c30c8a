//! Black-box tests of the whole system: real HTTP in, real wire protocols behind.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad_addresses;
mod bad_input;
mod bad_values;
mod dead_links;
mod downloads;
mod expiry;
mod faults;
mod faulty;
mod headers;
mod house;
mod idempotency;
mod invitation;
mod isolation;
mod links;
mod listing;
mod malware;
mod matrix;
mod named_mail;
mod names;
mod outbox;
mod races;
mod references;
mod secrets;
mod sessions;
mod staff_access;
mod staff_roles;
mod steering;
mod story;
mod template;
mod terms;
mod trail;
mod trail_tampering;
mod upload_lies;
mod upload_limits;
mod uploads;
