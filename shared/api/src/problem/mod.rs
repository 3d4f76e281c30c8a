//! Problems: every refusal and failure leaves as RFC 9457 problem details, of one closed set of types.

mod conflict;
mod details;
mod field_error;
mod kind;
mod message;
mod pointer;
mod reason;

pub use conflict::Conflict;
pub use details::{Details, Extension, MEDIA_TYPE};
pub use field_error::FieldError;
pub use kind::{BASE, KINDS, Kind, UnknownKind};
pub use message::Message;
pub use pointer::{joined, place_of, placed, pointer, token};
pub use reason::Reason;
