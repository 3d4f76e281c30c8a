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
    request::{AnnouncedFile, Fields, Path},
};

use crate::Register;

pub(crate) async fn announce(
    State(register): State<Register>,
    Path(project): Path<ProjectSlug>,
    request: StaffRequest<AnnounceFile>,
) -> Result<Answer<ReferenceFile>, Problem> {
    let mut wrong = Fields::default();
    let file = wrong.file(&request.body);
    let announced = Announced { id: FileId::new(register.staff.random.bits()), file, wrong };
    let decide = |member: Member| register.decide(member, &project, &announced, &request);
    let answer = register.staff.once(&request, decide).await?;
    register.with_way_in(answer, announced.file.manifest.as_ref()).await
}

/// The request, as far as it can be read.
struct Announced {
    id: FileId,
    file: AnnouncedFile,
    /// What cannot be read.
    wrong: Fields,
}

impl Register {
    async fn decide(
        &self,
        member: Member,
        project: &ProjectSlug,
        Announced { id, file, wrong }: &Announced,
        request: &StaffRequest<AnnounceFile>,
    ) -> Result<Outcome<ReferenceFile>, TryError> {
        let by = member.authority(project, Right::AttachFiles)?;
        let (org, found) = self.staff.project(&member.org, project).await?;
        let stamp = self.staff.stamp(&member, &request.source);
        let change = wrong.held(
            (file.manifest.clone(), by),
            |manifest, by| AnnounceReference { id: *id, manifest }.decide(by, &org, &found, &stamp),
            |by| AnnounceReference::check(file.asked(), by, &org, &found),
        )?;
        let (need, body) = (by.need(), json!({ "id": id }));
        Ok(Outcome { status: StatusCode::CREATED, ..Outcome::of(change.into(), need, body) })
    }

    /// The way in is signed for this answer only: a stored one would hold a usable URL.
    async fn with_way_in(
        &self,
        mut answer: Answer<ReferenceFile>,
        manifest: Option<&Manifest>,
    ) -> Result<Answer<ReferenceFile>, Problem> {
        let file = answer.body["id"].as_str().and_then(|id| id.parse().ok());
        if let Some((file, manifest)) = file.zip(manifest) {
            let way_in = self.files.way_in(&ObjectKey::Reference { file }, manifest).await?;
            answer.body = json!(file_view::way_in(file, way_in, self.staff.now()));
        }
        Ok(answer)
    }
}
