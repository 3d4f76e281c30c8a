//! The rows of a share: `TERMS`, `GATE`, `MAIL` and `RESPONSE`.

pub(super) mod gate;
mod mailings;
pub(super) mod packed;
mod response;
mod terms;
