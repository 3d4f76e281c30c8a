//! How many guests one handing back asks and tells: all of it is one transaction, together with who has the step to do.

use crate::{
    run::Listing,
    task::{Task, WholeTask},
};

/// Most guests beside the one who completed the task whose files come back at once: each has a share that is written.
const MAX_ASKED_GUESTS: usize = 10;
/// Most others who are told of it.
const MAX_TOLD_GUESTS: usize = 20;

/// What DynamoDB writes in one transaction.
const ROWS: usize = 100;
/// The task's state, its round, the run's progress, the member's right and their mails, the stored answer.
const ROWS_OF_TASK: usize = 6;
/// The gate, its trail, the mail, its counts for address and share, the notice to who created it.
const ROWS_OF_SHARE: usize = 6;

/// What is left beside the task itself and the lists of who has it to do.
fn rows_left(task: &Task) -> usize {
    ROWS.saturating_sub(ROWS_OF_TASK + Listing::count(&task.spec, &task.state.step))
}

/// Whose files can come back at once, beside those of who completed it.
pub(super) fn others_asked(whole: &WholeTask) -> usize {
    (rows_left(&whole.task) / ROWS_OF_SHARE).saturating_sub(1).min(MAX_ASKED_GUESTS)
}

/// How many others are told, where so many are asked.
pub(super) fn others_told(whole: &WholeTask, asked: usize) -> usize {
    rows_left(&whole.task).saturating_sub(ROWS_OF_SHARE * asked).min(MAX_TOLD_GUESTS)
}
