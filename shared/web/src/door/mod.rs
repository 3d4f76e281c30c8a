//! Where requests are let in: routes, the guest's session, the member behind a token, and the one attempt that commits.

mod access_token;
pub mod any_trail;
pub(crate) mod assignee_request;
pub mod crowd;
pub(crate) mod csrf;
pub mod device;
pub(crate) mod guest_request;
pub(crate) mod guests;
pub mod landing;
#[cfg(test)]
pub(crate) mod opened;
pub(crate) mod routes;
pub mod session;
pub(crate) mod staff;
pub(crate) mod staff_request;
pub(crate) mod time_limit;
pub(crate) mod try_error;

pub use assignee_request::{AssigneeRequest, DoneInStep, InStep, no_files, no_such_step};
pub use csrf::CSRF_HEADER;
pub use guest_request::{Acted, AtRevision, AtShare, AtTask, GuestRequest};
pub use guests::Guests;
pub use routes::{Access, Route, Routes};
pub use staff::{Answer, Outcome, Staff};
pub use staff_request::StaffRequest;
pub use try_error::TryError;
