//! What a guest typed and was not kept, as the page of its task has it again.

use vestibule_domain::{share::Share, task::WholeTask};
use vestibule_pages::texts::Texts;

use super::{may::May, undecided::UnkeptDecision, unkept::UnkeptTask};

/// What was typed and not kept, beside the answers that stand in their fields again.
#[derive(Default)]
pub(super) struct Back {
    /// Why nothing of the task could be kept.
    pub(super) why: Option<String>,
    pub(super) comment: String,
    pub(super) comment_error: Option<String>,
    /// What can be typed nowhere any more.
    pub(super) lines: Vec<String>,
    pub(super) is_any: bool,
    /// Nothing is wrong with it: another button was pressed.
    pub(super) only_waits: bool,
}

impl Back {
    pub(super) fn new(texts: Texts, (share, whole): (&Share, &WholeTask), left: &UnkeptTask, may: &May) -> Self {
        let zone = &share.gate.zone;
        let comment = left.comment.as_ref().filter(|_| may.comment);
        let is_incomplete = left.decision.as_ref().is_some_and(UnkeptDecision::is_incomplete);
        let is_lost = (!may.fill && !left.answers.is_empty())
            || left.is_closed_in(&whole.task)
            || (!may.comment && left.comment.is_some())
            || (!may.decide && left.decision.is_some());
        Self {
            why: left.why(texts, zone).filter(|_| is_lost || is_incomplete || left.why.is_some()),
            comment: comment.map(|comment| comment.text.clone()).unwrap_or_default(),
            comment_error: comment.map(|comment| comment.why(texts, zone)),
            lines: if is_lost { left.lines(texts, whole) } else { vec![] },
            is_any: true,
            only_waits: left.only_waits(),
        }
    }
}
