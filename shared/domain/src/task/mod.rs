//! One task of a run: what it asks for, and the work done on it so far. Each of its parts is a row of its own, so
//! that what is static is never rewritten.

mod answer;
mod assignee;
mod basis;
mod comment;
mod description;
mod fact;
mod field;
mod handed_back;
pub mod kind;
mod pattern;
mod response;
mod rounds;
mod spec;
mod state;
mod step;
mod step_kind;
mod upload;
mod whole;
mod work;

pub use answer::{Answer, Flaw, MAX_LINE_LENGTH, MAX_TEXT_LENGTH};
pub use assignee::Assignee;
pub use basis::{Basis, NotABasis};
pub use comment::{Comment, CommentFrom, VisibleTo};
pub use description::{Choice, End, SpecFlaw};
pub use fact::WorkFact;
pub(crate) use fact::told;
pub use field::Field;
pub use handed_back::{HandedBack, MAX_HAND_BACKS, Returned, ReturnedPart};
pub use kind::FieldKind;
pub use pattern::{MAX_PATTERN_WORK, MAX_PATTERNS, PatternWork, Patterns};
pub use response::{Response, StepState};
pub use rounds::{Accepted, Rounds};
pub use spec::{Predecessor, Reference, Spec};
pub use state::{Completion, FIRST_CYCLE, FileMark, TaskState};
pub use step::{Before, Due, MAX_ASSIGNEES, MAX_REVIEWED, StepFlaw, StepRule, StepTerms};
pub use step_kind::{StepDecision, StepKind};
pub use upload::Upload;
pub(crate) use upload::announcement;
pub use whole::{Contribution, NotATaskKey, SentFile, Task, TaskKey, WholeTask};
pub use work::{Draft, Work};
