//! Mails that wait: how long the oldest does, and another attempt for each that is due.

use tokio::task::JoinSet;
use vestibule_cloud::StoreError;
use vestibule_web::start::telemetry::metrics;

use crate::{Sweep, WRITES_AT_A_TIME};

/// Mails that one run brings to delivery again, at most, of each shard. The next run takes up those that remain.
const MAILS_PER_SHARD: i32 = 100;

impl Sweep {
    /// Brings each mail to delivery again whose next attempt is due. One that cannot be brought holds back no other.
    ///
    /// Delivery tells of what left, and is silent while nothing does; so the sweep tells what waits.
    pub(crate) async fn redrive_mails(&self) -> Result<u32, StoreError> {
        let now = self.clock.now();
        let due = self.store.due_mails(now, MAILS_PER_SHARD).await?;
        metrics::outbox_waiting(now, due.iter().map(|mail| mail.due_at).min());
        let (mut redriven, mut failed) = (0, None);
        for mails in due.chunks(WRITES_AT_A_TIME) {
            let mut tasks = JoinSet::new();
            for mail in mails {
                let (store, mail) = (self.store.clone(), *mail);
                tasks.spawn(async move { store.redrive_mail(&mail, now).await });
            }
            for brought in tasks.join_all().await {
                match brought {
                    Ok(brought) => redriven += u32::from(brought),
                    Err(error) => failed = failed.or(Some(error)),
                }
            }
        }
        failed.map_or(Ok(redriven), Err)
    }
}
