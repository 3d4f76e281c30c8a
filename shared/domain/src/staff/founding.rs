//! How an org comes to be, and how projects and members join it: an operator's acts.

use super::{
    fact::OrgFact,
    member::Member,
    operator::Operator,
    org::{Org, Project},
};
use crate::{
    audit::{Head, Stamp},
    change::Change,
    policy::Overrides,
    value::{Line, OrgSlug, Zone},
};

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
#[derive(Debug, Clone)]
pub struct Founded {
    pub org: Org,
    pub projects: Vec<Project>,
    pub members: Vec<Member>,
}

#[derive(Debug, Clone)]
pub struct ProjectAdded {
    pub org: Org,
    pub project: Project,
}

#[derive(Debug, Clone)]
pub struct MemberAdded {
    pub org: Org,
    pub member: Member,
}

impl Founding {
    /// Founds the org. The store refuses one that exists.
    pub fn found(self, _: &Operator, stamp: &Stamp) -> Change<Founded> {
        let Self { slug, name, zone, projects, members } = self;
        let added = projects.iter().map(|p| OrgFact::ProjectAdded { project: p.slug.clone() });
        let more: Vec<_> = added.chain(members.iter().map(joined)).collect();
        let first = OrgFact::Founded { org: slug.clone() };
        let org = Org { slug, name, zone, policy: Overrides::default(), head: Head::default(), version: 0 };
        Change::new(org, stamp, first, more).map(|org| Founded { org, projects, members })
    }
}

impl Org {
    /// Adds a project. The store refuses one that exists.
    pub fn add_project(&self, project: Project, _: &Operator, stamp: &Stamp) -> Change<ProjectAdded> {
        let added = OrgFact::ProjectAdded { project: project.slug.clone() };
        Change::new(self.clone(), stamp, added, []).map(|org| ProjectAdded { org, project })
    }

    /// Adds a member. The store refuses one that belongs to an org.
    pub fn add_member(&self, member: Member, _: &Operator, stamp: &Stamp) -> Change<MemberAdded> {
        Change::new(self.clone(), stamp, joined(&member), []).map(|org| MemberAdded { org, member })
    }
}

fn joined(member: &Member) -> OrgFact {
    let role = if member.org_admin { "org_admin" } else { "member" };
    OrgFact::MemberAdded { sub: member.sub.clone(), role: role.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{CREATED, House, kinds, member, operator, slug, staff},
        staff::Role,
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
        let change = founding.found(&operator(), &staff(CREATED));
        assert_eq!(kinds(&change), ["org.founded", "org.project_added", "org.member_added", "org.member_added"]);
        let last = change.entry().records()[3].record.to_json();
        assert_eq!(last["facts"], serde_json::json!({ "sub": "olga", "role": "org_admin" }));
        let Founded { org, projects, members } = change.into_state();
        assert_eq!((org.head.seq, projects.len(), members.len()), (4, 1, 2));
    }

    #[test]
    fn what_is_added_later_is_of_the_same_trail() {
        let House { org, project, vera, .. } = House::new();
        let change = org.add_project(project, &operator(), &staff(CREATED));
        assert_eq!(kinds(&change), ["org.project_added"]);
        let change = change.into_state().org.add_member(vera, &operator(), &staff(CREATED));
        assert_eq!(change.entry().records()[0].record.trail().0, format!("org/{}", slug::<()>("acme")));
        assert_eq!((change.entry().records()[0].record.seq(), change.state().org.head.seq), (2, 2));
    }
}
