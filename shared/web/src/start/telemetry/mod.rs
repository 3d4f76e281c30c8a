//! What a function tells of itself: log lines, trace ids and metrics.

#[cfg(test)]
pub(crate) mod captured;
pub mod log;
pub mod metrics;
pub(crate) mod trace;
