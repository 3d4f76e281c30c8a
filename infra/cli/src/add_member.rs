//! `vestibule add-member`: one more person who signs in to an org.

use std::collections::BTreeMap;

use clap::Args;
use vestibule_cloud::{Store, contention::retry_when_overtaken};
use vestibule_domain::{
    staff::{self, Member, Operator, Org},
    value::{Email, Line, Locale, OrgSlug, PersonName, ProjectSlug, Zone},
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
    #[command(flatten)]
    reads: Reads,
    /// What they are in a project, such as procurement=document_controller; may be repeated
    #[arg(long = "role", value_name = "PROJECT=ROLE", required_unless_present = "org_admin")]
    roles: Vec<String>,
    /// Project admin in every project of the org
    #[arg(long)]
    org_admin: bool,
    #[command(flatten)]
    who: Who,
}

/// How they read what the product writes to them.
#[derive(Debug, Args)]
struct Reads {
    /// The language of the mails that they get: en, pt-BR or es
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    locale: String,
    /// In which they read times, such as Europe/Lisbon; the org's, where it is not given
    #[arg(long)]
    zone: Option<String>,
}

/// Who is to be added.
#[derive(Debug)]
struct Joining {
    org: OrgSlug,
    sub: String,
    name: PersonName,
    email: Email,
    locale: Locale,
    zone: Option<Zone>,
    org_admin: bool,
    roles: BTreeMap<ProjectSlug, staff::Role>,
}

impl Joining {
    fn member(&self, org: &Org) -> Member {
        Member {
            sub: self.sub.clone(),
            org: org.slug.clone(),
            name: self.name.clone(),
            email: self.email.clone(),
            locale: self.locale,
            zone: self.zone.as_ref().unwrap_or(&org.zone).clone(),
            org_admin: self.org_admin,
            roles: self.roles.clone(),
            version: 0,
        }
    }
}

/// Adds them, unless they belong to an org.
pub(crate) async fn add_member(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let (joining, operator) = read(&flags)?;
    let (store, tables) = tables.open().await?;
    retry_when_overtaken(Deadline::default(), &Random::system(), || async {
        let org = store.org(&joining.org).await?.ok_or_else(|| Failure::NoSuchOrg(joining.org.clone()))?;
        free(&store, &joining.sub).await?;
        for project in joining.roles.keys() {
            let found = store.project_with_run(&joining.org, project, None, &[]).await?;
            found.project.ok_or_else(|| Failure::NoSuchProject(joining.org.clone(), project.clone()))?;
        }
        let change = org.add_member(joining.member(&org), &operator, &operator::stamp(&operator));
        Ok::<_, Failure>(store.commit(&change).await?)
    })
    .await?;
    Ok(format!("{} is a member of {}. {tables}", joining.sub, joining.org))
}

/// A person belongs to one org: their row is found by what their token says, which names no org.
pub(crate) async fn free(store: &Store, sub: &str) -> Result<(), Failure> {
    match store.member(sub).await? {
        Some(member) => Err(Failure::Belongs(member.sub, member.org)),
        None => Ok(()),
    }
}

fn read(flags: &Flags) -> Result<(Joining, Operator), Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let sub = arguments.read::<Line<255>>("--sub", &flags.sub);
    let email = arguments.read("--email", &flags.email);
    let name = arguments.read("--name", &flags.name);
    let locale = arguments.read("--locale", &flags.reads.locale);
    let zone = flags.reads.zone.as_deref().and_then(|zone| arguments.read("--zone", zone));
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
        Some(Joining { org: org?, sub, name: name?, email: email?, locale: locale?, zone, org_admin, roles })
    };
    let read = read().zip(operator.map(|name| name.operator()));
    arguments.done(read)
}
