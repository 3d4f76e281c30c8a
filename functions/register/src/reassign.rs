//! `POST /v1/projects/{project}/runs/{run}/tasks/{task}/reassign`: staff give a step of somebody to somebody else.

use axum::extract::State;
use serde_json::json;
use vestibule_api::staff::Reassignment;
use vestibule_domain::{
    run::RunState,
    staff::{Member, Right},
    step::{ReassignRefused, Reassigned},
    task::TaskKey,
    value::{ProjectSlug, RunId, RunSlug, TaskSlug},
};
use vestibule_web::{
    answer::{Problem, step_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{Path, spelling},
};

use crate::Register;

pub(crate) async fn reassign(
    State(register): State<Register>,
    Path((project, run, task)): Path<(ProjectSlug, RunSlug, TaskSlug)>,
    request: StaffRequest<Reassignment>,
) -> Result<Answer<Reassigned>, Problem> {
    let named = (&project, &run, &task);
    register.staff.once(&request, |member: Member| register.reassigned(member, named, &request)).await
}

impl Register {
    async fn reassigned(
        &self,
        member: Member,
        (project, run, task): (&ProjectSlug, &RunSlug, &TaskSlug),
        request: &StaffRequest<Reassignment>,
    ) -> Result<Outcome<Reassigned>, TryError> {
        let by = member.authority(project, Right::PushRuns)?;
        let key = TaskKey { run: RunId::of(&member.org, project, run), task: task.clone() };
        let (store, to) = (&self.staff.store, spelling::colleague(&request.body.to));
        let (found, to) = tokio::join!(store.task_of_run(&key), store.colleague((&member, project), &to));
        let (run, progress, task) = found?.ok_or(ReassignRefused::NoSuchStep)?;
        let (state, from) = (RunState { run, progress }, spelling::assignee(&request.body.from));
        let stamp = self.staff.stamp(&member, &request.source);
        let change = state.reassign(by, &task, &from, to?.as_ref(), &stamp)?;
        let step = task.spec.step.as_ref().ok_or(ReassignRefused::NoSuchStep)?;
        let body = json!(step_view::for_staff(step, &change.state().state.step));
        Ok(Outcome::of(change.into(), by.need(), body))
    }
}
