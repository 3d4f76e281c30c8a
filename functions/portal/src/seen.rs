//! What a guest sees of an opened share, as a page or as JSON.

use vestibule_domain::{
    gate::{Admission, Session},
    run::Run,
    share::Brief,
    task::Task,
};

/// Everything a page of an opened share is made of.
pub(crate) struct Seen<'a> {
    pub(crate) guest: Admission<'a>,
    pub(crate) session: &'a Session,
    pub(crate) brief: &'a Brief,
    pub(crate) run: &'a Run,
    /// Those of the share, in the run's order.
    pub(crate) tasks: Vec<Task>,
}
