//! Who gets in: the only makers of an [`Admission`] for guests and of an [`Assignment`] for those who have a step to do.
//! Every act in a task asks for a [`Permit`], which is made of either, and every act on a revision for a [`RevisionPermit`].

mod acting;
mod admission;
mod assignment;
mod device;
mod guest;
mod landing;
mod on_files;
mod on_revision;
mod on_task;
mod permit;
mod seal;
mod session;

pub use acting::Acting;
pub(crate) use acting::Used;
pub use admission::{Admission, admit};
pub use assignment::{Assignment, assign};
pub use device::{DEVICE_LIFETIME, KnownDevice};
pub use landing::{LANDING_LIFETIME, Landing};
pub use on_files::{FilesPermit, OnFiles};
pub use on_revision::{OnRevision, RevisionPermit, RevisionRefused};
pub use on_task::{OnTask, WorkRefused};
pub use permit::Permit;
pub use session::{NoSession, SESSION_LIFETIME, Session};
