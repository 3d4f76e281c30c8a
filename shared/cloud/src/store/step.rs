//! One step of one person, to act in or to see, with what its project allows now.

use std::collections::BTreeMap;

use vestibule_domain::{
    file::UploadLimits,
    gate::OnTask,
    policy::Policy,
    run::{Progress, Run},
    staff::Profile,
    step::StepGate,
    task::{StepTerms, TaskKey, TaskState, WholeTask},
    value::StepId,
    work::Deciding,
};

use super::{Store, read::take, tasks::Also, view::TaskRows};
use crate::{error::StoreError, keys::Key};

/// A step with all that somebody who has it to do sees of it, and what the project allows now.
#[derive(Debug)]
pub struct WholeStep {
    pub run: Run,
    pub progress: Progress,
    pub whole: WholeTask,
    pub policy: Policy,
}

/// Who asks, their part in a step, and the task with what an act names beside it; `None`: there is none.
#[derive(Debug)]
pub struct AskedByAssignee<T> {
    pub profile: Option<Profile>,
    pub gate: Option<StepGate>,
    pub on: Option<OnTask<T>>,
}

impl Store {
    /// One batched read: who asks, their part in a step, its task, and what an act names beside it.
    pub async fn assignee_and_task<T: Also>(
        &self,
        sub: &str,
        task: &TaskKey,
        named: &T::Named,
    ) -> Result<AskedByAssignee<T>, StoreError> {
        let (person, gate) = (Key::person(sub), Key::step(task, StepId::of(task.run, &task.task, sub)));
        let (mut found, on) = self.rows_and_task(vec![person.clone(), gate.clone()], task, named).await?;
        Ok(AskedByAssignee { profile: take(&mut found, &person)?, gate: take(&mut found, &gate)?, on })
    }

    /// One batched read: one person's part in a step, and its task with what an act names beside it.
    pub async fn step_and_task<T: Also>(
        &self,
        step: StepId,
        task: &TaskKey,
        named: &T::Named,
    ) -> Result<(Option<StepGate>, Option<OnTask<T>>), StoreError> {
        let gate = Key::step(task, step);
        let (mut found, on) = self.rows_and_task(vec![gate.clone()], task, named).await?;
        Ok((take(&mut found, &gate)?, on))
    }

    /// With what the project allows now, and how far the tasks have come that the step names: one batched read,
    /// and one at the same time where there are such tasks. `None`: there is no such project.
    pub async fn deciding(&self, on: OnTask<Run>) -> Result<Option<OnTask<Deciding>>, StoreError> {
        let OnTask { progress, task, also: run } = on;
        let named = task.spec.step.iter().flat_map(StepTerms::before);
        let keys: Vec<_> = named.map(|named| TaskKey { run: task.run, task: named.clone() }).collect();
        let states: Vec<_> = keys.iter().map(Key::state).collect();
        let (policy, found) = tokio::join!(self.policy_of(&run.org, &run.project), self.batch(&states));
        let (Some(policy), mut found) = (policy?, found?) else { return Ok(None) };
        let mut before = BTreeMap::new();
        for (key, state) in keys.into_iter().zip(states) {
            if let Some(state) = take::<TaskState>(&mut found, &state)? {
                before.insert(key.task, state);
            }
        }
        Ok(Some(OnTask { progress, task, also: Deciding { run, policy, before } }))
    }

    /// Two reads at once, then two more: of its answers, and of what the project allows now. A task with its run, if
    /// somebody has a part in it.
    pub async fn whole_step(&self, sub: &str, key: &TaskKey) -> Result<Option<WholeStep>, StoreError> {
        let gate = Key::step(key, StepId::of(key.run, &key.task, sub));
        let asked = [gate.clone(), Key::run(key.run), Key::progress(key.run)];
        let prefix = Key::task_prefix(&key.task);
        let (found, items) = tokio::join!(self.batch(&asked), self.all(Key::run(key.run).pk, Some(&prefix)));
        let (mut found, mut rows) = (found?, TaskRows::default());
        rows.read(items?)?;
        let [gate, run, progress] = asked;
        let (gate, run, progress) =
            (take::<StepGate>(&mut found, &gate)?, take::<Run>(&mut found, &run)?, take(&mut found, &progress)?);
        let (Some(_), Some(run), Some(progress)) = (gate, run, progress) else { return Ok(None) };
        let works = self.works(key.run, std::slice::from_ref(&key.task));
        let (works, policy) = tokio::join!(works, self.policy_of(&run.org, &run.project));
        let (mut works, policy) = (works?, policy?);
        let both = rows.take(key, &mut works, &progress)?.zip(policy);
        Ok(both.map(|(whole, policy)| WholeStep { run, progress, whole, policy }))
    }

    /// What files that come in a step are held against: one batched read.
    pub async fn limits_of(&self, gate: &StepGate) -> Result<Option<UploadLimits>, StoreError> {
        let policy = self.policy_of(&gate.part.org, &gate.part.project).await?;
        Ok(policy.as_ref().map(UploadLimits::from))
    }
}
