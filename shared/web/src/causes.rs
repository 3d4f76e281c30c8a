//! An error as operators read it: with everything that caused it, on one line.

use std::error::Error;

/// An error and its causes, outermost first.
pub fn causes(error: &dyn Error) -> String {
    let causes = std::iter::successors(Some(error), |e: &&dyn Error| (*e).source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
