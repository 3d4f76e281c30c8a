//! Records, each minute, the expiries that have come, and tells how long the outbox waits. It is never the gate: an
//! expired share is refused at access whether or not a sweep ever ran.

use std::sync::OnceLock;

use serde::Serialize;
use vestibule_cloud::{CommitError, Store, StoreError, contention::retry_when_overtaken};
use vestibule_domain::{Timestamp, audit::Stamp, id::ShareId};
use vestibule_web::{
    request::Deadline,
    start::{Clock, Random, Start, StartError, telemetry::metrics},
};

/// Shares that one query finds.
const SHARES_PER_QUERY: i32 = 100;
/// Shares whose expiry is recorded at the same time.
const SHARES_AT_A_TIME: usize = 10;

/// What the sweep works with.
#[derive(Debug, Clone)]
pub struct Sweep {
    pub store: Store,
    pub clock: Clock,
    pub random: Random,
}

/// What one run did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Swept {
    pub recorded: u32,
}

/// What became of one share that the index named.
struct Found {
    /// Since when its expiry was due, if it was.
    due: Option<Timestamp>,
    recorded: Result<bool, StoreError>,
}

impl Sweep {
    /// The whole function.
    pub async fn new(start: &Start) -> Result<Self, StartError> {
        Ok(Self { store: start.store().await?, clock: start.clock.clone(), random: start.random.clone() })
    }

    /// Records every expiry that is due. Running twice, late or at the same time records nothing twice. One
    /// that cannot be recorded holds back no other; the first error is told at the end.
    pub async fn handle(&self, deadline: Deadline) -> Result<Swept, StoreError> {
        let began = self.clock.now();
        let mut swept = Swept::default();
        let (mut first_error, mut oldest) = (self.watch_outbox(began).await.err(), None);
        loop {
            let due = self.store.due_shares(self.clock.now(), SHARES_PER_QUERY).await?;
            let mut recorded = 0;
            for shares in due.chunks(SHARES_AT_A_TIME) {
                let mut tasks = tokio::task::JoinSet::new();
                for share in shares.iter().copied() {
                    let sweep = self.clone();
                    tasks.spawn(async move { sweep.record(share, deadline).await });
                }
                for found in tasks.join_all().await {
                    oldest = oldest.into_iter().chain(found.due).min();
                    match found.recorded {
                        Ok(done) => recorded += u32::from(done),
                        Err(error) => first_error = first_error.or(Some(error)),
                    }
                }
            }
            swept.recorded += recorded;
            // The index trails the table: what it still names but was recorded already is no work.
            if recorded == 0 || due.len() < SHARES_PER_QUERY.unsigned_abs() as usize {
                metrics::sweep_lag(began, oldest);
                return first_error.map_or(Ok(swept), Err);
            }
        }
    }

    /// Delivery tells of what left, and is silent while nothing does; so somebody else looks at what waits.
    async fn watch_outbox(&self, now: Timestamp) -> Result<(), StoreError> {
        metrics::outbox_waiting(now, self.store.waiting_since(now).await?);
        Ok(())
    }

    async fn record(&self, share: ShareId, deadline: Deadline) -> Found {
        let due = OnceLock::new();
        let recorded = retry_when_overtaken(deadline, &self.random, || async {
            let Some(share) = self.store.share(share).await? else { return Ok::<_, CommitError>(false) };
            let Some(change) = share.record_expiry(&self.stamp()) else { return Ok(false) };
            due.get_or_init(|| share.expires_at);
            self.store.commit(&change).await.map(|()| true)
        });
        let recorded = recorded.await.map_err(CommitError::into_store_error);
        Found { due: due.into_inner(), recorded }
    }

    fn stamp(&self) -> Stamp {
        Stamp::system("sweep-expired", self.clock.now(), self.random.bits())
    }
}
