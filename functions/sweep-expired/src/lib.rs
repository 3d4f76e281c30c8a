//! Records, each minute, the expiries that have come. It is never the gate: an expired share is refused
//! at access whether or not a sweep ever ran.

use serde::Serialize;
use vestibule_cloud::{CommitError, Store, StoreError, contention::until_settled};
use vestibule_domain::{audit::Stamp, id::ShareId};
use vestibule_web::ambient::{Chance, Clock};

/// Shares per query, and how many of them are recorded at a time.
const PAGE: i32 = 100;
const AT_A_TIME: usize = 10;

/// What the sweep works with.
#[derive(Debug, Clone)]
pub struct Sweep {
    pub store: Store,
    pub clock: Clock,
    pub chance: Chance,
}

/// What one run did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Swept {
    pub recorded: u32,
}

impl Sweep {
    /// Records every expiry that is due. Running twice, late or at the same time records nothing twice. One
    /// that cannot be recorded holds back no other; the first trouble is told at the end.
    pub async fn run(&self) -> Result<Swept, StoreError> {
        let mut swept = Swept::default();
        let mut trouble = None;
        loop {
            let due = self.store.due_shares(self.clock.now(), PAGE).await?;
            let mut recorded = 0;
            for shares in due.chunks(AT_A_TIME) {
                let mut tasks = tokio::task::JoinSet::new();
                for share in shares.iter().copied() {
                    let sweep = self.clone();
                    tasks.spawn(async move { sweep.record(share).await });
                }
                for result in tasks.join_all().await {
                    match result {
                        Ok(done) => recorded += u32::from(done),
                        Err(error) => trouble = trouble.or(Some(error)),
                    }
                }
            }
            swept.recorded += recorded;
            // The index trails the table: what it still names but was recorded already is no work.
            if recorded == 0 || due.len() < PAGE.unsigned_abs() as usize {
                return trouble.map_or(Ok(swept), Err);
            }
        }
    }

    async fn record(&self, share: ShareId) -> Result<bool, StoreError> {
        let recorded = until_settled(|| async {
            let Some(share) = self.store.share(share).await? else { return Ok::<_, CommitError>(false) };
            let Some(change) = share.record_expiry(&self.stamp()) else { return Ok(false) };
            self.store.commit(&change).await.map(|()| true)
        });
        recorded.await.map_err(CommitError::into_store_error)
    }

    fn stamp(&self) -> Stamp {
        Stamp::system("sweep-expired", self.clock.now(), self.chance.bits())
    }
}
