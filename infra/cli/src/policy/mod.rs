//! `vestibule policy`: what an org or one of its projects allows, over the same rules as the API.

mod asked;
mod get;
mod set;

use clap::{Args, Subcommand};
use vestibule_cloud::Store;
use vestibule_domain::{
    staff::{Org, Project},
    value::{OrgSlug, ProjectSlug},
};

use crate::{arguments::Arguments, deployment::Tables, failure::Failure};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Get(get::Flags),
    Set(set::Flags),
}

/// Whose policy it is.
#[derive(Debug, Args)]
struct Of {
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// One of its projects; the org itself, where none is given
    #[arg(long, value_name = "SLUG")]
    project: Option<String>,
}

/// The org, and the project where one was named.
type Place = (OrgSlug, Option<ProjectSlug>);

pub(crate) async fn policy(command: Command, tables: Tables) -> Result<String, Failure> {
    match command {
        Command::Get(flags) => get::get(flags, tables).await,
        Command::Set(flags) => set::set(flags, tables).await,
    }
}

impl Of {
    fn read(&self, arguments: &mut Arguments) -> Option<Place> {
        let org = arguments.read("--org", &self.org);
        let project = self.project.as_ref().map(|project| arguments.read("--project", project));
        match project {
            None => org.map(|org| (org, None)),
            Some(project) => org.zip(project).map(|(org, project)| (org, Some(project))),
        }
    }
}

async fn found(store: &Store, (org, project): &Place) -> Result<(Org, Option<Project>), Failure> {
    let found = store.org(org).await?.ok_or_else(|| Failure::NoSuchOrg(org.clone()))?;
    let Some(slug) = project else { return Ok((found, None)) };
    let project = store.project_with_run(org, slug, None, &[]).await?.project;
    Ok((found, Some(project.ok_or_else(|| Failure::NoSuchProject(org.clone(), slug.clone()))?)))
}
