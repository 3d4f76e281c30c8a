//! `POST /v1/projects/{project}/documents/{document}/revisions/{revision}/download`: a way out for the file of a revision, at
//! most a minute long. POST, because it leaves a record.

use axum::{Json, extract::State};
use serde_json::Value;
use vestibule_api::{Nothing, task::WayOut};
use vestibule_cloud::{files::Presigned, store::BesideDocument};
use vestibule_domain::{
    document::{DownloadRevision, NoSuchRevision, RevisionDownloaded},
    staff::{Member, Right},
    value::{ProjectSlug, RevisionId},
};
use vestibule_web::{
    answer::Problem,
    door::{Outcome, StaffRequest, TryError},
    request::{DocumentName, Path, here},
};

use crate::Register;

pub(crate) async fn download(
    State(register): State<Register>,
    Path((project, document, revision)): Path<(ProjectSlug, DocumentName, RevisionId)>,
    request: StaffRequest<Nothing>,
) -> Result<Json<WayOut>, Problem> {
    // A way out that is given again is one more that is open, and so is one more record.
    let request = request.without_key();
    let decide = |member: Member| register.hand_out_revision(member, (&project, &document, revision), &request);
    let answer = register.staff.once(&request, decide).await?;
    let RevisionDownloaded { revision, .. } = answer.made.ok_or(NoSuchRevision::Unknown)?;
    let Presigned { method, url, .. } = register.files.way_out(&revision.object(), &revision.manifest).await?;
    Ok(Json(WayOut { method, url }))
}

impl Register {
    async fn hand_out_revision(
        &self,
        member: Member,
        (project, document, revision): (&ProjectSlug, &DocumentName, RevisionId),
        request: &StaffRequest<Nothing>,
    ) -> Result<Outcome<RevisionDownloaded>, TryError> {
        let by = member.authority(project, Right::ViewDocuments)?;
        let beside = BesideDocument { revision: Some(revision), ..BesideDocument::default() };
        let found = self.staff.store.document_with(document.in_project(by), beside).await?;
        let document = here(found.document, by)?;
        let act = DownloadRevision { revision: found.revision };
        let change = act.decide(by, &document, &self.staff.stamp(&member, &request.source))?;
        Ok(Outcome::of(change.into(), by.need(), Value::Null))
    }
}
