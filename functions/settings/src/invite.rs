//! `POST /v1/invitations`: somebody gets a code by mail, by which they become a member.

use axum::extract::State;
use http::StatusCode;
use serde_json::json;
use vestibule_api::staff::NewInvitation;
use vestibule_cloud::store::{AskedOfOrg, OfOrg};
use vestibule_domain::{
    policy::{Overrides, Policy},
    share::{MailCount, MailsOf},
    staff::{BesideInvite, Forbidden, InvitationMoved, Invite, Member, Roles},
    value::{InvitationId, ProjectSlug, Salt},
};
use vestibule_web::{
    answer::{Problem, people_view::invitation, roles_flaw, too_many_invitations},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::{Fields, spelling},
};

use crate::Settings;

/// The request, as far as it can be read.
struct Parsed {
    invite: Option<Invite>,
    projects: Vec<ProjectSlug>,
    wrong: Fields,
}

pub(crate) async fn invite(
    State(settings): State<Settings>,
    request: StaffRequest<NewInvitation>,
) -> Result<Answer<InvitationMoved>, Problem> {
    let parsed = Parsed::of(&request.body, Salt::new(settings.staff.random.bits()));
    settings.staff.once(&request, |by| settings.decide_on_invitation(by, &parsed, &request)).await
}

impl Parsed {
    fn of(body: &NewInvitation, salt: Salt) -> Self {
        let mut wrong = Fields::default();
        let email = wrong.read("/email", &body.email);
        let name = wrong.read("/name", &body.name);
        let locale = wrong.word("/locale", body.locale.as_deref()).unwrap_or_default();
        let in_projects = body.roles.iter().map(|(project, role)| (project.clone(), spelling::role(*role)));
        let roles = Roles::new(body.org_role.map(spelling::org_role), in_projects.collect());
        let roles = roles.map_err(|flaw| wrong.add(roles_flaw(&flaw))).ok();
        let invite = || Some(Invite { email: email?, name: name?, locale, roles: roles?, salt });
        Self { invite: invite(), projects: body.roles.keys().cloned().collect(), wrong }
    }
}

impl Settings {
    async fn decide_on_invitation(
        &self,
        by: Member,
        parsed: &Parsed,
        request: &StaffRequest<NewInvitation>,
    ) -> Result<Outcome<InvitationMoved>, TryError> {
        let authority = by.people_authority()?;
        let need = authority.need_in(&parsed.projects).ok_or(Forbidden::Nothing)?;
        let invite = parsed.invite.as_ref().filter(|_| parsed.wrong.is_empty());
        let Some(invite) = invite else { return Err(parsed.wrong.clone().into_problem().into()) };
        let mails = MailsOf::creation(&by, &invite.email);
        let id = Some(InvitationId::of(&by.org, &invite.email));
        let asked = AskedOfOrg { sub: None, invitation: id, projects: &parsed.projects, mails: &mails };
        let store = &self.staff.store;
        let (found, known) = tokio::join!(store.of_org(&by.org, asked), store.roles_at(&by.org, &invite.email));
        let (OfOrg { org, invitation: standing, projects, counts, .. }, known) = (found?, known?);
        let org = org.ok_or(Forbidden::Nothing)?;
        let stamp = self.staff.stamp(&by, &request.source);
        let beside = BesideInvite { projects: &projects, standing: standing.as_ref(), known: &known };
        let change = invite.decide(&authority, &org, beside, &stamp)?;
        let policy = Policy::effective(&org.policy, &Overrides::default());
        let counts = MailCount::one_more(counts, &policy, stamp.now).map_err(too_many_invitations)?;
        let body = json!(invitation(&change.state().invitation, &authority, stamp.now));
        Ok(Outcome { status: StatusCode::CREATED, counts, ..Outcome::of(change.into(), need, body) })
    }
}
