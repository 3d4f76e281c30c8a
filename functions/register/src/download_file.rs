//! `POST /v1/projects/{project}/runs/{run}/files/{file}/download`: a way out for one file that a guest sent, at most a
//! minute long. POST, because it leaves a record.

use axum::{Json, extract::State};
use serde_json::Value;
use vestibule_api::{Nothing, task::WayOut};
use vestibule_cloud::files::Presigned;
use vestibule_domain::{
    run::HandedOut,
    staff::{Member, Right},
    value::{ProjectSlug, RunId, RunSlug, UploadId},
};
use vestibule_web::{
    answer::{Kind, Problem},
    door::{Outcome, StaffRequest, TryError},
    request::Path,
};

use crate::Register;

pub(crate) async fn download(
    State(register): State<Register>,
    Path((project, run, file)): Path<(ProjectSlug, RunSlug, UploadId)>,
    request: StaffRequest<Nothing>,
) -> Result<Json<WayOut>, Problem> {
    // A way out that is given again is one more that is open, and so is one more record.
    let request = request.without_key();
    let decide = |member: Member| register.hand_out(member, (&project, &run, file), &request);
    let answer = register.staff.once(&request, decide).await?;
    let handed_out: HandedOut = answer.made.ok_or_else(no_such_file)?;
    let manifest = &handed_out.file.sent.upload.manifest;
    let Presigned { method, url, .. } = register.files.way_out(&handed_out.file.object(), manifest).await?;
    Ok(Json(WayOut { method, url }))
}

impl Register {
    async fn hand_out(
        &self,
        member: Member,
        (project, run, file): (&ProjectSlug, &RunSlug, UploadId),
        request: &StaffRequest<Nothing>,
    ) -> Result<Outcome<HandedOut>, TryError> {
        let by = member.authority(project, Right::ViewRuns)?;
        let id = RunId::of(&member.org, project, run);
        let (state, file) = self.staff.store.file_of_run(id, file).await?.ok_or_else(no_such_file)?;
        let change = state.hand_out(by, file, &self.staff.stamp(&member, &request.source))?;
        Ok(Outcome::of(change.into(), by.need(), Value::Null))
    }
}

fn no_such_file() -> Problem {
    Problem::new(Kind::NotFound, "there is no such file in this run")
}
