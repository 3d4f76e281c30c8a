//! Expiries that have come, recorded once each.

use std::{sync::OnceLock, time::Duration};

use tokio::task::JoinSet;
use vestibule_cloud::{CommitError, StoreError, contention::retry_when_overtaken, error::causes};
use vestibule_domain::{Timestamp, value::ShareId};
use vestibule_web::{
    door::any_trail::{on_any_trail, tell_org},
    request::Deadline,
    start::telemetry::metrics,
};

use crate::{Sweep, WRITES_AT_A_TIME};

/// Shares that one query finds, at most.
const SHARES_PER_SHARD: i32 = 100;

/// What a round of writes may take. With less left the rest is the next minute's, and Lambda ends no sweep half-way.
const ROUND: Duration = Duration::from_secs(8);

/// What became of one share that the index named.
struct Found {
    /// Since when its expiry was due, if it was.
    due: Option<Timestamp>,
    recorded: Result<bool, StoreError>,
}

impl Sweep {
    /// Records the expiries that are due, as many as the time allows, the longest overdue first, at least one round.
    /// One that cannot be recorded is logged, and holds back no other. How long they were overdue is told as soon as it
    /// is known.
    pub(crate) async fn record_expiries(&self, deadline: Deadline) -> Result<u32, StoreError> {
        let began = self.clock.now();
        let (mut all, mut failed, mut is_told) = (0, None, false);
        loop {
            let due = self.store.due_shares(self.clock.now(), SHARES_PER_SHARD).await?;
            let mut recorded = 0;
            for shares in due.chunks(WRITES_AT_A_TIME) {
                let mut tasks = JoinSet::new();
                for share in shares {
                    let (sweep, id) = (self.clone(), share.id);
                    tasks.spawn(async move { sweep.record(id, deadline).await });
                }
                let round = tasks.join_all().await;
                // They came oldest first; but the index trails the table, and may name some that are no work any more.
                if let (Some(oldest), false) = (round.iter().filter_map(|found| found.due).min(), is_told) {
                    metrics::sweep_lag(began, Some(oldest));
                    is_told = true;
                }
                for found in round {
                    match found.recorded {
                        Ok(done) => recorded += u32::from(done),
                        Err(error) => failed = failed.or(Some(error)),
                    }
                }
                if !deadline.leaves(ROUND) {
                    tracing::info!(recorded = all + recorded, "the time is over, the next sweep goes on");
                    return failed.map_or(Ok(all + recorded), Err);
                }
            }
            all += recorded;
            // The index trails the table: what it still names but was recorded already is no work. And while fewer
            // were found than one query may find, no shard has more.
            if recorded == 0 || due.len() < SHARES_PER_SHARD.unsigned_abs() as usize {
                if !is_told {
                    metrics::sweep_lag(began, None);
                }
                return failed.map_or(Ok(all), Err);
            }
        }
    }

    async fn record(&self, id: ShareId, deadline: Deadline) -> Found {
        let (due, with) = (OnceLock::new(), (&self.store, &self.random));
        let noted = &due;
        let (recorded, resumption) = on_any_trail(with, |resumption| async move {
            retry_when_overtaken(deadline, &self.random, || async {
                let Some(share) = self.store.share(id).await? else { return Ok::<_, CommitError>(None) };
                let decision = share.record_expiry(&self.stamp().resuming(resumption.clone()));
                let Some(change) = decision.change() else { return Ok(None) };
                noted.get_or_init(|| share.gate.expires_at);
                self.store.commit(change).await.map(|()| Some((share, change.entry().follows())))
            })
            .await
        })
        .await;
        match (&recorded, &resumption) {
            (Ok(Some((share, Some(follows)))), Some(resumption)) => {
                tell_org(with, share, (*follows, resumption), &self.stamp(), deadline).await;
            }
            (Err(error), _) => tracing::error!(share = %id, error = causes(error), "the expiry is not recorded"),
            (Ok(_), _) => {}
        }
        let recorded = recorded.map(|share| share.is_some()).map_err(CommitError::into_store_error);
        Found { due: due.into_inner(), recorded }
    }
}
