//! `PUT /v1/projects/{project}/work-packages/{work_package}` and `POST /v1/projects/{project}/work-packages`: puts a work
//! package into the register, or says something else of it. `POST` takes numbers that no address can hold.

use axum::extract::State;
use http::StatusCode;
use jiff::civil::Date;
use serde_json::json;
use vestibule_api::staff::{NewCoded, NewWorkPackage};
use vestibule_domain::{
    staff::{Forbidden, Member, Right},
    value::{Coded, ProjectSlug, RegisterNumber, WorkPackageId},
    work_package::{PutWorkPackage, WorkPackage, WorkPackageDetails},
};
use vestibule_web::{
    answer::{Problem, work_package_view},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{Fields, Path, plain_number, posted_number, same_number, spelling::work_package_status},
};

use crate::{Register, documents::request::coded};

pub(crate) async fn put(
    State(register): State<Register>,
    Path((project, number)): Path<(ProjectSlug, String)>,
    request: StaffRequest<NewWorkPackage>,
) -> Result<Answer<WorkPackage>, Problem> {
    let number = plain_number(&number, "/work_package")?;
    let mut wrong = Fields::default();
    same_number(&number, request.body.number.as_deref(), &mut wrong);
    register.take_work_package(&project, (Some(number), wrong), &request).await
}

pub(crate) async fn post(
    State(register): State<Register>,
    Path(project): Path<ProjectSlug>,
    request: StaffRequest<NewWorkPackage>,
) -> Result<Answer<WorkPackage>, Problem> {
    let mut wrong = Fields::default();
    let number = posted_number(request.body.number.as_deref(), &mut wrong);
    register.take_work_package(&project, (number, wrong), &request).await
}

/// What is said of it; right only where nothing is found wrong.
fn details(asked: &NewWorkPackage, wrong: &mut Fields) -> Option<WorkPackageDetails> {
    let title = wrong.read("/title", &asked.title);
    let mut maybe = |pointer, asked: &Option<NewCoded>| -> Option<Coded> {
        asked.as_ref().and_then(|asked| coded(pointer, asked, wrong))
    };
    let (kind, discipline) = (maybe("/type", &asked.kind), maybe("/discipline", &asked.discipline));
    let responsible = wrong.maybe("/responsible", asked.responsible.as_deref());
    let target = day(asked.target.as_deref(), wrong);
    let status = work_package_status(asked.status);
    title.map(|title| WorkPackageDetails { title, kind, discipline, responsible, target, status })
}

fn day(asked: Option<&str>, wrong: &mut Fields) -> Option<Date> {
    let asked = asked.filter(|asked| !asked.is_empty())?;
    let day = asked.parse().ok().filter(|_| asked.len() == "2026-11-22".len());
    if day.is_none() {
        wrong.refuse("/target", "invalid", "must be a date such as 2026-11-22");
    }
    day
}

impl Register {
    async fn take_work_package(
        &self,
        project: &ProjectSlug,
        (number, mut wrong): (Option<RegisterNumber>, Fields),
        request: &StaffRequest<NewWorkPackage>,
    ) -> Result<Answer<WorkPackage>, Problem> {
        let details = details(&request.body, &mut wrong);
        let asked = number.zip(details).filter(|_| wrong.is_empty());
        let asked = asked.map(|(number, details)| PutWorkPackage { number, details });
        let decide = |member: Member| self.put_work_package(member, project, (asked.as_ref(), &wrong), request);
        self.staff.once(request, decide).await
    }

    async fn put_work_package(
        &self,
        member: Member,
        project: &ProjectSlug,
        (asked, wrong): (Option<&PutWorkPackage>, &Fields),
        request: &StaffRequest<NewWorkPackage>,
    ) -> Result<Outcome<WorkPackage>, TryError> {
        let by = member.authority(project, Right::ManageOwnDocuments)?;
        let asked = asked.ok_or_else(|| wrong.clone().into_problem())?;
        let id = WorkPackageId::of(&member.org, project, &asked.number);
        let (before, has_project) = self.staff.store.work_package_and_project(id, (&member.org, project)).await?;
        if !has_project {
            return Err(Forbidden::NoSuchProject.into());
        }
        let decision = asked.decide(by, before.as_ref(), &self.staff.stamp(&member, &request.source))?;
        let status = if before.is_some() { StatusCode::OK } else { StatusCode::CREATED };
        let body = json!(work_package_view::work_package(decision.state()));
        Ok(Outcome { status, ..Outcome::of(decision, by.need(), body) })
    }
}
