//! One argument that is not acceptable.

use std::fmt;

/// Prints as a sentence that begins with the flag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flaw {
    pub(crate) flag: &'static str,
    pub(crate) value: String,
    pub(crate) problem: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} {}", self.flag, self.value, self.problem)
    }
}
