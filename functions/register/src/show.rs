//! `GET /v1/projects/{project}/runs/{run}`: the flow with the state of every task, page by page.

use axum::{Json, extract::State};
use vestibule_api::staff::{Run, RunOptions};
use vestibule_cloud::store::{RunPage, TaskCursor};
use vestibule_domain::{
    staff::{Authority, Right},
    value::{ProjectSlug, RunId, RunSlug},
};
use vestibule_web::{
    answer::{Kind, Problem, run_view},
    request::{Claims, Path, Query, cursor, no_cursor},
};

use crate::Register;

pub(crate) async fn show(
    State(register): State<Register>,
    claims: Claims,
    Path((project, run)): Path<(ProjectSlug, RunSlug)>,
    Query(RunOptions { cursor: begin }): Query<RunOptions>,
) -> Result<Json<Run>, Problem> {
    let begin = cursor(begin.as_deref())?;
    let member = register.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewRuns)?;
    register.page(by, &run, begin.as_ref()).await
}

impl Register {
    /// A run with those of its tasks that begin at the cursor and fit an answer.
    pub(crate) async fn page(
        &self,
        by: Authority<'_>,
        run: &RunSlug,
        cursor: Option<&TaskCursor>,
    ) -> Result<Json<Run>, Problem> {
        let id = RunId::of(&by.member().org, by.project(), run);
        let found = self.staff.store.run_page(id, cursor).await?;
        let page = found.ok_or_else(|| Problem::new(Kind::NotFound, "there is no such run"))?;
        let RunPage { run, progress, tasks, next } = &page;
        if cursor.is_some_and(|cursor| !cursor.is_of(run)) {
            return Err(no_cursor());
        }
        let mut shown: Vec<_> = tasks.iter().map(|task| run_view::task(progress, task)).collect();
        self.mark_left(by.member(), &mut shown).await?;
        Ok(Json(Run {
            project: run.project.clone(),
            run: run.slug.clone(),
            title: run.title.clone(),
            tasks: shown,
            cursor: next.as_ref().map(TaskCursor::to_string),
        }))
    }
}
