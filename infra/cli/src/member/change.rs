//! `vestibule member role`: gives roles and takes them away.

use clap::{ArgGroup, Args};
use vestibule_cloud::{
    contention::retry_when_overtaken,
    store::{AskedOfOrg, OfOrg},
};
use vestibule_domain::{
    staff::{ChangeRoles, Operator, RolesChange, Sub},
    value::{OrgSlug, ProjectSlug},
};
use vestibule_web::{request::Deadline, start::Random};

use super::given::in_projects;
use crate::{
    arguments::Arguments,
    deployment::Tables,
    failure::Failure,
    operator::{self, OperatorName, Who},
    role::OfOrg as RoleOfOrg,
};

/// Gives a member roles, or takes them away
#[derive(Debug, Args)]
#[command(group(
    ArgGroup::new("changes").required(true).multiple(true).args(["roles", "no_roles", "org_role", "no_org_role"])
))]
pub(crate) struct Flags {
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// The `sub` claim of their tokens, as `member list` has it
    #[arg(long)]
    sub: String,
    /// What they are to be in a project, such as procurement=document_controller; may be repeated
    #[arg(long = "role", value_name = "PROJECT=ROLE")]
    roles: Vec<String>,
    /// A project in which they are to have no role any more; may be repeated
    #[arg(long = "no-role", value_name = "PROJECT")]
    no_roles: Vec<String>,
    /// What they are to be in the whole org: org_admin or workflow_responder
    #[arg(long, value_name = "ROLE", conflicts_with = "no_org_role")]
    org_role: Option<String>,
    /// Takes their role of the org away
    #[arg(long)]
    no_org_role: bool,
    #[command(flatten)]
    who: Who,
}

/// It works from their next request on.
pub(super) async fn change(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let (org, sub, change, operator) = read(&flags)?;
    let (store, tables) = tables.open().await?;
    let projects: Vec<_> = change.change.roles.keys().cloned().collect();
    retry_when_overtaken(Deadline::default(), &Random::system(), || async {
        let asked = AskedOfOrg { sub: Some(&sub), projects: &projects, ..AskedOfOrg::default() };
        let OfOrg { org: found, profile, projects: there, .. } = store.of_org(&org, asked).await?;
        let found = found.ok_or_else(|| Failure::NoSuchOrg(org.clone()))?;
        let invitation = store.invitation_to(&org, profile.as_ref()).await?;
        let (by, stamp) = (operator.people_authority(), operator::stamp(&operator));
        let decision = change.decide(&by, (&found, profile), (&there, invitation.as_ref()), &stamp)?;
        if let Some(change) = decision.change() {
            store.commit(change).await?;
        }
        Ok::<_, Failure>(())
    })
    .await?;
    Ok(format!("{sub} has these roles in {org} now. {tables}"))
}

fn read(flags: &Flags) -> Result<(OrgSlug, String, ChangeRoles, Operator), Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let sub = arguments.read::<Sub>("--sub", &flags.sub);
    let given = in_projects(&mut arguments, &flags.roles);
    let mut roles: std::collections::BTreeMap<_, _> =
        given.into_iter().map(|(project, role)| (project, Some(role))).collect();
    for text in &flags.no_roles {
        if let Some(project) = arguments.read::<ProjectSlug>("--no-role", text)
            && roles.insert(project, None).is_some()
        {
            arguments.object("--no-role", text, &"names a project that was named before");
        }
    }
    let org_role = flags.org_role.as_deref().and_then(|text| arguments.read::<RoleOfOrg>("--org-role", text));
    let org_role = org_role.map(|RoleOfOrg(role)| Some(role)).or(flags.no_org_role.then_some(None));
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let change = ChangeRoles { change: RolesChange { org_role, roles }, version: None };
    let read = || Some((org?, sub?.0, change, operator?.operator()));
    let read = read();
    arguments.done(read)
}
