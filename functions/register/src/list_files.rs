//! `GET /v1/projects/{project}/runs/{run}/files`: what guests have sent into a run, in every state, page by page.

use axum::{Json, extract::State};
use vestibule_api::staff::{PageOptions, PageSize, RunFile, RunFiles};
use vestibule_cloud::store::{self, FileCursor};
use vestibule_domain::{
    run,
    staff::Right,
    value::{ProjectSlug, RunId, RunSlug},
};
use vestibule_web::{
    answer::{Kind, Problem, file_view},
    request::{Claims, Path, Query, cursor, no_cursor},
};

use crate::Register;

pub(crate) async fn list(
    State(register): State<Register>,
    claims: Claims,
    Path((project, run)): Path<(ProjectSlug, RunSlug)>,
    Query(PageOptions { limit, cursor: after }): Query<PageOptions>,
) -> Result<Json<RunFiles>, Problem> {
    let after: Option<FileCursor> = cursor(after.as_deref())?;
    let member = register.staff.member(&claims).await?;
    let by = member.authority(&project, Right::ViewRuns)?;
    let id = RunId::of(&by.member().org, by.project(), &run);
    let found = register.staff.store.files_of_run(id, after.as_ref(), PageSize::or_usual(limit)).await?;
    let store::RunFiles { run, files, next } =
        found.ok_or_else(|| Problem::new(Kind::NotFound, "there is no such run"))?;
    if after.is_some_and(|after| !after.is_of(&run)) {
        return Err(no_cursor());
    }
    Ok(Json(RunFiles { files: files.iter().map(listed).collect(), cursor: next.as_ref().map(FileCursor::to_string) }))
}

fn listed(run::RunFile { task, sent }: &run::RunFile) -> RunFile {
    RunFile { task: task.task.clone(), file: file_view::sent(task, sent) }
}
