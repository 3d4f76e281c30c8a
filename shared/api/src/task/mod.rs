//! The parts of a task: what is asked, what was answered, and the files and comments in it, as staff and guests both
//! read them.

mod answer;
mod as_read;
mod comment;
mod day;
mod field;
mod file;
mod number;
mod phone;
mod returned;
mod reviewed;
mod step;
mod turn;

pub use answer::{Answer, Answers};
pub use as_read::AsRead;
pub use comment::{Comment, CommentFrom};
pub use field::{Choice, Field, FieldKind};
pub use file::{AnnounceFile, FileState, Reference, Settled, WayIn, WayOut};
pub use phone::PhoneNumber;
pub use returned::Returned;
pub use reviewed::{ReviewedDecision, ReviewedFile, ReviewedTask};
pub use step::{
    Address, Assignee, Colleague, Due, NewDue, NewStep, Step, StepAssignee, StepDecision, StepKind, StepResponse,
    StepRule,
};
pub use turn::Turn;
