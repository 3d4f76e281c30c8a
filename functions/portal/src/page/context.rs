//! What all tasks of a page are shown with.

use jiff::Timestamp;
use vestibule_cloud::store::SharedTasks;
use vestibule_domain::{share::Share, task::PatternWork, value::TaskSlug};
use vestibule_pages::frame::Frame;

use super::unkept::Unkept;

/// What all tasks of a page have in common.
#[derive(Clone, Copy)]
pub(super) struct TaskContext<'a> {
    pub(super) page: Frame,
    pub(super) share: &'a Share,
    pub(super) shared: &'a SharedTasks,
    pub(super) now: Timestamp,
    pub(super) unkept: Option<&'a Unkept>,
    pub(super) saved: Option<(&'a TaskSlug, Timestamp)>,
    /// For all tasks of the page together, so that a page with many costs no more than one.
    pub(super) pattern_work: &'a PatternWork,
}
