//! Expiries that have come, recorded once each.

use std::sync::OnceLock;

use tokio::task::JoinSet;
use vestibule_cloud::{CommitError, StoreError, contention::retry_when_overtaken, error::causes};
use vestibule_domain::{Timestamp, value::ShareId};
use vestibule_web::{request::Deadline, start::telemetry::metrics};

use crate::{Sweep, WRITES_AT_A_TIME};

/// Shares that one query finds, at most.
const SHARES_PER_SHARD: i32 = 100;

/// What became of one share that the index named.
struct Found {
    /// Since when its expiry was due, if it was.
    due: Option<Timestamp>,
    recorded: Result<bool, StoreError>,
}

impl Sweep {
    /// Records every expiry that is due. One that cannot be recorded is logged, and holds back no other.
    pub(crate) async fn record_expiries(&self, deadline: Deadline) -> Result<u32, StoreError> {
        let began = self.clock.now();
        let (mut all, mut failed, mut oldest) = (0, None, None);
        loop {
            let due = self.store.due_shares(self.clock.now(), SHARES_PER_SHARD).await?;
            let mut recorded = 0;
            for shares in due.chunks(WRITES_AT_A_TIME) {
                let mut tasks = JoinSet::new();
                for share in shares {
                    let (sweep, id) = (self.clone(), share.id);
                    tasks.spawn(async move { sweep.record(id, deadline).await });
                }
                for found in tasks.join_all().await {
                    oldest = oldest.into_iter().chain(found.due).min();
                    match found.recorded {
                        Ok(done) => recorded += u32::from(done),
                        Err(error) => failed = failed.or(Some(error)),
                    }
                }
            }
            all += recorded;
            // The index trails the table: what it still names but was recorded already is no work. And while fewer
            // were found than one query may find, no shard has more.
            if recorded == 0 || due.len() < SHARES_PER_SHARD.unsigned_abs() as usize {
                metrics::sweep_lag(began, oldest);
                return failed.map_or(Ok(all), Err);
            }
        }
    }

    async fn record(&self, id: ShareId, deadline: Deadline) -> Found {
        let due = OnceLock::new();
        let recorded = retry_when_overtaken(deadline, &self.random, || async {
            let Some(share) = self.store.share(id).await? else { return Ok::<_, CommitError>(false) };
            let decision = share.record_expiry(&self.stamp());
            let Some(change) = decision.change() else { return Ok(false) };
            due.get_or_init(|| share.gate.expires_at);
            self.store.commit(change).await.map(|()| true)
        });
        let recorded = recorded.await.map_err(CommitError::into_store_error);
        if let Err(error) = &recorded {
            tracing::error!(share = %id, error = causes(error), "the expiry is not recorded");
        }
        Found { due: due.into_inner(), recorded }
    }
}
