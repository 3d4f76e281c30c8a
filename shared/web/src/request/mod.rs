//! Reading a request: its path, query and body, who sent it and from where. What does not parse is refused with its
//! place.

mod announced;
pub(crate) mod body;
pub(crate) mod caller;
pub(crate) mod claims;
pub(crate) mod deadline;
mod document_name;
mod expiry;
pub(crate) mod fields;
pub(crate) mod flaw;
pub(crate) mod form;
pub(crate) mod gateway;
pub(crate) mod idempotent;
mod if_match;
pub(crate) mod path;
mod policy;
pub(crate) mod query;
mod respond;
pub mod spelling;
mod words;

pub use announced::{AnnouncedFile, AnnouncedUpload};
pub use body::{Either, JsonBody, JsonOrFields, MAX_PUSH_BYTES, Submission};
pub use caller::Caller;
pub use claims::Claims;
pub use deadline::Deadline;
pub use document_name::{DocumentName, here, plain, plain_number, posted_number, same_number};
pub use fields::Fields;
pub use flaw::unread;
pub use idempotent::{Idempotent, RequestKey};
pub use if_match::{IfMatch, etag};
pub use path::Path;
pub use policy::{AskedPolicy, MAX_POLICY_BYTES, Picture};
pub use query::{Query, cursor, no_cursor};
pub use respond::{complete, respond, respond_on_revision};
pub use vestibule_api::unique_map;
pub use words::in_plain_words;
