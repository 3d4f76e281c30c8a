//! `GET /v1/policy` and `GET /v1/projects/{project}/policy`: what is allowed, who decided it, and what is recommended.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use http::header;
use vestibule_api::staff::PolicyView;
use vestibule_domain::{
    policy::{Overrides, Policy},
    staff::{Forbidden, Right},
    value::ProjectSlug,
};
use vestibule_web::{
    answer::Problem,
    door::TryError,
    request::{Claims, Path, etag},
};

use crate::Settings;

pub(crate) async fn of_org(State(settings): State<Settings>, claims: Claims) -> Result<Response, Problem> {
    let member = settings.staff.member(&claims).await?;
    let _may = member.org_authority(Right::SetOrgPolicy)?;
    let org = settings.staff.store.org(&member.org).await?.ok_or(Forbidden::OrgAdmin)?;
    let projects = settings.staff.store.projects(&org.slug).await?;
    let effective = Policy::effective(&org.policy, &Overrides::default());
    Ok(answer(settings.view(&effective, (&org.policy, org.policy_version(&projects)), &[]).await?))
}

pub(crate) async fn of_project(
    State(settings): State<Settings>,
    claims: Claims,
    Path(project): Path<ProjectSlug>,
) -> Result<Response, Problem> {
    let member = settings.staff.member(&claims).await?;
    let _may = member.authority(&project, Right::ViewShares)?;
    let found = settings.staff.project(&member.org, &project).await;
    let (org, project) = found.map_err(TryError::into_staff_problem)?;
    let own = (&project.policy, project.policy_version(&org));
    Ok(answer(settings.view(&project.policy_within(&org), own, &[]).await?))
}

fn answer(view: PolicyView) -> Response {
    ([(header::ETAG, etag(view.version))], Json(view)).into_response()
}
