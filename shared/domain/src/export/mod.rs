//! What is packed into one zip to be fetched: asked for, built step by step, and kept for a week. One record of it,
//! whether it is of a run, for staff, or of a share, for its guest.

mod failure;
mod kept;
mod stage;
mod state;

pub use failure::ExportFailure;
pub use kept::{Kept, KeptList, MAX_KEPT_EXPORTS, MAX_MEMBERS_EXPORTS, TooManyExports};
pub use stage::{Building, Checking, ExportStage, ExportStanding};
pub use state::{EXPORT_LIFETIME, Ending, Export, ExportEnded, ExportOf, NotFetchable, Taken};
