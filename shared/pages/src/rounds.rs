//! The rounds of a task that are told no more.

use vestibule_domain::task::WholeTask;

use crate::texts::Texts;

/// How many earlier rounds are left out of what is told, if some are.
pub fn rounds_left_out(texts: Texts, whole: &WholeTask) -> Option<String> {
    let count = whole.rounds_left_out;
    (count > 0).then(|| texts.say_with("rounds-left-out", &[("count", count.into())]))
}
