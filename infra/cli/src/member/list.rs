//! `vestibule member list`: who belongs to an org, and who is invited to it.

use std::fmt::Write as _;

use clap::Args;
use vestibule_cloud::store::MembersPage;
use vestibule_domain::{
    staff::{Roles, Seats},
    value::OrgSlug,
};
use vestibule_web::start::Clock;

use crate::{arguments::Arguments, deployment::Tables, failure::Failure, role};

/// Members that are read at once.
const PAGE: i32 = 1_000;

/// Lists the members of an org and its open invitations
#[derive(Debug, Args)]
pub(crate) struct Flags {
    #[arg(long, value_name = "SLUG")]
    org: String,
}

/// A line for each, by name: `sub`, name, address, roles.
pub(super) async fn list(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let org = arguments.done(org)?;
    let (store, _) = tables.open().await?;
    let found = store.org(&org).await?.ok_or_else(|| Failure::NoSuchOrg(org.clone()))?;
    let (mut told, mut all, mut after) = (seats(found.seats), vec![], None);
    loop {
        let MembersPage { members, next } = store.members(&org, after.as_ref(), PAGE).await?;
        all.extend(members);
        after = next;
        if after.is_none() {
            break;
        }
    }
    all.sort_by(|one, other| (one.name.as_str(), &one.sub).cmp(&(other.name.as_str(), &other.sub)));
    for member in all {
        let (sub, name, email) = (&member.sub, member.name.as_str(), member.email.readable());
        let _ = write!(told, "\n{sub}  {name}  {email}  {}", roles(&member.roles));
    }
    let now = Clock::system().now();
    for invitation in store.open_invitations(&org, now).await? {
        let (name, email) = (invitation.name.as_str(), invitation.email.readable());
        let (id, until, roles) = (invitation.id, invitation.expires_at, roles(&invitation.offered(now)));
        let _ = write!(told, "\n{id}  {name}  {email}  {roles}, invited until {until}");
    }
    Ok(told)
}

pub(crate) fn seats(Seats { limit, taken }: Seats) -> String {
    match limit {
        Some(limit) => format!("{taken} of {limit} seats are taken."),
        None => format!("{taken} seats are taken, of any number."),
    }
}

fn roles(roles: &Roles) -> String {
    let of_org = roles.org_role().map(|role| role::org_name(role).to_owned());
    let in_projects = roles.in_projects().iter().map(|(project, role)| format!("{project}={}", role::name(*role)));
    of_org.into_iter().chain(in_projects).collect::<Vec<_>>().join(" ")
}
