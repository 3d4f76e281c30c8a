//! The rows of a share: `TERMS`, `GATE` and `MAIL`.

pub(super) mod gate;
mod mailings;
pub(super) mod packed;
mod terms;
