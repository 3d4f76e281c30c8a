//! What falls due among many shares.

/// How many shares expire, hour by hour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dues {
    pub(crate) hours: usize,
    pub(crate) each: usize,
}
