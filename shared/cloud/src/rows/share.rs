//! The rows of a share: `TERMS`, `GATE` and `MAIL`.

mod gate;
mod mailings;
mod terms;
