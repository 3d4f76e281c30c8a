//! `GET /v1/projects/{project}/runs/{run}`: the flow with the state of every task.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use serde::Serialize;
use serde_json::{Value, json};
use vestibule_domain::{
    run::{Run, TaskState},
    staff::Role,
    task::{Answer, Comment, Completion, Field, Task},
    value::{FieldSlug, Line, Paragraphs, ProjectSlug, RunId, RunSlug, TaskSlug},
};
use vestibule_web::{
    answer::{Kind, Problem},
    request::{Claims, Path},
};

use crate::Register;

#[derive(Debug, Serialize)]
struct TaskView<'a> {
    id: &'a TaskSlug,
    #[serde(flatten)]
    state: TaskState,
    title: &'a Line<200>,
    description: Option<&'a Paragraphs<4000>>,
    fields: &'a [Field],
    references: Vec<Value>,
    after: &'a [TaskSlug],
    answers: BTreeMap<&'a FieldSlug, &'a Answer>,
    files: Vec<Value>,
    comments: &'a [Comment],
    completion: Option<&'a Completion>,
}

pub(crate) async fn show(
    State(register): State<Register>,
    claims: Claims,
    Path((project, run)): Path<(ProjectSlug, RunSlug)>,
) -> Result<Json<Value>, Problem> {
    let member = register.staff.member(&claims).await?;
    member.authority(&project, Role::Viewer)?;
    let id = RunId::derived(&[member.org.as_str(), project.as_str(), run.as_str()]);
    answer(&register, id).await
}

pub(crate) async fn answer(register: &Register, id: RunId) -> Result<Json<Value>, Problem> {
    let found = register.staff.store.run(id).await?;
    let (run, tasks) = found.ok_or_else(|| Problem::new(Kind::NotFound, "there is no such run"))?;
    let tasks: Vec<_> = tasks.iter().map(|task| view(&run, task)).collect();
    Ok(Json(json!({ "project": run.project, "run": run.slug, "title": run.title, "tasks": tasks })))
}

fn view<'a>(run: &'a Run, task: &'a Task) -> TaskView<'a> {
    let files = task.received().map(|upload| {
        let manifest = &upload.manifest;
        json!({
            "id": upload.id, "field": upload.field, "name": manifest.name, "type": manifest.media_type,
            "size": manifest.size, "sha256": manifest.sha256, "share": upload.share,
        })
    });
    let references = task.spec.references.iter().map(|reference| {
        let manifest = &reference.manifest;
        json!({
            "id": reference.id, "name": manifest.name, "type": manifest.media_type,
            "size": manifest.size, "sha256": manifest.sha256,
        })
    });
    TaskView {
        id: &task.slug,
        state: run.state(&task.slug),
        title: &task.spec.title,
        description: task.spec.description.as_ref(),
        fields: &task.spec.fields,
        references: references.collect(),
        after: run.step(&task.slug).map_or(&[], |s| &s.after),
        answers: task.spec.fields.iter().filter_map(|f| Some((&f.slug, task.answer(&f.slug)?))).collect(),
        files: files.collect(),
        comments: &task.comments,
        completion: task.completion.as_ref(),
    }
}
