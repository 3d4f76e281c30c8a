//! `POST /v1/projects/{project}/runs/{run}/exports/{export}/download`: a way out for an export, at most a minute long.
//! POST, because it leaves a record.

use axum::{Json, extract::State};
use serde_json::Value;
use vestibule_api::{Nothing, task::WayOut};
use vestibule_cloud::files::Presigned;
use vestibule_domain::{
    run::ExportHandedOut,
    staff::{Member, Right},
    value::{ExportId, ProjectSlug, RunId, RunSlug},
};
use vestibule_web::{
    answer::{Kind, Problem},
    door::{Outcome, StaffRequest, TryError},
    request::Path,
};

use crate::Register;

pub(crate) async fn download(
    State(register): State<Register>,
    Path((project, run, export)): Path<(ProjectSlug, RunSlug, ExportId)>,
    request: StaffRequest<Nothing>,
) -> Result<Json<WayOut>, Problem> {
    // A way out that is given again is one more that is open, and so is one more record.
    let request = request.without_key();
    let decide = |member: Member| register.hand_out_export(member, (&project, &run, export), &request);
    let answer = register.staff.once(&request, decide).await?;
    let handed_out: ExportHandedOut = answer.made.ok_or_else(no_such_export)?;
    let way_out = register.files.export_way_out(&handed_out.export.zip(), &format!("{run}.zip")).await?;
    let Presigned { method, url, .. } = way_out;
    Ok(Json(WayOut { method, url }))
}

impl Register {
    async fn hand_out_export(
        &self,
        member: Member,
        (project, run, export): (&ProjectSlug, &RunSlug, ExportId),
        request: &StaffRequest<Nothing>,
    ) -> Result<Outcome<ExportHandedOut>, TryError> {
        let by = member.authority(project, Right::ViewRuns)?;
        let run = RunId::of(&member.org, project, run);
        let (state, export) = self.staff.store.run_and_export(run, export).await?.ok_or_else(no_such_export)?;
        let change = state.hand_out_export(by, export, &self.staff.stamp(&member, &request.source))?;
        Ok(Outcome::of(change.into(), by.need(), Value::Null))
    }
}

fn no_such_export() -> Problem {
    Problem::new(Kind::NotFound, "there is no such export of this run")
}
