//! Taking a decision back.

use jiff::Timestamp;

use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    gate::{OnTask, Permit, WorkRefused},
    policy::{Layer, Policy},
    run::{Listed, Listing, Progress},
    share::Permission,
    step::{StepFact, StepGate},
    task::{StepDecision, TaskKey, TaskState, Work},
    value::PersonName,
};

/// Takes the decision of the actor back, as long as the result is open, where the host and the policy of the
/// project, as it is now, let them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithdrawResponse;

#[derive(Debug, Clone)]
pub struct Withdrawn {
    pub by: StepGate,
    pub task: TaskKey,
    pub state: TaskState,
    /// Written with it, so that no push was planned before and commits after it.
    pub progress: Progress,
    /// Open again, once no decision is left.
    pub work: Work,
    pub listings: Vec<Listing>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WithdrawRefused {
    #[error(transparent)]
    Work(#[from] WorkRefused),
    #[error("in this step decisions stand once they are given")]
    NotWithdrawable,
    #[error("decisions stand here once they are given")]
    ForbiddenByPolicy { layer: Layer },
    #[error("the result stands already")]
    Decided { by: PersonName, at: Timestamp, result: Option<StepDecision> },
}

impl Act<Permit<'_, OnTask<Policy>>> for WithdrawResponse {
    type Made = Withdrawn;
    type Refused = WithdrawRefused;

    /// It stands already where there is none. What a guest decides ends their share, so they take nothing back.
    fn decide(
        &self,
        permit: Permit<'_, OnTask<Policy>>,
        stamp: &Stamp,
    ) -> Result<Decision<Withdrawn>, WithdrawRefused> {
        let (task, policy, who) = (permit.task(), permit.also(), permit.assignee());
        let gate = permit.assignment().ok_or(WorkRefused::NoSuchTask)?.gate();
        let step = task.spec.step.as_ref().filter(|step| step.is_assigned(&task.state.step, &who));
        let step = step.ok_or(WorkRefused::NoSuchTask)?;
        if !step.withdrawable {
            return Err(WithdrawRefused::NotWithdrawable);
        }
        if !step.is_withdrawable(policy) {
            let layer = policy.allow_decision_withdrawal.layer;
            return Err(WithdrawRefused::ForbiddenByPolicy { layer });
        }
        if let Some(done) = &task.state.completion {
            return Err(WithdrawRefused::Decided { by: done.by.clone(), at: done.at, result: done.result });
        }
        let (mut state, mut work) = (task.state.clone(), task.work.clone());
        let Some(response) = state.step.responses.remove(&who) else {
            let (by, listings, progress) = (gate.clone(), vec![], permit.progress().clone());
            return Ok(Decision::Already(Withdrawn { by, task: task.key(), state, progress, work, listings }));
        };
        permit.may_now(Permission::Respond)?;
        if state.step.responses.is_empty() {
            work.closed = state.rounds.ended;
        }
        let to_do = Listed::to_do(&task.spec);
        let listings = vec![Listing { part: gate.part.clone(), list: to_do }];
        let fact = StepFact::ResponseWithdrawn { task: task.slug().clone(), decision: response.decision };
        let change = Change::new(gate.clone(), stamp, fact, []);
        let progress = permit.progress().moved();
        Ok(change.map(|by| Withdrawn { by, task: task.key(), state, progress, work, listings }).into())
    }
}

#[cfg(test)]
mod tests;
