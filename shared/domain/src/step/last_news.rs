//! What somebody was told of a step by mail: that it is theirs to do, and that it is no longer. Each once.

use serde::{Deserialize, Serialize};

use crate::value::MailId;

/// What was told last, or is being told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastNews {
    pub news: StepNews,
    /// Of which cycle of the task.
    pub cycle: u16,
    /// Of which round of that: after decisions that were set aside there is another one.
    pub round: u16,
    /// The mail of the outbox by which it is told: another one leaves it alone, and it goes on where it was cut short.
    pub by: MailId,
    pub sent: bool,
    pub version: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepNews {
    ToDo,
    TakenAway,
}

impl LastNews {
    /// What is noted before somebody is told. `None`: they know already, or know nothing that could have ended.
    pub fn next(before: Option<Self>, news: StepNews, (cycle, round): (u16, u16), by: MailId) -> Option<Self> {
        let is_new = match (before, news) {
            (Some(before), _) if before.by == by && before.news == news && before.turn() == (cycle, round) => {
                !before.sent
            }
            (Some(before), StepNews::ToDo) => before.news == StepNews::TakenAway || before.turn() < (cycle, round),
            (None, StepNews::ToDo) => true,
            (Some(before), StepNews::TakenAway) => before.news == StepNews::ToDo && before.sent,
            (None, StepNews::TakenAway) => false,
        };
        let version = before.map_or(0, |before| before.version);
        is_new.then_some(Self { news, cycle, round, by, sent: false, version })
    }

    fn turn(&self) -> (u16, u16) {
        (self.cycle, self.round)
    }

    /// The same once the mail has left.
    #[must_use]
    pub fn sent(self) -> Self {
        Self { sent: true, version: self.version + 1, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: MailId = MailId::new([1; 16]);
    const SECOND: MailId = MailId::new([2; 16]);

    fn after(news: StepNews, sent: bool) -> LastNews {
        LastNews { news, cycle: 1, round: 1, by: FIRST, sent, version: 3 }
    }

    #[test]
    fn a_step_is_told_once_in_a_cycle_whichever_mails_bring_it() {
        assert!(LastNews::next(None, StepNews::ToDo, (1, 1), FIRST).is_some());
        for (turn, by, expected) in
            [((1, 1), FIRST, false), ((1, 1), SECOND, false), ((1, 2), SECOND, true), ((2, 1), SECOND, true)]
        {
            let next = LastNews::next(Some(after(StepNews::ToDo, true)), StepNews::ToDo, turn, by);
            assert_eq!(next.is_some(), expected, "{turn:?}");
        }
    }

    #[test]
    fn a_mail_that_was_cut_short_goes_on_and_no_other_takes_its_place() {
        let begun = Some(after(StepNews::ToDo, false));
        assert!(LastNews::next(begun, StepNews::ToDo, (1, 1), FIRST).is_some());
        assert_eq!(LastNews::next(begun, StepNews::ToDo, (1, 1), SECOND), None);
    }

    #[test]
    fn who_was_never_told_of_a_step_is_not_told_that_it_is_gone() {
        assert_eq!(LastNews::next(None, StepNews::TakenAway, (1, 1), FIRST), None);
        assert_eq!(LastNews::next(Some(after(StepNews::ToDo, false)), StepNews::TakenAway, (1, 1), SECOND), None);
        assert!(LastNews::next(Some(after(StepNews::ToDo, true)), StepNews::TakenAway, (1, 1), SECOND).is_some());
        assert_eq!(LastNews::next(Some(after(StepNews::TakenAway, true)), StepNews::TakenAway, (1, 1), SECOND), None);
        assert!(
            LastNews::next(Some(after(StepNews::TakenAway, true)), StepNews::ToDo, (1, 1), SECOND).is_some(),
            "it came back"
        );
    }
}
