//! `vestibule add-member`: one more person who signs in to an org.

use std::collections::BTreeMap;

use clap::Args;
use vestibule_cloud::{Store, contention::retry_when_overtaken};
use vestibule_domain::{
    staff::{self, Member, Operator},
    value::{Line, OrgSlug, ProjectSlug},
};
use vestibule_web::{request::Deadline, start::Random};

use crate::{
    arguments::Arguments,
    deployment::Tables,
    failure::Failure,
    operator::{self, OperatorName, Who},
    role::Role,
};

/// Adds a member to an org
#[derive(Debug, Args)]
pub(crate) struct Flags {
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// The `sub` claim of their tokens
    #[arg(long)]
    sub: String,
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    #[arg(long)]
    name: String,
    /// What they are in a project, such as procurement=document_controller; may be repeated
    #[arg(long = "role", value_name = "PROJECT=ROLE", required_unless_present = "org_admin")]
    roles: Vec<String>,
    /// Project admin in every project of the org
    #[arg(long)]
    org_admin: bool,
    #[command(flatten)]
    who: Who,
}

/// Adds them, unless they belong to an org.
pub(crate) async fn add_member(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let (member, operator) = read(&flags)?;
    let (store, tables) = tables.open().await?;
    retry_when_overtaken(Deadline::default(), &Random::system(), || async {
        let org = store.org(&member.org).await?.ok_or_else(|| Failure::NoSuchOrg(member.org.clone()))?;
        free(&store, &member.sub).await?;
        for project in member.roles.keys() {
            let (_, there, _) = store.project_with_run(&member.org, project, None).await?;
            there.ok_or_else(|| Failure::NoSuchProject(member.org.clone(), project.clone()))?;
        }
        let change = org.add_member(member.clone(), &operator, &operator::stamp(&operator));
        Ok::<_, Failure>(store.commit(&change).await?)
    })
    .await?;
    Ok(format!("{} is a member of {}. {tables}", member.sub, member.org))
}

/// A person belongs to one org: their row is found by what their token says, which names no org.
pub(crate) async fn free(store: &Store, sub: &str) -> Result<(), Failure> {
    match store.member(sub).await? {
        Some(member) => Err(Failure::Belongs(member.sub, member.org)),
        None => Ok(()),
    }
}

fn read(flags: &Flags) -> Result<(Member, Operator), Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let sub = arguments.read::<Line<255>>("--sub", &flags.sub);
    let email = arguments.read("--email", &flags.email);
    let name = arguments.read("--name", &flags.name);
    let mut roles = BTreeMap::<ProjectSlug, staff::Role>::new();
    for text in &flags.roles {
        if let Some((project, Role(role))) = arguments.pair::<ProjectSlug, Role>("--role", text)
            && roles.insert(project, role).is_some()
        {
            arguments.object("--role", text, &"names a project that was named before");
        }
    }
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let read = || {
        let (sub, org_admin) = (sub?.to_string(), flags.org_admin);
        Some(Member { sub, org: org?, name: name?, email: email?, org_admin, roles, version: 0 })
    };
    let read = read().zip(operator.map(|name| name.operator()));
    arguments.done(read)
}
