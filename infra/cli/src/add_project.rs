//! `vestibule add-project`: one more project of an org.

use clap::Args;
use vestibule_cloud::{contention::retry_when_overtaken, store::BesideProject};
use vestibule_domain::{
    policy::Overrides,
    staff::Project,
    value::{Line, OrgSlug, ProjectSlug},
};
use vestibule_web::{request::Deadline, start::Random};

use crate::{
    arguments::Arguments,
    deployment::Tables,
    failure::Failure,
    operator::{self, OperatorName, Who},
};

/// Adds a project to an org
#[derive(Debug, Args)]
pub(crate) struct Flags {
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// Its short name and title, such as tower="Tower B"
    #[arg(long, value_name = "SLUG=NAME")]
    project: String,
    #[command(flatten)]
    who: Who,
}

/// Adds it, unless it is there.
pub(crate) async fn add_project(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let project = arguments.pair::<ProjectSlug, Line<120>>("--project", &flags.project);
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let ((org, (slug, name)), operator) = arguments.done(org.zip(project).zip(operator))?;
    let operator = operator.operator();
    let (store, tables) = tables.open().await?;
    retry_when_overtaken(Deadline::default(), &Random::system(), || async {
        let found = store.project_with(&org, &slug, BesideProject::default()).await?;
        let (found, there) = (found.org, found.project);
        let found = found.ok_or_else(|| Failure::NoSuchOrg(org.clone()))?;
        if there.is_some() {
            return Err(Failure::ProjectExists(org.clone(), slug.clone()));
        }
        let (org, slug, name) = (org.clone(), slug.clone(), name.clone());
        let project = Project { org, slug, name, policy: Overrides::default(), version: 0 };
        Ok(store.commit(&found.add_project(project, &operator, &operator::stamp(&operator))).await?)
    })
    .await?;
    Ok(format!("{org} has the project {slug}. {tables}"))
}
