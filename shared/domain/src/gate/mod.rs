//! Who gets in: the only maker of an [`Admission`], of which every act of a guest asks for a [`Permit`].

mod admission;
mod device;
mod landing;
mod permit;
mod seal;
mod session;

pub use admission::{Admission, admit};
pub use device::{DEVICE_LIFETIME, KnownDevice};
pub use landing::{LANDING_LIFETIME, Landing};
pub use permit::{Acting, OnFiles, OnTask, Permit, WorkRefused};
pub use session::{NoSession, SESSION_LIFETIME, Session};
