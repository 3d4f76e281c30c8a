//! The rows of a share: `TERMS`, `GATE` and `MAIL`.

pub(super) mod gate;
mod mailings;
mod terms;
