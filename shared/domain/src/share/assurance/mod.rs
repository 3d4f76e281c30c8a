//! What a guest proves beyond having the link, one file a factor.

pub(super) mod attempt;
pub(super) mod code;
pub(super) mod code_count;
pub(super) mod lane;
mod opaque;
pub(super) mod password;
pub(super) mod proof;
pub(super) mod request_code;
