//! What rules and model are held against each other by.

use std::collections::BTreeMap;

/// What can be seen of a share and its tasks from outside.
#[derive(Debug, PartialEq)]
pub(super) struct Seen {
    pub(super) standing: &'static str,
    pub(super) listed: bool,
    pub(super) expires_at: i64,
    pub(super) accesses_used: u32,
    pub(super) password_waits_until: Option<i64>,
    pub(super) answers: BTreeMap<&'static str, &'static str>,
    pub(super) files: usize,
    pub(super) tasks_done: Vec<&'static str>,
    pub(super) share_done: bool,
    pub(super) mailed: &'static str,
}
