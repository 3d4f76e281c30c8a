//! `PUT /v1/projects/{project}/runs/{run}`: takes a flow, or its changes. Sending the same again changes
//! nothing.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use serde::Deserialize;
use vestibule_cloud::{Commit, contention::retry_when_overtaken};
use vestibule_domain::{
    run::{self, Push, PushedTask},
    staff::Role,
    task::{Field, Reference, Spec},
    value::{FileId, Line, Paragraphs, ProjectSlug, RunId, RunSlug, TaskSlug},
};
use vestibule_web::{
    answer::Problem,
    door::TryError,
    request::{Caller, Claims, Deadline, Fields, JsonBody, Path},
};

use crate::{Register, show};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Request {
    title: Line<200>,
    tasks: Vec<TaskRequest>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskRequest {
    id: TaskSlug,
    title: Line<200>,
    description: Option<Paragraphs<4000>>,
    #[serde(default)]
    after: Vec<TaskSlug>,
    #[serde(default)]
    fields: Vec<Field>,
    /// Settled reference files of the same project.
    #[serde(default)]
    references: Vec<FileId>,
}

pub(crate) async fn push(
    State(register): State<Register>,
    claims: Claims,
    Caller(origin): Caller,
    deadline: Deadline,
    Path((project, slug)): Path<(ProjectSlug, RunSlug)>,
    JsonBody(request): JsonBody<Request>,
) -> Result<Response, Problem> {
    let pushed = retry_when_overtaken(deadline, &register.staff.random, || async {
        let member = register.staff.member(&claims).await?;
        member.authority(&project, Role::Initiator)?;
        let tasks = register.tasks(&request, &project, &member.org).await?;
        let id = RunId::derived(&[member.org.as_str(), project.as_str(), slug.as_str()]);
        let before = register.staff.store.run(id).await?;
        let status = if before.is_some() { StatusCode::OK } else { StatusCode::CREATED };
        let push = Push {
            org: member.org.clone(),
            project: project.clone(),
            slug: slug.clone(),
            title: request.title.clone(),
            tasks,
        };
        if let Some(change) = run::push(push, before, &register.staff.stamp(&member, &origin))? {
            let with = Commit { authority: Some(&member), ..Commit::default() };
            register.staff.store.commit_with(&change, with).await?;
        }
        Ok::<_, TryError>((status, id))
    });
    let (status, id) = pushed.await.map_err(TryError::into_problem)?;
    Ok((status, show::answer(&register, id).await?).into_response())
}

impl Register {
    /// The pushed tasks, their reference files looked up in one batch.
    async fn tasks(
        &self,
        request: &Request,
        project: &ProjectSlug,
        org: &vestibule_domain::value::OrgSlug,
    ) -> Result<Vec<PushedTask>, TryError> {
        let wanted: Vec<_> = request.tasks.iter().flat_map(|t| t.references.iter().copied()).collect();
        let mut wanted_once = wanted.clone();
        wanted_once.sort_unstable();
        wanted_once.dedup();
        let files = self.staff.store.files(&wanted_once).await?;
        let mut fields = Fields::default();
        let mut tasks = Vec::new();
        for (n, task) in request.tasks.iter().enumerate() {
            let mut references = Vec::new();
            for (m, id) in task.references.iter().enumerate() {
                let found = files.iter().find(|f| f.id == *id && f.org == *org && f.project == *project);
                let Some(file) = found.filter(|f| f.progress.is_clean()) else {
                    let detail = "is no settled file of this project";
                    fields.refuse(&format!("/tasks/{n}/references/{m}"), "unknown_file", detail);
                    continue;
                };
                references.push(Reference { id: *id, manifest: file.manifest.clone() });
            }
            let TaskRequest { id, title, description, after, fields, .. } = task.clone();
            let spec = Spec { title, description, fields, references };
            tasks.push(PushedTask { slug: id, after, spec });
        }
        if fields.is_empty() { Ok(tasks) } else { Err(fields.into_problem().into()) }
    }
}
