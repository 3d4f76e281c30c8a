//! `vestibule member add`: one more person who signs in to an org, without an invitation.

use clap::Args;
use vestibule_cloud::{
    contention::retry_when_overtaken,
    store::{AskedOfOrg, OfOrg},
};
use vestibule_domain::{
    staff::{Newcomer, Operator, Profile, Roles, Sub},
    value::{Locale, OrgSlug, Person, Zone},
};
use vestibule_web::{request::Deadline, start::Random};

use super::given::Given;
use crate::{
    arguments::Arguments,
    deployment::Tables,
    failure::Failure,
    operator::{self, OperatorName, Who},
};

/// Adds somebody whose sign-in is known; without it, invite them
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
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    who: Who,
}

/// How they read what the product writes to them. Who belongs to an org already keeps what they have.
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
    who: Person,
    locale: Locale,
    zone: Option<Zone>,
    roles: Roles,
}

/// Adds them, unless they are a member of this org.
pub(super) async fn add(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let (joining, operator) = read(&flags)?;
    let (store, tables) = tables.open().await?;
    let projects: Vec<_> = joining.roles.in_projects().keys().cloned().collect();
    retry_when_overtaken(Deadline::default(), &Random::system(), || async {
        let asked = AskedOfOrg { sub: Some(&joining.sub), projects: &projects, ..AskedOfOrg::default() };
        let OfOrg { org, profile, projects: there, .. } = store.of_org(&joining.org, asked).await?;
        let org = org.ok_or_else(|| Failure::NoSuchOrg(joining.org.clone()))?;
        if profile.as_ref().is_some_and(|profile| profile.memberships.contains_key(&org.slug)) {
            return Err(Failure::IsMember(joining.sub.clone(), joining.org.clone()));
        }
        if let Some(project) = projects.iter().find(|project| !there.contains(*project)) {
            return Err(Failure::NoSuchProject(joining.org.clone(), project.clone()));
        }
        let zone = joining.zone.as_ref().unwrap_or(&org.zone).clone();
        let profile = profile.unwrap_or_else(|| Profile::stranger(joining.sub.clone(), (joining.locale, zone)));
        let newcomer = Newcomer { profile, who: joining.who.clone(), roles: joining.roles.clone() };
        let change = org.add_member(newcomer, &operator, &operator::stamp(&operator))?;
        Ok(store.commit(&change).await?)
    })
    .await?;
    Ok(format!("{} is a member of {}. {tables}", joining.sub, joining.org))
}

fn read(flags: &Flags) -> Result<(Joining, Operator), Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let sub = arguments.read::<Sub>("--sub", &flags.sub);
    let email = arguments.read("--email", &flags.email);
    let name = arguments.read("--name", &flags.name);
    let locale = arguments.read("--locale", &flags.reads.locale);
    let zone = flags.reads.zone.as_deref().and_then(|zone| arguments.read("--zone", zone));
    let roles = flags.given.read(&mut arguments);
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let read = || {
        let sub = sub?.0;
        let who = Person { name: name?, email: email? };
        Some(Joining { org: org?, sub, who, locale: locale?, zone, roles: roles? })
    };
    let read = read().zip(operator.map(|name| name.operator()));
    arguments.done(read)
}
