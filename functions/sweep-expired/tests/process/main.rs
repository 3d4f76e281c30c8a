//! The process itself, as Lambda starts and invokes it: its exit code, its log and its metrics, line by line. What
//! holds here holds for every function: their `main`s differ in what they assemble.

mod aws;
mod invocation;
mod start;

use std::process::Command;

/// The binary, with these variables and no others.
fn sweep_expired(variables: &[(&str, &str)]) -> Command {
    let mut process = Command::new(env!("CARGO_BIN_EXE_sweep-expired"));
    process.env_clear().env("RUST_BACKTRACE", "1").envs(variables.iter().copied());
    process
}
