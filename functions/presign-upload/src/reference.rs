//! `POST /v1/projects/{project}/files` and `…/{file}/settle`: reference files, sent by staff the way
//! guests send theirs.

use axum::extract::State;
use http::StatusCode;
use serde_json::{Value, json};
use vestibule_domain::{
    file::ReferenceFile,
    id::FileId,
    member::{Forbidden, Member, Role},
    policy::Policy,
    slug::ProjectSlug,
};
use vestibule_web::{
    body::Path,
    claims::Claims,
    fields::Fields,
    keyed::Keyed,
    office::{Answer, Outcome},
    origin::From,
    problem::{Kind, Problem},
    trouble::Trouble,
};

use crate::{Announced, PresignUpload, announce::answer};

pub(crate) async fn announce(
    State(desk): State<PresignUpload>,
    claims: Claims,
    From(origin): From,
    Path(project): Path<ProjectSlug>,
    Keyed { request, body }: Keyed<Announced>,
) -> Result<Answer<ReferenceFile>, Problem> {
    let mut fields = Fields::default();
    let Some(manifest) = body.parse(&mut fields) else { return Err(fields.into_problem()) };
    let office = desk.office();
    let (office, desk, project, manifest, origin) = (&office, &desk, &project, &manifest, &origin);
    let decide = |member: Member| async move {
        member.authority(project, Role::Initiator)?;
        let (org, found, _) = office.store.ground(&member.org, project, None).await?;
        let (Some(org), Some(found)) = (org, found) else { return Err(Forbidden::NoSuchProject.into()) };
        let policy = Policy::effective(&org.policy, &found.policy);
        let id = FileId::new(office.chance.bits());
        let place = (member.org.clone(), project.clone());
        let stamp = office.stamp(&member, origin);
        let change = ReferenceFile::announce(id, place, manifest.clone(), &policy, &stamp)?;
        let body = json!({ "id": id });
        Ok::<_, Trouble>(Outcome { change: Some(change), status: StatusCode::CREATED, body })
    };
    let mut done = office.once(&claims, &request, decide).await?;
    let id: Option<FileId> = done.body["id"].as_str().and_then(|id| id.parse().ok());
    if let Some(id) = id {
        // Signed for this answer only: a stored result would hold a usable URL.
        let key = vestibule_domain::upload::Place::Reference { file: id }.key();
        let way_in = desk.files.way_in(&key, manifest).await?;
        done.body = answer(&json!(id), &way_in, office.now());
    }
    Ok(done)
}

pub(crate) async fn settle(
    State(desk): State<PresignUpload>,
    claims: Claims,
    From(origin): From,
    Path((project, id)): Path<(ProjectSlug, FileId)>,
    Keyed { request, body: Nothing {} }: Keyed<Nothing>,
) -> Result<Answer<ReferenceFile>, Problem> {
    let office = desk.office();
    let (office, desk, project, origin) = (&office, &desk, &project, &origin);
    let decide = |member: Member| async move {
        member.authority(project, Role::Initiator)?;
        let found = office.store.file(id).await?.filter(|f| f.org == member.org && f.project == *project);
        let file = found.ok_or_else(|| Problem::new(Kind::NotFound, "there is no such file"))?;
        let key = file.place().key();
        let arrival = if file.progress.is_pending() { desk.files.arrival(&key).await? } else { None };
        let change = file.settle(arrival.as_ref(), desk.scanned, &office.stamp(&member, origin))?;
        let settled = change.as_ref().map_or(&file, |c| c.state());
        if let Some(arrival) = arrival.filter(|_| settled.progress.is_clean()) {
            desk.files.release(&key, &arrival.version, &settled.manifest).await?;
        }
        let body = view(settled);
        Ok::<_, Trouble>(Outcome { change, status: StatusCode::OK, body })
    };
    office.once(&claims, &request, decide).await
}

/// A request without content.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

fn view(file: &ReferenceFile) -> Value {
    json!({
        "id": file.id, "state": file.progress.name(), "name": file.manifest.name,
        "size": file.manifest.size, "sha256": file.manifest.sha256,
    })
}
