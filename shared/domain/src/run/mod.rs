//! A running flow: the host pushes its tasks; which of them wait for which is a graph without cycles.

mod decided;
mod entries;
mod export;
mod fact;
mod flow;
mod graph;
mod hand_out;
mod lagging;
mod part;
mod plan;
mod progress;
mod push;
mod size;
mod staging;
mod step_told;

pub use entries::Entries;
pub use export::{ExportHandedOut, ExportRefused, ExportRequested};
pub use fact::RunFact;
pub use flow::{KnownRun, KnownTask, Run, RunState, Step, Turn};
pub use graph::GraphFlaw;
pub use hand_out::{HandOutRefused, HandedOut, RunFile};
pub use lagging::LaggingLists;
pub use part::{Listed, Listing, PartOf};
pub use plan::{PushPlan, PushRefused, TaskFlaw};
pub use progress::{Bits, Progress};
pub use push::{MAX_ASSIGNMENTS, MAX_PEOPLE, MAX_REFERENCES, MAX_TASKS, Push, PushedTask};
pub use staging::{MAX_BATCH_BYTES, MAX_BATCH_ROWS, RunPushed, Staged};
