//! `POST /v1/projects/{project}/files`: announces a reference file and opens one way in for exactly it.

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_api::task::AnnounceFile;
use vestibule_domain::{
    file::{AnnounceReference, Manifest, ObjectKey, ReferenceFile},
    staff::{Member, Right},
    value::{FileId, ProjectSlug},
};
use vestibule_web::{
    answer::{Problem, file_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{Fields, Path},
};

use crate::Register;

pub(crate) async fn announce(
    State(register): State<Register>,
    Path(project): Path<ProjectSlug>,
    request: StaffRequest<AnnounceFile>,
) -> Result<Answer<ReferenceFile>, Problem> {
    let mut fields = Fields::default();
    let manifest = fields.manifest(&request.body).ok_or_else(|| fields.into_problem())?;
    let announce = AnnounceReference { id: FileId::new(register.staff.random.bits()), manifest };
    let decide = |member: Member| register.decide(member, &project, &announce, &request);
    let answer = register.staff.once(&request, decide).await?;
    register.with_way_in(answer, &announce.manifest).await
}

impl Register {
    async fn decide(
        &self,
        member: Member,
        project: &ProjectSlug,
        announce: &AnnounceReference,
        request: &StaffRequest<AnnounceFile>,
    ) -> Result<Outcome<ReferenceFile>, TryError> {
        let by = member.authority(project, Right::AttachFiles)?;
        let (org, found, _) = self.staff.project(&member.org, project, None).await?;
        let change = announce.decide(by, &org, &found, &self.staff.stamp(&member, &request.source))?;
        let body = json!({ "id": announce.id });
        let need = by.need();
        Ok(Outcome { change: Some(change), need, status: StatusCode::CREATED, body, texts: vec![] })
    }

    /// The way in is signed for this answer only: a stored one would hold a usable URL.
    async fn with_way_in(
        &self,
        mut answer: Answer<ReferenceFile>,
        manifest: &Manifest,
    ) -> Result<Answer<ReferenceFile>, Problem> {
        if let Some(file) = answer.body["id"].as_str().and_then(|id| id.parse().ok()) {
            let way_in = self.files.way_in(&ObjectKey::Reference { file }, manifest).await?;
            answer.body = json!(file_view::way_in(file, way_in, self.staff.now()));
        }
        Ok(answer)
    }
}
