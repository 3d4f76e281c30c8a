//! Mails that wait: another attempt for each that is due, how long the oldest of them waits, and how many were given up.

use tokio::task::JoinSet;
use vestibule_cloud::{StoreError, error::causes};
use vestibule_web::start::telemetry::metrics;

use crate::{Sweep, WRITES_AT_A_TIME};

/// Mails that one run brings to delivery again, at most, of each shard. The next run takes up those that remain.
const MAILS_PER_SHARD: i32 = 100;
/// Mails that were given up are counted as far as this.
const MAX_GIVEN_UP: i32 = 100;

impl Sweep {
    /// Brings each mail to delivery again whose next attempt is due. One that cannot be brought is logged, and holds
    /// back no other.
    ///
    /// Delivery tells of what left, and is silent while nothing does; so the sweep tells what waits. A mail that fails
    /// pauses between its attempts, so it is told of once an hour at least.
    pub(crate) async fn redrive_mails(&self) -> Result<u32, StoreError> {
        let now = self.clock.now();
        let due = self.store.due_mails(now, MAILS_PER_SHARD).await?;
        let given_up = self.store.mails_given_up(now, MAX_GIVEN_UP).await?;
        metrics::mails_given_up(now, given_up);
        let (mut redriven, mut oldest, mut failed) = (0, None, None);
        for mails in due.chunks(WRITES_AT_A_TIME) {
            let mut tasks = JoinSet::new();
            for mail in mails {
                let (store, mail) = (self.store.clone(), *mail);
                tasks.spawn(async move {
                    let brought = store.redrive_mail(&mail, now).await;
                    brought.inspect_err(|error| {
                        tracing::error!(mail = %mail.id, error = causes(error), "the mail is not brought to delivery");
                    })
                });
            }
            for brought in tasks.join_all().await {
                match brought {
                    Ok(asked) => {
                        redriven += u32::from(asked.is_some());
                        oldest = oldest.into_iter().chain(asked).min();
                    }
                    Err(error) => failed = failed.or(Some(error)),
                }
            }
        }
        metrics::outbox_waiting(now, oldest);
        failed.map_or(Ok(redriven), Err)
    }
}
