//! `POST /v1/projects/{project}/documents/{document}/revisions`: brings a revision, whose file has come in already.

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_api::staff::NewRevision;
use vestibule_cloud::store::BesideDocument;
use vestibule_domain::{
    document::{Revise, Revised},
    staff::{Member, Right},
    value::{HostCode, Paragraphs, ProjectSlug, RevisionId},
};
use vestibule_web::{
    answer::{Problem, document_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{DocumentName, Fields, Path, here},
};

use crate::Register;

pub(crate) async fn revise(
    State(register): State<Register>,
    Path((project, document)): Path<(ProjectSlug, DocumentName)>,
    request: StaffRequest<NewRevision>,
) -> Result<Answer<Revised>, Problem> {
    let decide = |member: Member| register.take_revision(member, (&project, &document), &request);
    register.staff.once(&request, decide).await
}

/// What the request says, where all of it can be read.
fn read(asked: &NewRevision) -> Result<(HostCode, Option<Paragraphs<2000>>), Problem> {
    let mut wrong = Fields::default();
    let code = wrong.read("/code", &asked.code);
    let changed = wrong.maybe("/changed", asked.changed.as_deref());
    match code {
        Some(code) if wrong.is_empty() => Ok((code, changed)),
        _ => Err(wrong.into_problem()),
    }
}

impl Register {
    async fn take_revision(
        &self,
        member: Member,
        (project, document): (&ProjectSlug, &DocumentName),
        request: &StaffRequest<NewRevision>,
    ) -> Result<Outcome<Revised>, TryError> {
        let by = member.authority(project, Right::ManageOwnDocuments)?;
        let (code, changed) = read(&request.body)?;
        let id = document.in_project(by);
        let (revision, file) = (Some(RevisionId::of(id, &code)), Some(request.body.file));
        let beside = BesideDocument { revision, file, ..BesideDocument::default() };
        let found = self.staff.store.document_with(id, beside).await?;
        let document = here(found.document, by)?;
        let act = Revise { code, changed, file: found.file };
        let stamp = self.staff.stamp(&member, &request.source);
        let decision = act.decide(by, &document, found.revision.as_ref(), &stamp)?;
        let status = if found.revision.is_some() { StatusCode::OK } else { StatusCode::CREATED };
        let body = json!(document_view::revision(&decision.state().revision));
        Ok(Outcome { status, ..Outcome::of(decision, by.need(), body) })
    }
}
