//! `/v1/steps`: what members and responders have to do, and what they do there.

mod act;
mod list;
mod page;

pub use act::{Delegation, DraftKept, NewDraft, NewResponse, NoResponse, TypedResponse};
pub use list::{StepEntry, StepOptions, Steps, Which};
pub use page::{StepPage, StepUpload};
