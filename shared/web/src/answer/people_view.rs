//! Who somebody is, and who belongs to an org, as they are told.

use std::collections::BTreeSet;

use jiff::Timestamp;
use vestibule_api::staff::{Invitation, LeftStep, Me, Member, Membership};
use vestibule_cloud::{ListedMember, store::ListedStep};
use vestibule_domain::{
    staff::{self, PeopleAuthority, Profile, Right},
    value::ProjectSlug,
};

use super::{spelling, step_view};

/// Which roles of others somebody sees: org admins all, a project's people those in it, project admins those in theirs.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    by: &'a staff::Member,
    project: Option<&'a ProjectSlug>,
}

impl<'a> Seen<'a> {
    /// `project`: in which they look; `None`: wherever they may.
    pub fn by(by: &'a staff::Member, project: Option<&'a ProjectSlug>) -> Self {
        Self { by, project }
    }

    fn shows(self, project: &ProjectSlug) -> bool {
        let asked = self.project.is_none_or(|asked| asked == project);
        asked && self.by.roles.role_in(project).is_some_and(|role| role.has(Right::ViewMembers))
    }
}

/// A member, as far as somebody sees their roles.
pub fn member(listed: &ListedMember, seen: Seen<'_>) -> Member {
    let in_projects = listed.roles.in_projects().iter().filter(|(project, _)| seen.shows(project));
    Member {
        sub: listed.sub.clone(),
        name: listed.name.clone(),
        email: listed.email.clone(),
        org_role: listed.roles.org_role().map(spelling::org_role),
        roles: in_projects.map(|(project, role)| (project.clone(), spelling::role(*role))).collect(),
        seat: listed.roles.takes_seat(),
        since: listed.since,
        version: listed.version,
    }
}

/// A step that somebody leaves, with where it is given to somebody else.
pub fn left_step(ListedStep { run, task, .. }: &ListedStep) -> LeftStep {
    LeftStep {
        project: run.project.clone(),
        run: run.slug.clone(),
        task: task.slug().clone(),
        title: task.spec.title.clone(),
        due: task.spec.step.as_ref().and_then(|step| step.due.as_ref()).map(step_view::due),
        reassign: format!("/v1/projects/{}/runs/{}/tasks/{}/reassign", run.project, run.slug, task.slug()),
    }
}

/// The person who is signed in.
pub fn me(profile: &Profile) -> Me {
    let orgs = profile.memberships.iter().map(|(org, membership)| (org.clone(), own(membership)));
    Me { sub: profile.sub.clone(), locale: profile.locale, zone: profile.zone.clone(), orgs: orgs.collect() }
}

fn own(staff::Membership { who, roles, since, .. }: &staff::Membership) -> Membership {
    let in_projects = || roles.in_projects().iter();
    let of_project = |project| roles.role_in(project).map(|role| names(role.rights())).unwrap_or_default();
    Membership {
        name: who.name.clone(),
        email: who.email.clone(),
        org_role: roles.org_role().map(spelling::org_role),
        roles: in_projects().map(|(project, role)| (project.clone(), spelling::role(*role))).collect(),
        since: *since,
        rights: roles.org_role().map(|role| names(role.rights())).unwrap_or_default(),
        rights_by_project: in_projects().map(|(project, _)| (project.clone(), of_project(project))).collect(),
    }
}

fn names(rights: &[Right]) -> BTreeSet<String> {
    rights.iter().map(|right| spelling::right(*right).to_owned()).collect()
}

/// An invitation, without its code, with what of it somebody could give themselves at this instant. `None`: nothing.
pub fn invitation(invitation: &staff::Invitation, by: &PeopleAuthority<'_>, now: Timestamp) -> Option<Invitation> {
    let roles = by.part_of(&invitation.offered(now))?;
    let in_projects = roles.in_projects().iter();
    Some(Invitation {
        id: invitation.id,
        email: invitation.email.clone(),
        name: invitation.name.clone(),
        locale: invitation.locale,
        org_role: roles.org_role().map(spelling::org_role),
        roles: in_projects.map(|(project, role)| (project.clone(), spelling::role(*role))).collect(),
        invited_by: invitation.by.name.clone(),
        created_at: invitation.created_at,
        expires_at: invitation.expires_at,
    })
}
