//! A running flow: the host pushes its tasks; which of them wait for which is a graph without cycles.

mod fact;
mod flow;
mod graph;
mod plan;
mod progress;
mod push;

pub use fact::RunFact;
pub use flow::{PushedRun, Run, RunState, Step, Turn};
pub use graph::GraphFlaw;
pub use plan::{PushPlan, PushRefused, TaskFlaw};
pub use progress::{Bits, Progress};
pub use push::{MAX_BATCH_BYTES, MAX_BATCH_TASKS, MAX_TASKS, Push, PushedTask, RunPushed, Staged};
