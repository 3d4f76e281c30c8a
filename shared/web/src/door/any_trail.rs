//! What must take effect in any state of the trail that tells of it: a link that is revoked stays dead.
//!
//! Where the next row of the trail is taken, the trail goes on beyond every row that there is, and the org's trail tells
//! so. Functions behind guests' routes do without: they refuse the act, and their commit has raised the alarm.

use vestibule_cloud::{
    CommitError, Store, StoreError, commit::MayBeTaken, contention::retry_when_overtaken, error::causes,
};
use vestibule_domain::{
    audit::{Resumption, Stamp},
    share::Share,
};

use crate::{request::Deadline, start::Random};

/// Rows that may be found taken one after the other. Each time, the trail goes on where there was none a moment ago.
const MAX_TAKEN: usize = 3;

/// Tries until the trail takes the record. `attempt` is told where the trail goes on, if its next row was found taken.
pub async fn on_any_trail<T, E, A>(
    (store, random): (&Store, &Random),
    attempt: impl Fn(Option<Resumption>) -> A,
) -> (Result<T, E>, Option<Resumption>)
where
    E: MayBeTaken + From<StoreError>,
    A: Future<Output = Result<T, E>>,
{
    let mut resumption: Option<Resumption> = None;
    for _ in 0..MAX_TAKEN {
        let outcome = attempt(resumption.clone()).await;
        let Some(row) = outcome.as_ref().err().and_then(MayBeTaken::taken) else { return (outcome, resumption) };
        match store.way_round(row, resumption.is_some(), random.bits()).await {
            // Where the record was to go on is taken as well: the trail's own next row is still the first one.
            Ok(beyond) => {
                let first = resumption.filter(|earlier| earlier.at == beyond.taken).map(|earlier| earlier.taken);
                resumption = Some(Resumption { taken: first.unwrap_or(beyond.taken), ..beyond });
            }
            Err(error) => return (Err(error.into()), None),
        }
    }
    (attempt(resumption.clone()).await, resumption)
}

/// Tells the org that the trail of a share goes on behind its record `follows`. What was done stands whether this can be
/// recorded or not: the share's own trail says it, too.
pub async fn tell_org(
    (store, random): (&Store, &Random),
    share: &Share,
    (follows, resumption): (u64, &Resumption),
    stamp: &Stamp,
    deadline: Deadline,
) {
    let told = retry_when_overtaken(deadline, random, || async {
        let Some(org) = store.org_of_share(&share.terms.org).await? else { return Ok::<_, CommitError>(()) };
        store.commit(&share.record_broken_trail(&org, (follows, resumption), stamp)).await
    });
    match told.await {
        Ok(()) => tracing::error!(
            share = %share.id(), row = resumption.taken, goes_on_at = resumption.at, "the trail goes on beyond a taken row"
        ),
        Err(error) => tracing::error!(
            share = %share.id(), row = resumption.taken, error = causes(&error), "the org is not told of a broken trail"
        ),
    }
}
