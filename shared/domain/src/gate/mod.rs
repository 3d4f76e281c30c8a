//! Who gets in: the only maker of an [`Admission`], of which every act of a guest asks for a [`Permit`].

mod admission;
mod permit;
mod session;

pub use admission::{Admission, admit};
pub use permit::{Acting, OnTask, Permit, WorkRefused};
pub use session::{Assurance, NoSession, SESSION_LIFETIME, Session};
