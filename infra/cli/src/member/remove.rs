//! `vestibule member remove`: takes somebody out of an org, or out of one project.

use std::fmt::Write as _;

use clap::Args;
use vestibule_api::staff::LeftStep;
use vestibule_cloud::{
    contention::retry_when_overtaken,
    store::{AskedOfOrg, LeftSteps, OfOrg},
};
use vestibule_domain::{
    staff::{Operator, Remove, Sub},
    value::{OrgSlug, ProjectSlug},
};
use vestibule_web::{answer::people_view::left_step, request::Deadline, start::Random};

use crate::{
    arguments::Arguments,
    deployment::Tables,
    failure::Failure,
    operator::{self, OperatorName, Who},
};

/// Takes a member out; their shares stay, and the project's admins get the notices
#[derive(Debug, Args)]
pub(crate) struct Flags {
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// The `sub` claim of their tokens, as `member list` has it
    #[arg(long)]
    sub: String,
    /// Out of this project alone
    #[arg(long, value_name = "SLUG")]
    project: Option<String>,
    #[command(flatten)]
    who: Who,
}

/// It works from their next request on. The steps that they leave are told as the API tells them.
pub(super) async fn remove(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let (org, sub, remove, operator) = read(&flags)?;
    let (store, tables) = tables.open().await?;
    let (belongs, left, shares) = retry_when_overtaken(Deadline::default(), &Random::system(), || async {
        let asked = AskedOfOrg { sub: Some(&sub), ..AskedOfOrg::default() };
        let OfOrg { org: found, profile, .. } = store.of_org(&org, asked).await?;
        let found = found.ok_or_else(|| Failure::NoSuchOrg(org.clone()))?;
        let invitation = store.invitation_to(&org, profile.as_ref()).await?;
        let left = store.left_steps(&org, &sub).await?;
        let before = profile.as_ref().and_then(|profile| profile.memberships.get(&org));
        let shares = before.map(|membership| remove.leaves_shares_in(&membership.roles));
        let (by, stamp) = (operator.people_authority(), operator::stamp(&operator));
        let decision = remove.decide(&by, (&found, profile), invitation.as_ref(), &stamp)?;
        if let Some(change) = decision.change() {
            store.commit(change).await?;
        }
        Ok::<_, Failure>((decision.state().membership().is_some(), left, shares))
    })
    .await?;
    let rest =
        if belongs { format!("{sub} belongs to {org} still") } else { format!("{sub} is no member of {org} any more") };
    // Who belongs to the org still has their steps elsewhere as before.
    let is_told = |project: &ProjectSlug| !belongs || remove.project.as_ref().is_none_or(|left| left == project);
    Ok(format!("{rest}. {tables}{}{}", shares.map(where_shares_are).unwrap_or_default(), told(&left, is_told)))
}

/// Where the shares stand that they may have created, which live on; nothing where they could create none.
fn where_shares_are(projects: Option<Vec<ProjectSlug>>) -> String {
    let places = match projects {
        None => "in every project".to_owned(),
        Some(projects) if projects.is_empty() => return String::new(),
        Some(projects) => {
            projects.iter().map(|project| format!("/v1/shares?project={project}")).collect::<Vec<_>>().join(" ")
        }
    };
    format!("\nTheir shares live on, and links that they carried still open; rotate or revoke those: {places}")
}

/// A line for each step: where it is given to somebody else, its title, and by when it is due.
fn told(left: &LeftSteps, is_told: impl Fn(&ProjectSlug) -> bool) -> String {
    let mut told = String::new();
    for LeftStep { reassign, title, due, .. } in left.in_projects(is_told).map(left_step) {
        if told.is_empty() {
            told.push_str("\nThese steps were theirs to do; give each to somebody else:");
        }
        let _ = write!(told, "\n{reassign}  {}", title.as_str());
        let _ = due.map(|due| write!(told, ", due {}", due.at));
    }
    if left.is_cut {
        told.push_str("\nThere may be more of them.");
    }
    told
}

fn read(flags: &Flags) -> Result<(OrgSlug, String, Remove, Operator), Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let sub = arguments.read::<Sub>("--sub", &flags.sub);
    let project = flags.project.as_deref().and_then(|text| arguments.read::<ProjectSlug>("--project", text));
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let read = || Some((org?, sub?.0, Remove { project }, operator?.operator()));
    let read = read();
    arguments.done(read)
}
