//! `POST /v1/projects/{project}/runs/{run}/exports`: asks for everything in a run as one zip.

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_api::Nothing;
use vestibule_domain::{
    run::ExportRequested,
    staff::{Member, Right},
    value::{ExportId, ProjectSlug, RunId, RunSlug},
};
use vestibule_web::{
    answer::{Kind, Problem, export_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::Path,
};

use crate::Register;

pub(crate) async fn request(
    State(register): State<Register>,
    Path((project, run)): Path<(ProjectSlug, RunSlug)>,
    request: StaffRequest<Nothing>,
) -> Result<Answer<ExportRequested>, Problem> {
    let id = ExportId::new(register.staff.random.bits());
    register.staff.once(&request, |member: Member| register.asked(member, (&project, &run, id), &request)).await
}

impl Register {
    async fn asked(
        &self,
        member: Member,
        (project, run, id): (&ProjectSlug, &RunSlug, ExportId),
        request: &StaffRequest<Nothing>,
    ) -> Result<Outcome<ExportRequested>, TryError> {
        let by = member.authority(project, Right::ViewRuns)?;
        let found = self.staff.store.run_and_exports(RunId::of(&member.org, project, run)).await?;
        let (run, kept) = found.ok_or_else(|| Problem::new(Kind::NotFound, "there is no such run"))?;
        let asked = run.request_export(by, id, &kept, &self.staff.stamp(&member, &request.source))?;
        let body = json!(export_view::export(&asked.state().export, self.staff.now()));
        Ok(Outcome { status: StatusCode::ACCEPTED, ..Outcome::of(asked, by.need(), body) })
    }
}
