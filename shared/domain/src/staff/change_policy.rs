//! What an org or one of its projects allows becomes another.

use super::{
    authority::{Authority, Forbidden, OrgAuthority},
    fact::OrgFact,
    operator::Operator,
    org::{Org, Project},
    right::Right,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::Decision,
    policy::{Overrides, Policy, PolicyWish, SettingChange, SettingFlaw},
    value::ProjectSlug,
};

/// Sets what it names, and leaves the rest. Shares that are there stay as they are.
#[derive(Debug, Clone, Default)]
pub struct ChangePolicy {
    pub wish: PolicyWish,
    /// The version that it was decided on, which counts the changes of all layers that were shown; `None`: whichever stands.
    pub expected: Option<u64>,
}

/// Who may change the policy of an org.
#[derive(Debug, Clone, Copy)]
pub enum OrgPolicyBy<'a> {
    Member(OrgAuthority<'a>),
    Operator(&'a Operator),
}

/// Who may change the policy of a project.
#[derive(Debug, Clone, Copy)]
pub enum ProjectPolicyBy<'a> {
    Member(Authority<'a>),
    Operator(&'a Operator),
}

/// A project whose policy was changed, and its org, whose trail tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectPolicyChanged {
    pub org: Org,
    pub project: Project,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("the policy was changed meanwhile: it is at version {version}")]
    Changed { version: u64 },
    #[error("the policy cannot be so")]
    Flawed { flaws: Vec<SettingFlaw> },
}

impl ChangePolicy {
    /// With the org's projects, where a version is expected.
    pub fn of_org(
        &self,
        (org, projects): (&Org, &[Project]),
        by: OrgPolicyBy<'_>,
        stamp: &Stamp,
    ) -> Result<Decision<Org>, PolicyRefused> {
        if let OrgPolicyBy::Member(authority) = by {
            authority.covers(Right::SetOrgPolicy, &org.slug)?;
        }
        let Some((policy, fact)) = self.decide((&org.policy, org.policy_version(projects)), None, None)? else {
            return Ok(Decision::Already(org.clone()));
        };
        Ok(Change::new(Org { policy, ..org.clone() }, stamp, fact, []).into())
    }

    pub fn of_project(
        &self,
        (org, project): (&Org, &Project),
        by: ProjectPolicyBy<'_>,
        stamp: &Stamp,
    ) -> Result<Decision<ProjectPolicyChanged>, PolicyRefused> {
        if let ProjectPolicyBy::Member(authority) = by {
            authority.covers(Right::SetProjectPolicy, &org.slug, &project.slug)?;
        }
        let above = Policy::effective(&org.policy, &Overrides::default());
        let now = (&project.policy, project.policy_version(org));
        let Some((policy, fact)) = self.decide(now, Some(&above), Some(&project.slug))? else {
            return Ok(Decision::Already(ProjectPolicyChanged { org: org.clone(), project: project.clone() }));
        };
        let project = Project { policy, ..project.clone() };
        let change = Change::new(org.clone(), stamp, fact, []);
        Ok(change.map(|org| ProjectPolicyChanged { org, project }).into())
    }

    fn decide(
        &self,
        (now, version): (&Overrides, u64),
        above: Option<&Policy>,
        project: Option<&ProjectSlug>,
    ) -> Result<Option<(Overrides, OrgFact)>, PolicyRefused> {
        if self.expected.is_some_and(|expected| expected != version) {
            return Err(PolicyRefused::Changed { version });
        }
        let flaws = self.wish.flaws(above);
        if !flaws.is_empty() {
            return Err(PolicyRefused::Flawed { flaws });
        }
        let (policy, settings) = self.wish.put(now);
        let fact = |settings: Vec<SettingChange>| OrgFact::PolicyChanged { project: project.cloned(), settings };
        Ok((!settings.is_empty()).then(|| (policy, fact(settings))))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        fixtures::{CREATED, House, kinds, layer, member, operator, slug, staff},
        policy::{Layer, Wish},
        staff::{Member, Role},
    };

    fn to(days: u32) -> ChangePolicy {
        let wish = PolicyWish { max_expiry_days: Wish::Set(days), ..PolicyWish::default() };
        ChangePolicy { wish, expected: None }
    }

    #[test]
    fn a_change_is_in_the_org_s_trail_with_old_and_new_value() {
        let House { org, project, .. } = House::new();
        let operator = operator();
        let by = OrgPolicyBy::Operator(&operator);
        let Decision::Change(change) = to(30).of_org((&org, &[]), by, &staff(CREATED)).unwrap() else {
            panic!("nothing changed");
        };
        assert_eq!(kinds(&change), ["org.policy_changed"]);
        let settings = json!([{ "setting": "max_expiry_days", "from": null, "to": 30 }]);
        let facts = &change.entry().records()[0].record.to_json()["facts"];
        assert_eq!(*facts, json!({ "project": null, "settings": settings }));
        let org = change.into_state();
        assert!(matches!(to(30).of_org((&org, &[]), by, &staff(CREATED)), Ok(Decision::Already(_))));

        let by = ProjectPolicyBy::Operator(&operator);
        let Ok(Decision::Change(change)) = to(7).of_project((&org, &project), by, &staff(CREATED)) else {
            panic!("nothing changed");
        };
        let facts = &change.entry().records()[0].record.to_json()["facts"];
        assert_eq!(facts["project"], "procurement");
        let ProjectPolicyChanged { org, project } = change.into_state();
        assert_eq!((org.policy.max_expiry_days, project.policy.max_expiry_days), (Some(30), Some(7)));
        assert_eq!((org.head.seq, project.policy.version), (2, 1));
    }

    #[test]
    fn who_decided_on_an_older_version_changes_nothing() {
        let House { mut org, .. } = House::new();
        org.policy = layer(|l| l.version = 4);
        let (operator, late) = (operator(), ChangePolicy { expected: Some(3), ..to(30) });
        let refused = late.of_org((&org, &[]), OrgPolicyBy::Operator(&operator), &staff(CREATED)).unwrap_err();
        assert_eq!(refused, PolicyRefused::Changed { version: 4 });
        let in_time = ChangePolicy { expected: Some(4), ..to(30) };
        let changed = in_time.of_org((&org, &[]), OrgPolicyBy::Operator(&operator), &staff(CREATED)).unwrap();
        assert_eq!(changed.into_state().policy.version, 5);
    }

    #[test]
    fn a_version_counts_the_changes_of_all_layers_that_were_shown() {
        let House { mut org, mut project, .. } = House::new();
        (org.policy.version, project.policy.version) = (4, 2);
        let operator = operator();
        let on = |expected| ChangePolicy { expected: Some(expected), ..to(7) };
        let by = ProjectPolicyBy::Operator(&operator);
        let of_project = |expected| on(expected).of_project((&org, &project), by, &staff(CREATED)).map(drop);
        assert_eq!((of_project(2), of_project(6)), (Err(PolicyRefused::Changed { version: 6 }), Ok(())));
        let of_org = |expected| {
            let projects = [project.clone(), project.clone()];
            on(expected).of_org((&org, &projects), OrgPolicyBy::Operator(&operator), &staff(CREATED)).map(drop)
        };
        assert_eq!((of_org(4), of_org(8)), (Err(PolicyRefused::Changed { version: 8 }), Ok(())));
    }

    #[test]
    fn a_project_does_not_loosen_what_its_org_says() {
        let House { mut org, project, .. } = House::new();
        org.policy = layer(|l| l.max_expiry_days = Some(30));
        let operator = operator();
        let by = ProjectPolicyBy::Operator(&operator);
        let refused = to(60).of_project((&org, &project), by, &staff(CREATED)).unwrap_err();
        let PolicyRefused::Flawed { flaws } = refused else { panic!("{refused:?}") };
        let (setting, layer, direction) = ("max_expiry_days", Layer::Org, "lower");
        assert_eq!(flaws, [SettingFlaw::Loosens { setting, above: json!(30), layer, direction }]);
    }

    #[test]
    fn a_project_admin_sets_their_project_and_an_org_admin_all_of_them_and_the_org() {
        let House { org, project, .. } = House::new();
        let stamp = staff(CREATED);
        let paula = member("paula", Role::ProjectAdmin);
        let by = paula.authority(&project.slug, Right::SetProjectPolicy).unwrap();
        assert!(to(7).of_project((&org, &project), ProjectPolicyBy::Member(by), &stamp).is_ok());
        let elsewhere = Project { slug: slug("tower"), ..project.clone() };
        assert!(to(7).of_project((&org, &elsewhere), ProjectPolicyBy::Member(by), &stamp).is_err());
        assert!(paula.org_authority(Right::SetOrgPolicy).is_err());
        assert!(member("dora", Role::DocumentController).authority(&project.slug, Right::SetProjectPolicy).is_err());

        let olga = Member {
            roles: crate::staff::Roles::of_org(crate::staff::OrgRole::OrgAdmin),
            ..member("olga", Role::Viewer)
        };
        let by = olga.org_authority(Right::SetOrgPolicy).unwrap();
        assert!(to(7).of_org((&org, &[]), OrgPolicyBy::Member(by), &stamp).is_ok());
        let by = olga.authority(&project.slug, Right::SetProjectPolicy).unwrap();
        assert!(to(7).of_project((&org, &project), ProjectPolicyBy::Member(by), &stamp).is_ok());
    }
}
