//! A line of the table of costs.

use vestibule_tests::costs::Bill;

/// One operation as it is, and as its naive variant would be.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) bill: Bill,
    pub(super) naive: Bill,
}
