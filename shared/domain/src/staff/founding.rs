//! How an org comes to be, and how projects join it: an operator's acts.

use super::{
    fact::OrgFact,
    operator::Operator,
    org::{Org, Project, Seats},
    people::{Newcomer, PeopleRefused},
    profile::Profile,
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
    pub members: Vec<Newcomer>,
}

/// An org with its first projects and members.
#[derive(Debug, Clone)]
pub struct Founded {
    pub org: Org,
    pub projects: Vec<Project>,
    pub members: Vec<Profile>,
}

#[derive(Debug, Clone)]
pub struct ProjectAdded {
    pub org: Org,
    pub project: Project,
}

impl Founding {
    /// Founds the org. The store refuses one that exists.
    pub fn found(self, _: &Operator, stamp: &Stamp) -> Result<Change<Founded>, PeopleRefused> {
        let Self { slug, name, zone, projects, members: newcomers } = self;
        let first = OrgFact::Founded { org: slug.clone() };
        let (policy, seats, head) = (Overrides::default(), Seats::default(), Head::default());
        let mut org = Org { slug, name, zone, policy, seats, admins: 0, head, version: 0 };
        let mut facts: Vec<_> =
            projects.iter().map(|project| OrgFact::ProjectAdded { project: project.slug.clone() }).collect();
        let mut members = Vec::new();
        for newcomer in newcomers {
            let (profile, added) = newcomer.join(&mut org, stamp.now)?;
            members.push(profile);
            facts.push(added);
        }
        Ok(Change::new(org, stamp, first, facts).map(|org| Founded { org, projects, members }))
    }
}

impl Org {
    /// Adds a project. The store refuses one that exists.
    pub fn add_project(&self, project: Project, _: &Operator, stamp: &Stamp) -> Change<ProjectAdded> {
        let added = OrgFact::ProjectAdded { project: project.slug.clone() };
        Change::new(self.clone(), stamp, added, []).map(|org| ProjectAdded { org, project })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixtures::{CREATED, House, kinds, newcomer, operator, slug, staff},
        staff::{OrgRole, Role},
    };

    #[test]
    fn founding_records_the_org_and_then_each_project_and_member() {
        let House { org, project, .. } = House::new();
        let founding = Founding {
            slug: org.slug.clone(),
            name: org.name.clone(),
            zone: org.zone.clone(),
            projects: vec![project],
            members: vec![
                newcomer("vera", None, &[("procurement", Role::Initiator)]),
                newcomer("olga", Some(OrgRole::OrgAdmin), &[]),
                newcomer("rita", Some(OrgRole::WorkflowResponder), &[]),
            ],
        };
        let change = founding.found(&operator(), &staff(CREATED)).unwrap();
        let added = "org.member_added";
        assert_eq!(kinds(&change), ["org.founded", "org.project_added", added, added, added]);
        let olga = change.entry().records()[3].record.to_json();
        assert_eq!(olga["facts"], serde_json::json!({ "sub": "olga", "roles": { "org_role": "org_admin" } }));
        let Founded { org, projects, members } = change.into_state();
        assert_eq!((org.head.seq, projects.len(), members.len()), (5, 1, 3));
        assert_eq!((org.seats.taken, org.admins), (2, 1), "a responder takes no seat");
        assert_eq!(members[0].memberships[&slug("acme")].version, 1);
    }

    #[test]
    fn what_is_added_later_is_of_the_same_trail() {
        let House { org, project, .. } = House::new();
        let change = org.add_project(project, &operator(), &staff(CREATED));
        assert_eq!(kinds(&change), ["org.project_added"]);
        let vera = newcomer("vera", None, &[("procurement", Role::Initiator)]);
        let change = change.into_state().org.add_member(vera, &operator(), &staff(CREATED)).unwrap();
        assert_eq!(change.entry().records()[0].record.trail().0, format!("org/{}", slug::<()>("acme")));
        assert_eq!((change.entry().records()[0].record.seq(), change.state().org.head.seq), (2, 2));
    }
}
