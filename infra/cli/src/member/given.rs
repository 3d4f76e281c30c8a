//! The roles that a command gives, as its flags say them.

use std::collections::BTreeMap;

use clap::Args;
use vestibule_domain::{
    staff::{Newcomer, OrgRole, Profile, Roles},
    value::{Locale, Person, ProjectSlug, Zone},
};

use crate::{
    arguments::Arguments,
    role::{OfOrg, Role},
};

/// What somebody is to be.
#[derive(Debug, Args)]
pub(crate) struct Given {
    /// What they are to be in a project, such as procurement=document_controller; may be repeated
    #[arg(long = "role", value_name = "PROJECT=ROLE", required_unless_present = "org_role")]
    roles: Vec<String>,
    /// What they are to be in the whole org: org_admin or workflow_responder
    #[arg(long, value_name = "ROLE")]
    org_role: Option<String>,
}

impl Given {
    /// The roles, unless nobody can have them.
    pub(super) fn read(&self, arguments: &mut Arguments) -> Option<Roles> {
        let org_role = self.org_role.as_deref().map(|text| arguments.read::<OfOrg>("--org-role", text));
        let roles = in_projects(arguments, &self.roles);
        let org_role = match org_role {
            Some(read) => Some(read?.0),
            None => None,
        };
        if roles.len() < self.roles.len() {
            return None;
        }
        Roles::new(org_role, roles).map_err(|flaw| arguments.object("--role", &self.roles.join(" "), &flaw)).ok()
    }
}

/// `PROJECT=ROLE`, each project once.
pub(super) fn in_projects(
    arguments: &mut Arguments,
    given: &[String],
) -> BTreeMap<ProjectSlug, vestibule_domain::staff::Role> {
    let mut roles = BTreeMap::new();
    for text in given {
        if let Some((project, Role(role))) = arguments.pair::<ProjectSlug, Role>("--role", text)
            && roles.insert(project, role).is_some()
        {
            arguments.object("--role", text, &"names a project that was named before");
        }
    }
    roles
}

/// Somebody new who may do everything in the org.
pub(crate) fn admin(sub: String, who: Person, reads: (Locale, Zone)) -> Newcomer {
    Newcomer { profile: Profile::stranger(sub, reads), who, roles: Roles::of_org(OrgRole::OrgAdmin) }
}
