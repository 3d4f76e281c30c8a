//! `PUT /v1/projects/{project}/documents/{document}` and `POST /v1/projects/{project}/documents`: puts a document into the
//! register, or says something else of it. `POST` takes numbers that no address can hold.

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_api::staff::NewDocument;
use vestibule_domain::{
    document::{DocumentPut, PutDocument},
    staff::{Member, Right},
    value::{DocumentId, NotASlug, ProjectSlug, RegisterNumber, TaskSlug},
};
use vestibule_web::{
    answer::{Problem, document_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{Fields, Path, unread},
};

use super::request;
use crate::Register;

pub(crate) async fn put(
    State(register): State<Register>,
    Path((project, number)): Path<(ProjectSlug, String)>,
    request: StaffRequest<NewDocument>,
) -> Result<Answer<DocumentPut>, Problem> {
    // A document that is made here is named here: the rule for names is told.
    let plain: Result<TaskSlug, NotASlug> = number.parse();
    plain.map_err(|rule| unread("address", "/document", &format!("{rule}; POST takes other numbers")))?;
    let number: Result<RegisterNumber, _> = number.parse();
    let number = number.map_err(|rule| unread("address", "/document", &rule.to_string()))?;
    let mut wrong = Fields::default();
    if request.body.number.as_ref().is_some_and(|asked| *asked != number.as_str()) {
        wrong.refuse("/number", "invalid", "is another than in the address, where it is enough");
    }
    register.take_document(&project, (Some(number), wrong), &request).await
}

pub(crate) async fn post(
    State(register): State<Register>,
    Path(project): Path<ProjectSlug>,
    request: StaffRequest<NewDocument>,
) -> Result<Answer<DocumentPut>, Problem> {
    let mut wrong = Fields::default();
    let number = wrong.read("/number", request.body.number.as_deref().unwrap_or_default());
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
        let before = self.staff.store.document_with(id, None, None).await?.document;
        let decision = asked.decide(by, before.as_ref(), &self.staff.stamp(&member, &request.source))?;
        let status = if before.is_some() { StatusCode::OK } else { StatusCode::CREATED };
        let body = json!(document_view::document(&decision.state().document));
        Ok(Outcome { status, ..Outcome::of(decision, by.need(), body) })
    }
}
