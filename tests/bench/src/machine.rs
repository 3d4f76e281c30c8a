//! Where it was measured, as far as a reader needs to know.

use std::{env::consts::ARCH, thread};

/// How this program was built, and the embedded cloud with it.
pub(crate) const BUILT: &str = if cfg!(debug_assertions) { "unoptimised" } else { "optimised" };

/// `a 2-core x86-64 machine`
pub(crate) fn described() -> String {
    let cores = thread::available_parallelism().map_or_else(|_| "some".to_owned(), |n| n.to_string());
    format!("a {cores}-core {} machine", ARCH.replace('_', "-"))
}
