//! `vestibule found`: an org with its first projects and the member who may do everything in it.

use clap::Args;
use vestibule_domain::{
    policy::Overrides,
    staff::{Founded, Founding, Operator, Project},
    value::{Line, OrgSlug, Person, ProjectSlug, Zone},
};

use crate::{
    arguments::Arguments,
    deployment::Tables,
    failure::Failure,
    member::admin,
    operator::{self, OperatorName, Who},
};

/// A transaction takes a hundred items; the org, its admin with their place in its list, and the trail are four of them.
const MAX_PROJECTS: usize = 96;

/// Founds an org, with its first projects and its admin
#[derive(Debug, Args)]
pub(crate) struct Flags {
    /// Short name of the org, for good: 1 to 64 characters of a-z, A-Z, 0-9, '.', '_' or '-', starting with a letter or
    /// digit
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// As guests read it: "Acme invites you"
    #[arg(long)]
    name: String,
    /// In which the org's people read times, such as America/Sao_Paulo
    #[arg(long)]
    zone: String,
    /// A project's short name and title, such as procurement="Procurement"; may be repeated
    #[arg(long = "project", value_name = "SLUG=NAME", required = true)]
    projects: Vec<String>,
    /// Who is to administer the org: the `sub` claim of their tokens
    #[arg(long, value_name = "SUB")]
    admin: String,
    #[arg(long, value_name = "ADDRESS")]
    admin_email: String,
    #[arg(long, value_name = "NAME")]
    admin_name: String,
    /// The language of the mails that the admin gets: en, pt-BR or es
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    admin_locale: String,
    #[command(flatten)]
    who: Who,
}

/// Founds it, unless it exists. Its admin may belong to other orgs. Running it twice changes nothing the second time.
pub(crate) async fn found(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let (mut founding, operator) = read(&flags)?;
    let (store, tables) = tables.open().await?;
    if store.org(&founding.slug).await?.is_some() {
        return Err(Failure::OrgExists(founding.slug));
    }
    for newcomer in &mut founding.members {
        if let Some(known) = store.profile(&newcomer.profile.sub).await? {
            newcomer.profile = known;
        }
    }
    let change = founding.found(&operator, &operator::stamp(&operator))?;
    store.commit(&change).await?;
    let Founded { org, projects, .. } = change.into_state();
    let projects: Vec<_> = projects.iter().map(|project| project.slug.to_string()).collect();
    Ok(format!(
        "{} ({}) is founded, with {} and the org admin {}. Its trail begins with {} records. {tables}",
        org.name,
        org.slug,
        projects.join(", "),
        flags.admin,
        org.head.seq
    ))
}

fn read(flags: &Flags) -> Result<(Founding, Operator), Failure> {
    let mut arguments = Arguments::default();
    let slug = arguments.read::<OrgSlug>("--org", &flags.org);
    let name = arguments.read::<Line<120>>("--name", &flags.name);
    let zone = arguments.read::<Zone>("--zone", &flags.zone);
    let projects = projects(&mut arguments, &flags.projects);
    let sub = arguments.read::<Line<255>>("--admin", &flags.admin);
    let email = arguments.read("--admin-email", &flags.admin_email);
    let name_of_admin = arguments.read("--admin-name", &flags.admin_name);
    let locale = arguments.read("--admin-locale", &flags.admin_locale);
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let read = || {
        let (slug, sub, zone) = (slug?, sub?.to_string(), zone?);
        let project = |(project, name): (ProjectSlug, Line<120>)| Project {
            org: slug.clone(),
            slug: project,
            name,
            policy: Overrides::default(),
            version: 0,
        };
        let admin = admin(sub, Person { name: name_of_admin?, email: email? }, (locale?, zone.clone()));
        let projects = projects.into_iter().map(project).collect();
        Some(Founding { slug, name: name?, zone, projects, members: vec![admin] })
    };
    let read = read().zip(operator.map(|name| name.operator()));
    arguments.done(read)
}

/// Those that read; each other one is noted as a flaw.
fn projects(arguments: &mut Arguments, given: &[String]) -> Vec<(ProjectSlug, Line<120>)> {
    let mut read: Vec<(ProjectSlug, Line<120>)> = Vec::new();
    for text in given {
        match arguments.pair::<ProjectSlug, Line<120>>("--project", text) {
            Some((slug, _)) if read.iter().any(|(known, _)| *known == slug) => {
                arguments.object("--project", text, &"names a project that was named before");
            }
            other => read.extend(other),
        }
    }
    if let Some(text) = given.get(MAX_PROJECTS) {
        arguments.object("--project", text, &format!("is beyond the {MAX_PROJECTS} that an org can be founded with"));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_org_is_founded_with_as_many_projects_as_one_transaction_takes() {
        let given: Vec<_> = (0..=MAX_PROJECTS).map(|n| format!("p{n}=P")).collect();
        let mut arguments = Arguments::default();
        let read = projects(&mut arguments, &given[..MAX_PROJECTS]);
        assert_eq!(arguments.done(Some(read)).unwrap().len(), MAX_PROJECTS);
        let mut arguments = Arguments::default();
        let read = projects(&mut arguments, &given);
        let lines = arguments.done(Some(read)).unwrap_err().lines();
        assert_eq!(lines, ["--project \"p96=P\" is beyond the 96 that an org can be founded with"]);
    }
}
