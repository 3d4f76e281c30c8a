//! One step of one person, to act in or to see, with what its project allows now.

use std::collections::BTreeMap;

use vestibule_domain::{
    file::UploadLimits,
    gate::OnTask,
    policy::Policy,
    run::{Progress, Run},
    staff::Profile,
    step::StepGate,
    task::{Assignee, StepTerms, TaskKey, TaskState, WholeTask},
    value::{RunId, StepId, TaskSlug},
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
    /// How far those have come that the step names.
    pub before: BTreeMap<TaskSlug, TaskState>,
}

/// Who asks, their part in a step, and the task with what an act names beside it; `None`: there is none.
#[derive(Debug)]
pub struct AskedByAssignee<T> {
    pub profile: Option<Profile>,
    pub gate: Option<StepGate>,
    pub on: Option<OnTask<T>>,
}

impl Store {
    /// One batched read: who asks, their part in a step, its run and task, and what an act names beside it. A task that a push
    /// would add which has not ended is described already, and the run does not have it.
    pub async fn assignee_and_task<T: Also>(
        &self,
        sub: &str,
        task: &TaskKey,
        named: &T::Named,
    ) -> Result<AskedByAssignee<T>, StoreError> {
        let (person, gate) = (Key::person(sub), Key::step(task, StepId::of(task.run, &task.task, sub)));
        let rows = vec![person.clone(), gate.clone(), Key::run(task.run)];
        let (mut found, on) = self.rows_and_task(rows, task, named).await?;
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
        let named: Vec<_> = named.cloned().collect();
        let (policy, before) = tokio::join!(self.policy_of(&run.org, &run.project), self.states(task.run, &named));
        let (Some(policy), before) = (policy?, before?) else { return Ok(None) };
        Ok(Some(OnTask { progress, task, also: Deciding { run, policy, before } }))
    }

    /// How far some tasks have come. One batched read, where there are any. A row of an earlier cycle stands as it is: who asks has
    /// seen by the run that these tasks are completed, or does not look at them.
    pub(super) async fn states(
        &self,
        run: RunId,
        tasks: &[TaskSlug],
    ) -> Result<BTreeMap<TaskSlug, TaskState>, StoreError> {
        let keys: Vec<_> = tasks.iter().map(|task| Key::state(&TaskKey { run, task: task.clone() })).collect();
        let mut found = self.batch(&keys).await?;
        let state = |(task, key): (&TaskSlug, &Key)| {
            let state = take::<TaskState>(&mut found, key).transpose()?;
            Some(state.map(|state| (task.clone(), state)))
        };
        tasks.iter().zip(&keys).filter_map(state).collect()
    }

    /// One query, then at once: its answers, what the project allows now, and how far those have come that it names. A task whose
    /// reader is known to have it to do.
    pub async fn whole_step(&self, sub: &str, on: OnTask<Run>) -> Result<Option<WholeStep>, StoreError> {
        let (key, OnTask { progress, also: run, .. }) = (on.task.key(), on);
        let mut rows = TaskRows::default();
        rows.read(self.all(Key::run(key.run).pk, Some(&Key::task_prefix(&key.task))).await?)?;
        let tasks = std::slice::from_ref(&key.task);
        let (_, named) = rows.named_in(tasks, &Assignee::Member(sub.to_owned()));
        let works = self.works(key.run, tasks);
        let (policy, before) = (self.policy_of(&run.org, &run.project), self.states(key.run, &named));
        let (works, policy, before) = tokio::join!(works, policy, before);
        let (mut works, policy, before) = (works?, policy?, before?);
        let both = rows.take(&key, &mut works, &progress)?.zip(policy);
        Ok(both.map(|(whole, policy)| WholeStep { run, progress, whole, policy, before }))
    }

    /// Somebody's part in a step: one batched read.
    pub async fn step_gate(&self, task: &TaskKey, sub: &str) -> Result<Option<StepGate>, StoreError> {
        let key = Key::step(task, StepId::of(task.run, &task.task, sub));
        take(&mut self.batch(std::slice::from_ref(&key)).await?, &key)
    }

    /// What files that come in a step are held against: one batched read.
    pub async fn limits_of(&self, gate: &StepGate) -> Result<Option<UploadLimits>, StoreError> {
        let policy = self.policy_of(&gate.part.org, &gate.part.project).await?;
        Ok(policy.as_ref().map(UploadLimits::from))
    }
}
