//! `PATCH /v1/members/{sub}`: gives roles and takes them away, from the member's next request on.

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use http::header;
use serde_json::json;
use vestibule_api::staff::ChangeMember;
use vestibule_cloud::{
    ListedMember,
    store::{AskedOfOrg, OfOrg},
};
use vestibule_domain::staff::{ChangeRoles, Forbidden, Member, PeopleRefused, PersonMoved, RolesChange, Sub};
use vestibule_web::{
    answer::{
        Problem,
        people_view::{Seen, member},
    },
    door::{Outcome, StaffRequest, TryError},
    request::{IfMatch, Path, etag, spelling},
};

use crate::Settings;

pub(crate) async fn change_member(
    State(settings): State<Settings>,
    Path(Sub(sub)): Path<Sub>,
    IfMatch(version): IfMatch,
    request: StaffRequest<ChangeMember>,
) -> Result<Response, Problem> {
    let act = ChangeRoles { change: asked(&request.body), version };
    let answer = settings.staff.once(&request, |by| settings.change(by, &sub, &act, &request)).await?;
    let version = answer.body["version"].as_u64();
    let mut response = answer.into_response();
    response.headers_mut().extend(version.map(|version| (header::ETAG, etag(version))));
    Ok(response)
}

fn asked(body: &ChangeMember) -> RolesChange {
    let role = |role: vestibule_api::staff::Role| spelling::role(role);
    RolesChange {
        org_role: body.org_role.map(|org_role| org_role.map(spelling::org_role)),
        roles: body.roles.iter().map(|(project, given)| (project.clone(), given.map(role))).collect(),
    }
}

impl Settings {
    async fn change(
        &self,
        by: Member,
        sub: &str,
        act: &ChangeRoles,
        request: &StaffRequest<ChangeMember>,
    ) -> Result<Outcome<PersonMoved>, TryError> {
        let authority = by.people_authority()?;
        let need = authority.need_in(act.change.roles.keys()).ok_or(Forbidden::Nothing)?;
        act.check(&authority)?;
        let projects: Vec<_> = act.change.roles.keys().cloned().collect();
        let asked = AskedOfOrg { sub: Some(sub), projects: &projects, ..AskedOfOrg::default() };
        let OfOrg { org, profile, projects, .. } = self.staff.store.of_org(&by.org, asked).await?;
        let org = org.ok_or(Forbidden::Nothing)?;
        let invitation = self.staff.store.invitation_to(&org.slug, profile.as_ref()).await?;
        let stamp = self.staff.stamp(&by, &request.source);
        let decision = act.decide(&authority, (&org, profile), (&projects, invitation.as_ref()), &stamp)?;
        let listed = ListedMember::of(&decision.state().profile, &org.slug).ok_or(PeopleRefused::NoSuchMember)?;
        let body = json!(member(&listed, Seen::by(&by, None)));
        Ok(Outcome::of(decision, need, body))
    }
}
