//! `vestibule member remove`: takes somebody out of an org, or out of one project.

use clap::Args;
use vestibule_cloud::{
    contention::retry_when_overtaken,
    store::{AskedOfOrg, OfOrg},
};
use vestibule_domain::{
    staff::{Operator, Remove},
    value::{Line, OrgSlug, ProjectSlug},
};
use vestibule_web::{request::Deadline, start::Random};

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

/// It works from their next request on.
pub(super) async fn remove(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let (org, sub, remove, operator) = read(&flags)?;
    let (store, tables) = tables.open().await?;
    let belongs = retry_when_overtaken(Deadline::default(), &Random::system(), || async {
        let asked = AskedOfOrg { sub: Some(&sub), ..AskedOfOrg::default() };
        let OfOrg { org: found, profile, .. } = store.of_org(&org, asked).await?;
        let found = found.ok_or_else(|| Failure::NoSuchOrg(org.clone()))?;
        let invitation = store.invitation_to(&org, profile.as_ref()).await?;
        let (by, stamp) = (operator.people_authority(), operator::stamp(&operator));
        let decision = remove.decide(&by, (&found, profile), invitation.as_ref(), &stamp)?;
        if let Some(change) = decision.change() {
            store.commit(change).await?;
        }
        Ok::<_, Failure>(decision.state().membership().is_some())
    })
    .await?;
    let rest =
        if belongs { format!("{sub} belongs to {org} still") } else { format!("{sub} is no member of {org} any more") };
    Ok(format!("{rest}. {tables}"))
}

fn read(flags: &Flags) -> Result<(OrgSlug, String, Remove, Operator), Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let sub = arguments.read::<Line<255>>("--sub", &flags.sub);
    let project = flags.project.as_deref().and_then(|text| arguments.read::<ProjectSlug>("--project", text));
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let read = || Some((org?, sub?.to_string(), Remove { project }, operator?.operator()));
    let read = read();
    arguments.done(read)
}
