//! An organisation, its projects, and how the first of them comes to be.

use serde::{Deserialize, Serialize};

use crate::{
    audit::{Event, Head, Stamp, TrailId},
    change::{Audited, Change},
    member::Member,
    policy::Layer,
    slug::{OrgSlug, ProjectSlug},
    text::Line,
    zone::Zone,
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Org {
    pub slug: OrgSlug,
    /// As guests read it: "Acme invites you".
    pub name: Line<120>,
    /// In which the org's people read times.
    pub zone: Zone,
    #[serde(default)]
    pub policy: Layer,
    pub head: Head,
    #[serde(skip)]
    pub version: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    pub org: OrgSlug,
    pub slug: ProjectSlug,
    pub name: Line<120>,
    /// Overrides the org's policy.
    #[serde(default)]
    pub policy: Layer,
    #[serde(skip)]
    pub version: u64,
}

impl Audited for Org {
    fn trail(&self) -> TrailId {
        TrailId(format!("org/{}", self.slug))
    }
    fn head_mut(&mut self) -> &mut Head {
        &mut self.head
    }
}

impl Org {
    /// Adds a project. The store refuses one that exists.
    pub fn add_project(&self, project: Project, stamp: &Stamp) -> Change<(Self, Project)> {
        let added = Event::ProjectAdded { project: project.slug.clone() };
        Change::new(self.clone(), stamp, added, []).with(project)
    }

    /// Adds a member. The store refuses one that belongs to an org.
    pub fn add_member(&self, member: Member, stamp: &Stamp) -> Change<(Self, Member)> {
        Change::new(self.clone(), stamp, joined(&member), []).with(member)
    }
}

fn joined(member: &Member) -> Event {
    let role = if member.org_admin { "org_admin" } else { "member" };
    Event::MemberAdded { sub: member.sub.clone(), role: role.into() }
}

/// What a new org starts with.
#[derive(Debug, Clone)]
pub struct Founding {
    pub slug: OrgSlug,
    pub name: Line<120>,
    pub zone: Zone,
    pub projects: Vec<Project>,
    pub members: Vec<Member>,
}

/// An org with its first projects and members.
pub type Founded = Change<(Org, (Vec<Project>, Vec<Member>))>;

/// Founds an org with its first projects and members. The store refuses one that exists.
pub fn found(founding: Founding, stamp: &Stamp) -> Founded {
    let Founding { slug, name, zone, projects, members } = founding;
    let added = projects.iter().map(|p| Event::ProjectAdded { project: p.slug.clone() });
    let more: Vec<_> = added.chain(members.iter().map(joined)).collect();
    let first = Event::OrgFounded { org: slug.clone() };
    let org = Org { slug, name, zone, policy: Layer::default(), head: Head::default(), version: 0 };
    Change::new(org, stamp, first, more).with((projects, members))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{CREATED, House, member, slug, staff},
        member::Role,
    };

    #[test]
    fn founding_records_the_org_and_then_each_project_and_member() {
        let House { org, project, vera, .. } = House::new();
        let olga = Member { org_admin: true, ..member("olga", Role::Viewer) };
        let founding = Founding {
            slug: org.slug.clone(),
            name: org.name.clone(),
            zone: org.zone.clone(),
            projects: vec![project],
            members: vec![vera, olga],
        };
        let change = found(founding, &staff(CREATED));
        let events: Vec<_> = change.entry().records().iter().map(|(r, ..)| r.event.clone()).collect();
        let expected = [
            Event::OrgFounded { org: slug("acme") },
            Event::ProjectAdded { project: slug("procurement") },
            Event::MemberAdded { sub: "vera".into(), role: "member".into() },
            Event::MemberAdded { sub: "olga".into(), role: "org_admin".into() },
        ];
        assert_eq!(events, expected);
        let (founded, (projects, members)) = change.into_state();
        assert_eq!((founded.head.seq, projects.len(), members.len()), (4, 1, 2));
        assert_eq!(founded.trail(), TrailId("org/acme".into()));
    }

    #[test]
    fn what_is_added_later_is_of_the_same_trail() {
        let House { org, project, vera, .. } = House::new();
        let change = org.add_project(project, &staff(CREATED));
        assert_eq!(change.entry().records()[0].0.event, Event::ProjectAdded { project: slug("procurement") });
        let (org, _) = change.into_state();
        let change = org.add_member(vera, &staff(CREATED));
        let (record, ..) = &change.entry().records()[0];
        assert_eq!(record.event, Event::MemberAdded { sub: "vera".into(), role: "member".into() });
        assert_eq!((record.seq, change.state().0.head.seq), (2, 2));
    }
}
