//! What is answered: problems and the refusals that become problems, views of shares and receipts, and the headers that
//! every answer carries.

pub mod document_view;
pub mod export_view;
pub mod field_view;
pub mod file_view;
pub(crate) mod headers;
pub mod link;
pub(crate) mod page;
pub mod people_view;
pub mod policy_view;
pub(crate) mod problem;
pub mod receipt_view;
mod refusals;
pub mod reviewed_view;
pub mod rounds_view;
pub mod run_view;
pub mod share_view;
mod spelling;
pub mod step_view;
pub mod task_view;
pub(crate) mod trace_id;
pub mod work_package_view;

pub use headers::Inline;
pub use page::{PROBLEM_PATH, ProblemPage, Shown, UnsentPage, WayOn};
pub use problem::{BASE, FieldError, KINDS, Kind, MEDIA_TYPE, Problem, Reason};
pub use refusals::{draft_flaws, forbidden_share, no_such_share, roles_flaw, too_many_invitations};
pub use spelling::right as right_name;
pub use trace_id::TraceId;
