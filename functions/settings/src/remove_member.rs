//! `POST /v1/members/{sub}/remove`: takes somebody out of the org, or out of one project.

use axum::extract::State;
use serde_json::json;
use vestibule_api::staff::{Left, RemoveMember};
use vestibule_cloud::store::{AskedOfOrg, OfOrg};
use vestibule_domain::{
    staff::{Forbidden, Member, PersonMoved, Remove, Roles, Sub},
    value::ProjectSlug,
};
use vestibule_web::{
    answer::{Problem, people_view::left_step},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::Path,
};

use crate::Settings;

pub(crate) async fn remove_member(
    State(settings): State<Settings>,
    Path(Sub(sub)): Path<Sub>,
    request: StaffRequest<RemoveMember>,
) -> Result<Answer<PersonMoved>, Problem> {
    settings.staff.once(&request, |by| settings.remove(by, &sub, &request)).await
}

impl Settings {
    async fn remove(
        &self,
        by: Member,
        sub: &str,
        request: &StaffRequest<RemoveMember>,
    ) -> Result<Outcome<PersonMoved>, TryError> {
        let authority = by.people_authority()?;
        let act = Remove { project: request.body.project.clone() };
        let need = authority.need_in(&act.project).ok_or(Forbidden::Nothing)?;
        let asked = AskedOfOrg { sub: Some(sub), ..AskedOfOrg::default() };
        let OfOrg { org, profile, .. } = self.staff.store.of_org(&by.org, asked).await?;
        let org = org.ok_or(Forbidden::Nothing)?;
        let store = &self.staff.store;
        let (invitation, left_steps) =
            tokio::join!(store.invitation_to(&org.slug, profile.as_ref()), store.left_steps(&by.org, sub));
        let (invitation, left_steps) = (invitation?, left_steps?);
        let before = profile.as_ref().and_then(|profile| profile.memberships.get(&org.slug));
        let left = match before.map(|membership| &membership.roles) {
            Some(roles) => self.left_behind(&by, roles, &act).await?,
            None => vec![],
        };
        let stamp = self.staff.stamp(&by, &request.source);
        let decision = act.decide(&authority, (&org, profile), invitation.as_ref(), &stamp)?;
        let shares = left.iter().map(|project| format!("/v1/shares?project={project}")).collect();
        let member = decision.state().membership().is_some();
        // Who belongs to the org still has their steps elsewhere as before. Nobody learns of projects of others.
        let is_told = |project: &ProjectSlug| {
            authority.is_in(project) && (!member || act.project.as_ref().is_none_or(|left| left == project))
        };
        let steps = left_steps.in_projects(is_told).map(left_step).collect();
        let body = json!(Left { sub: sub.to_owned(), member, shares, steps, more_steps: left_steps.is_cut });
        Ok(Outcome::of(decision, need, body))
    }

    /// The projects in which they could create shares. An org admin could in each: that takes one query more.
    async fn left_behind(&self, by: &Member, roles: &Roles, act: &Remove) -> Result<Vec<ProjectSlug>, TryError> {
        match act.leaves_shares_in(roles) {
            Some(projects) => Ok(projects),
            None => Ok(self.staff.store.projects(&by.org).await?.into_iter().map(|project| project.slug).collect()),
        }
    }
}
