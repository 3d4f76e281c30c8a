//! `POST /v1/projects/{project}/files`: announces a reference file and opens one way in for exactly it.

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_domain::{
    file::{ObjectKey, ReferenceFile},
    policy::Policy,
    staff::{Forbidden, Member, Role},
    value::{FileId, ProjectSlug},
};
use vestibule_web::{
    answer::Problem,
    door::{Answer, Outcome, TryError},
    request::{
        Caller, Claims, Deadline, Fields, Idempotent, Path,
        announced::{self, Announced},
    },
};

use crate::Register;

pub(crate) async fn announce(
    State(Register { staff, files, .. }): State<Register>,
    claims: Claims,
    Caller(origin): Caller,
    deadline: Deadline,
    Path(project): Path<ProjectSlug>,
    Idempotent { request, body }: Idempotent<Announced>,
) -> Result<Answer<ReferenceFile>, Problem> {
    let mut fields = Fields::default();
    let Some(manifest) = body.parse(&mut fields) else { return Err(fields.into_problem()) };
    let (staff, project, manifest, origin) = (&staff, &project, &manifest, &origin);
    let decide = |member: Member| async move {
        member.authority(project, Role::Initiator)?;
        let (org, found, _) = staff.store.ground(&member.org, project, None).await?;
        let (Some(org), Some(found)) = (org, found) else { return Err(Forbidden::NoSuchProject.into()) };
        let policy = Policy::effective(&org.policy, &found.policy);
        let id = FileId::new(staff.random.bits());
        let place = (member.org.clone(), project.clone());
        let stamp = staff.stamp(&member, origin);
        let change = ReferenceFile::announce(id, place, manifest.clone(), &policy, &stamp)?;
        let body = json!({ "id": id });
        Ok::<_, TryError>(Outcome { change: Some(change), status: StatusCode::CREATED, body })
    };
    let mut done = staff.once(&claims, &request, deadline, decide).await?;
    let id: Option<FileId> = done.body["id"].as_str().and_then(|id| id.parse().ok());
    if let Some(file) = id {
        // Signed for this answer only: a stored result would hold a usable URL.
        let way_in = files.way_in(&Place::Reference { file }.key(), manifest).await?;
        done.body = announced::way_in(&json!(file), &way_in, staff.now());
    }
    Ok(done)
}
