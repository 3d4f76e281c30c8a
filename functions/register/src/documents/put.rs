//! `PUT /v1/projects/{project}/documents/{document}` and `POST /v1/projects/{project}/documents`: puts a document into the
//! register, or says something else of it. `POST` takes numbers that no address can hold.

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_api::staff::NewDocument;
use vestibule_cloud::store::{BesideDocument, OfDocument};
use vestibule_domain::{
    document::{Details, DocumentPut, Filing, PutDocument},
    staff::{Forbidden, Member, Right},
    value::{DocumentId, ProjectSlug, RegisterNumber, WorkPackageId},
};
use vestibule_web::{
    answer::{Problem, document_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{Fields, Path, plain_number, posted_number, same_number},
};

use super::request;
use crate::Register;

pub(crate) async fn put(
    State(register): State<Register>,
    Path((project, number)): Path<(ProjectSlug, String)>,
    request: StaffRequest<NewDocument>,
) -> Result<Answer<DocumentPut>, Problem> {
    let number = plain_number(&number, "/document")?;
    let mut wrong = Fields::default();
    same_number(&number, request.body.number.as_deref(), &mut wrong);
    register.take_document(&project, (Some(number), wrong), &request).await
}

pub(crate) async fn post(
    State(register): State<Register>,
    Path(project): Path<ProjectSlug>,
    request: StaffRequest<NewDocument>,
) -> Result<Answer<DocumentPut>, Problem> {
    let mut wrong = Fields::default();
    let number = posted_number(request.body.number.as_deref(), &mut wrong);
    register.take_document(&project, (number, wrong), &request).await
}

impl Register {
    async fn take_document(
        &self,
        project: &ProjectSlug,
        (number, mut wrong): (Option<RegisterNumber>, Fields),
        request: &StaffRequest<NewDocument>,
    ) -> Result<Answer<DocumentPut>, Problem> {
        let details = request::details(&request.body, &mut wrong);
        let asked = number.zip(details).filter(|_| wrong.is_empty());
        let asked = asked.map(|(number, details)| PutDocument { number, details });
        let decide = |member: Member| self.put_document(member, project, (asked.as_ref(), &wrong), request);
        self.staff.once(request, decide).await
    }

    async fn put_document(
        &self,
        member: Member,
        project: &ProjectSlug,
        (asked, wrong): (Option<&PutDocument>, &Fields),
        request: &StaffRequest<NewDocument>,
    ) -> Result<Outcome<DocumentPut>, TryError> {
        let by = member.authority(project, Right::ManageOwnDocuments)?;
        let asked = asked.ok_or_else(|| wrong.clone().into_problem())?;
        let id = DocumentId::of(&member.org, project, &asked.number);
        let number =
            |details: &Details| details.work_package.as_ref().map(|n| WorkPackageId::of(&member.org, project, n));
        let work_package = number(&asked.details);
        let named = Some((&member.org, project));
        let beside = BesideDocument { work_package, project: named, ..BesideDocument::default() };
        let OfDocument { document: before, work_package: to, has_project, .. } =
            self.staff.store.document_with(id, beside).await?;
        if !has_project {
            return Err(Forbidden::NoSuchProject.into());
        }
        // Only what leaves a work package takes a read more.
        let from = match before.as_ref().and_then(|before| number(&before.details)) {
            Some(from) if Some(from) != work_package => self.staff.store.work_package(from).await?,
            _ => None,
        };
        let filing = Filing { from: from.as_ref(), to: to.as_ref() };
        let decision = asked.decide(by, (before.as_ref(), filing), &self.staff.stamp(&member, &request.source))?;
        let status = if before.is_some() { StatusCode::OK } else { StatusCode::CREATED };
        let body = json!(document_view::document(&decision.state().document));
        Ok(Outcome { status, ..Outcome::of(decision, by.need(), body) })
    }
}
