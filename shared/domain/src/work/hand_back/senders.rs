//! Guests whose files are accepted, and of whom nothing is asked: who accepts for good takes the right to their share, as who
//! returns does, and their trail says so.

use std::collections::BTreeSet;

use super::{
    asked::{HandBack, HandBackRefused, OnCompleted},
    named::Named,
    room,
};
use crate::{
    audit::Stamp,
    change::Change,
    share::Share,
    task::WholeTask,
    value::{RecipientId, ShareId},
};

impl HandBack {
    /// One share of each guest whose files are accepted, beside those that are asked.
    pub fn senders(&self, task: &WholeTask, asked: &[(ShareId, RecipientId)]) -> Result<Vec<ShareId>, HandBackRefused> {
        let (named, state) = (self.named(task)?, &task.task.state);
        let mut known: BTreeSet<_> = asked.iter().map(|(_, guest)| *guest).collect();
        let mut senders = vec![];
        for file in task.files.iter().rev().filter(|file| named.accepts(file.upload.id, state)) {
            let Some(share) = file.upload.through.share() else { continue };
            if known.insert(file.recipient) {
                senders.push(share);
            }
        }
        let (others, most) = (asked.len() + senders.len() - 1, room::others_asked(task));
        if others > most { Err(HandBackRefused::TooManyGuests { asked: others, most }) } else { Ok(senders) }
    }
}

/// With what their trails say. A share that is written already has it there.
pub(super) fn told(
    mut change: Change<Vec<Share>>,
    on: OnCompleted<'_>,
    named: &Named,
    stamp: &Stamp,
) -> Change<Vec<Share>> {
    for managed in on.senders {
        let share = managed.share();
        let is_written = change.state().iter().any(|written| written.id() == share.id());
        let Some(fact) = named.accepted_of(on.task, share.recipient()).filter(|_| !is_written) else { continue };
        let one = Change::new(share.clone(), stamp, fact, []);
        change = change.and(one, |shares, share| [shares, vec![share]].concat());
    }
    change
}
