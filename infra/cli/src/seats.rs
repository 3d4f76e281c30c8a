//! `vestibule seats`: how many people may work in an org, and how many do.

use clap::{ArgGroup, Args};
use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{staff::SetSeats, value::OrgSlug};
use vestibule_web::{request::Deadline, start::Random};

use crate::{
    arguments::Arguments,
    deployment::Tables,
    failure::Failure,
    member::seats as told,
    operator::{self, OperatorName, Who},
};

/// Sets how many seats an org has; workflow responders take none
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("number").required(true).args(["limit", "no_limit"])))]
pub(crate) struct Flags {
    #[arg(long, value_name = "SLUG")]
    org: String,
    /// So many. Fewer than are taken throws nobody out, and lets nobody in
    #[arg(long, value_name = "NUMBER")]
    limit: Option<u32>,
    /// Any number
    #[arg(long)]
    no_limit: bool,
    #[command(flatten)]
    who: Who,
}

/// Sets it, and says what is taken.
pub(crate) async fn seats(flags: Flags, tables: Tables) -> Result<String, Failure> {
    let mut arguments = Arguments::default();
    let org = arguments.read::<OrgSlug>("--org", &flags.org);
    let operator = arguments.read::<OperatorName>("--as", &flags.who.operator);
    let (slug, operator) = arguments.done(org.zip(operator))?;
    let (operator, act) = (operator.operator(), SetSeats { limit: flags.limit });
    let (store, tables) = tables.open().await?;
    let org = retry_when_overtaken(Deadline::default(), &Random::system(), || async {
        let org = store.org(&slug).await?.ok_or_else(|| Failure::NoSuchOrg(slug.clone()))?;
        let decision = act.decide(&org, &operator, &operator::stamp(&operator));
        if let Some(change) = decision.change() {
            store.commit(change).await?;
        }
        Ok::<_, Failure>(decision.into_state())
    })
    .await?;
    Ok(format!("{slug}: {} {tables}", told(org.seats)))
}
