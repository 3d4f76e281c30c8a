//! Whose policy it is: an org's, or that of one of its projects.

use clap::Args;
use vestibule_cloud::{Store, store::BesideProject};
use vestibule_domain::{
    staff::{Org, Project},
    value::{OrgSlug, ProjectSlug},
};

use crate::{arguments::Arguments, failure::Failure};

#[derive(Debug, Args)]
pub(super) struct Of {
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// One of its projects; the org itself, where none is given
    #[arg(long, value_name = "SLUG")]
    project: Option<String>,
}

/// The org, and the project where one was named.
pub(super) type Place = (OrgSlug, Option<ProjectSlug>);

impl Of {
    pub(super) fn read(&self, arguments: &mut Arguments) -> Option<Place> {
        let org = arguments.read("--org", &self.org);
        let project = self.project.as_ref().map(|project| arguments.read("--project", project));
        match project {
            None => org.map(|org| (org, None)),
            Some(project) => org.zip(project).map(|(org, project)| (org, Some(project))),
        }
    }
}

pub(super) async fn found(store: &Store, (org, project): &Place) -> Result<(Org, Option<Project>), Failure> {
    let found = store.org(org).await?.ok_or_else(|| Failure::NoSuchOrg(org.clone()))?;
    let Some(slug) = project else { return Ok((found, None)) };
    let project = store.project_with(org, slug, BesideProject::default()).await?.project;
    Ok((found, Some(project.ok_or_else(|| Failure::NoSuchProject(org.clone(), slug.clone()))?)))
}
