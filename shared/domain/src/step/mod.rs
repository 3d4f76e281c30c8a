//! One person's part in one step: what moves, and the trail of what they do there. A [`StepGate`] is to an assignee
//! what the gate of a share is to its guest.

mod fact;
mod gate;
mod last_news;
mod reassign;

pub use fact::StepFact;
pub use gate::StepGate;
pub use last_news::{LastNews, StepNews};
pub(crate) use reassign::HandOver;
pub use reassign::{ReassignRefused, Reassigned};
