//! Whether a step names a member, so that they may do it.

use super::on_task::{OnTask, WorkRefused};
use crate::{file::UploadLimits, staff::Member, step::StepGate, task::Assignee};

/// Proof that a member or responder has a step to do: its task names them. It takes no role in the project. Acting
/// needs a [`super::Permit`], which is made of it.
#[derive(Debug, Clone, Copy)]
#[must_use = "a proof that is dropped has allowed nothing"]
pub struct Assignment<'a> {
    member: &'a Member,
    gate: &'a StepGate,
    limits: &'a UploadLimits,
}

/// The member's part in a step, if it names them now: after it was given to somebody else, or the host took it away, it
/// does not exist for them.
pub fn assign<'a, T>(
    member: &'a Member,
    gate: &'a StepGate,
    on: &OnTask<T>,
    limits: &'a UploadLimits,
) -> Result<Assignment<'a>, WorkRefused> {
    let is_theirs = gate.part.sub == member.sub && gate.part.org == member.org && gate.part.key() == on.task.key();
    if is_theirs && on.progress.run == on.task.run && on.task.is_assigned(&Assignee::Member(member.sub.clone())) {
        Ok(Assignment { member, gate, limits })
    } else {
        Err(WorkRefused::NoSuchTask)
    }
}

impl<'a> Assignment<'a> {
    pub fn member(&self) -> &'a Member {
        self.member
    }

    pub fn gate(&self) -> &'a StepGate {
        self.gate
    }

    pub(super) fn limits(&self) -> &'a UploadLimits {
        self.limits
    }
}

#[cfg(test)]
mod tests;
