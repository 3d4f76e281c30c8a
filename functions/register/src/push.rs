//! `PUT /v1/projects/{project}/runs/{run}`: takes a flow, or its changes. Sending the same again changes
//! nothing.

mod field;
mod request;
mod steps;

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use vestibule_api::staff::NewRun;
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    staff::Right,
    value::{NotASlug, ProjectSlug, RunSlug},
};
use vestibule_web::{
    answer::Problem,
    door::{StaffRequest, TryError},
    request::{MAX_PUSH_BYTES, Path, unread},
};

use self::steps::Writing;
use crate::Register;

/// As many people are looked up at once.
const MAX_BATCH: usize = 100;

pub(crate) async fn push(
    State(register): State<Register>,
    Path((project, run)): Path<(ProjectSlug, String)>,
    request: StaffRequest<NewRun, MAX_PUSH_BYTES>,
) -> Result<Response, Problem> {
    // A run that is made here is named here: the rule for names is told.
    let run: RunSlug = run.parse().map_err(|rule: NotASlug| unread("address", "/run", &rule.to_string()))?;
    let pushed = retry_when_overtaken(request.deadline, &register.staff.random, || async {
        register.take(&project, &run, &request).await
    });
    pushed.await.map_err(TryError::into_staff_problem)
}

impl Register {
    /// Holds a push against the run as it stands, writes what it changes, and shows the run.
    async fn take(
        &self,
        project: &ProjectSlug,
        run: &RunSlug,
        request: &StaffRequest<NewRun, MAX_PUSH_BYTES>,
    ) -> Result<Response, TryError> {
        let member = self.staff.member(&request.claims).await?;
        let by = member.authority(project, Right::PushRuns)?;
        let files = self.staff.store.files(&request::files(&request.body)?).await?;
        let mut people = vec![];
        for some in request::people(&request.body)?.chunks(MAX_BATCH) {
            people.extend(self.staff.store.profiles(some).await?);
        }
        let (push, mut wrong) = request::push(&request.body, by, run, &files);
        let before = self.staff.store.pushed_run(&push).await?;
        request::misnamed(&push, by, &people, before.as_ref(), &mut wrong);
        // A first push that never ended left a run that was never there.
        let is_new = before.as_ref().is_none_or(|before| before.run.version == 0);
        if let Some(plan) = wrong.and(push.plan(by, before.as_ref()))? {
            Writing { register: self, member: &member, push: &push, source: &request.source }.write(plan).await?;
        }
        let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
        Ok((status, self.page(by, run, None).await?).into_response())
    }
}
