//! `GET /v1/projects/{project}/runs/{run}`: the flow with the state of every task, page by page.

use axum::{Json, extract::State};
use vestibule_api::staff::{self, Completion, Run, RunOptions};
use vestibule_cloud::store::{RunPage, TaskCursor};
use vestibule_domain::{
    run::{Progress, Turn},
    staff::{Authority, Right},
    task::WholeTask,
    value::{ProjectSlug, RunId, RunSlug},
};
use vestibule_web::{
    answer::{Kind, Problem, file_view, task_view},
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
        Ok(Json(Run {
            project: run.project.clone(),
            run: run.slug.clone(),
            title: run.title.clone(),
            tasks: tasks.iter().map(|task| view(progress, task)).collect(),
            cursor: next.as_ref().map(TaskCursor::to_string),
        }))
    }
}

fn view(progress: &Progress, whole: &WholeTask) -> staff::Task {
    let task = &whole.task;
    let completion = task.state.completion.as_ref();
    staff::Task {
        id: task.slug().clone(),
        turn: task_view::turn(Turn::of(task, progress)),
        title: task.spec.title.clone(),
        description: task.spec.description.clone(),
        fields: task.spec.fields.iter().map(task_view::field).collect(),
        references: task.spec.references.iter().map(task_view::reference).collect(),
        after: task.spec.after.iter().map(|first| first.task.clone()).collect(),
        answers: task_view::answers(task),
        files: whole.files.iter().map(|sent| file_view::sent(&task.key(), sent)).collect(),
        comments: whole.comments.iter().map(task_view::comment).collect(),
        completion: completion.map(|c| Completion { at: c.at, by: c.by.clone(), share: c.share }),
    }
}
