//! How much one handing back may be. It asks and tells so many guests as one transaction holds, together with who has the step
//! to do; what came back and why is one row.

use crate::{
    run::Listing,
    task::{Task, WholeTask},
};

/// Most guests beside the one who completed the task whose files come back at once: each has a share that is written.
const MAX_ASKED_GUESTS: usize = 10;
/// Most guests beside those who are asked for something who are told of one handing back.
const MAX_TOLD_GUESTS: usize = 20;

/// All reasons of one handing back together, in bytes, for each file its own: they are kept in a row with the answers that
/// came back, and shown with all rounds.
pub(super) const MAX_REASON_BYTES: usize = 100_000;

/// What DynamoDB writes in one transaction.
const ROWS: usize = 100;
/// The task's state, its round, the run's progress, the member's right and their mails, the stored answer.
const ROWS_OF_TASK: usize = 6;
/// The gate, its trail, the mail, its counts for address and share, the notice to who created it.
const ROWS_OF_SHARE: usize = 6;

/// What decisions that are set aside take: the state of each step, and the lists of who has it to do.
pub(super) fn set_aside(steps: usize, listings: usize, deciders: usize) -> usize {
    steps + listings + ROWS_OF_SHARE * deciders
}

/// What is left beside the task itself and the lists of who has it to do.
fn rows_left(task: &Task) -> usize {
    ROWS.saturating_sub(ROWS_OF_TASK + Listing::count(&task.spec, &task.state.step))
}

/// Whose files can come back at once, beside those of who completed it.
pub(super) fn others_asked(whole: &WholeTask) -> usize {
    (rows_left(&whole.task) / ROWS_OF_SHARE).saturating_sub(1).min(MAX_ASKED_GUESTS)
}

/// How many others are told, where so many are asked, and so much is taken by what is set aside. `None`: it is too much as it is.
pub(super) fn others_told(whole: &WholeTask, asked: usize, set_aside: usize) -> Option<usize> {
    let left = rows_left(&whole.task).checked_sub(ROWS_OF_SHARE * asked + set_aside)?;
    Some(left.min(MAX_TOLD_GUESTS))
}
