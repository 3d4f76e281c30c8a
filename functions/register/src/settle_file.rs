//! `POST /v1/projects/{project}/files/{file}/settle`: makes a reference file count that has arrived as announced.

use axum::extract::State;
use http::StatusCode;
use serde_json::{Value, json};
use vestibule_domain::{
    file::ReferenceFile,
    staff::{Member, Role},
    value::{FileId, ProjectSlug},
};
use vestibule_web::{
    answer::{Kind, Problem},
    door::{Answer, Outcome, TryError},
    request::{Caller, Claims, Deadline, Idempotent, Path},
};

use crate::Register;

/// A request without content.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

pub(crate) async fn settle(
    State(Register { staff, files, scanned, .. }): State<Register>,
    claims: Claims,
    Caller(origin): Caller,
    deadline: Deadline,
    Path((project, id)): Path<(ProjectSlug, FileId)>,
    Idempotent { request, body: Nothing {} }: Idempotent<Nothing>,
) -> Result<Answer<ReferenceFile>, Problem> {
    let (staff, files, project, origin) = (&staff, &files, &project, &origin);
    let decide = |member: Member| async move {
        member.authority(project, Role::Initiator)?;
        let found = staff.store.file(id).await?.filter(|f| f.org == member.org && f.project == *project);
        let file = found.ok_or_else(|| Problem::new(Kind::NotFound, "there is no such file"))?;
        let key = file.place().key();
        let arrival = if file.progress.is_pending() { files.arrival(&key).await? } else { None };
        let change = file.settle(arrival.as_ref(), scanned, &staff.stamp(&member, origin))?;
        let settled = change.as_ref().map_or(&file, |c| c.state());
        if let Some(arrival) = arrival.filter(|_| settled.progress.is_clean()) {
            files.release(&key, &arrival.version, &settled.manifest).await?;
        }
        let body = view(settled);
        Ok::<_, TryError>(Outcome { change, status: StatusCode::OK, body })
    };
    staff.once(&claims, &request, deadline, decide).await
}

fn view(file: &ReferenceFile) -> Value {
    json!({
        "id": file.id, "state": file.progress.name(), "name": file.manifest.name,
        "size": file.manifest.size, "sha256": file.manifest.sha256,
    })
}
