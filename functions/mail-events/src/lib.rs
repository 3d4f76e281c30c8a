//! Records what SES says of an invitation: that it arrived, came back, or was called spam.

mod event;

use serde_json::Value;
use vestibule_cloud::{CommitError, Store, StoreError, contention::retry_when_overtaken};
use vestibule_domain::{audit::Stamp, share::MailEvent, value::ShareId};
use vestibule_web::{
    request::Deadline,
    start::{Clock, Random, Start, StartError},
};

pub use event::Unreadable;
use event::{Foreign, read};

/// What recording works with.
#[derive(Debug, Clone)]
pub struct MailEvents {
    pub store: Store,
    pub clock: Clock,
    pub random: Random,
}

/// Why an event is still unrecorded. Says nothing of what the event holds, because it holds addresses.
#[derive(Debug, thiserror::Error)]
pub enum MailEventError {
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl MailEvents {
    /// The whole function.
    pub async fn new(start: &Start) -> Result<Self, StartError> {
        Ok(Self { store: start.store().await?, clock: start.clock.clone(), random: start.random.clone() })
    }

    /// Records the `detail` of one event of SES, however often they come, and in any order. Those that are not of
    /// an invitation to a share of ours change nothing.
    pub async fn handle(&self, detail: &Value, deadline: Deadline) -> Result<(), MailEventError> {
        match read(detail)? {
            Ok((share, event)) => self.record(share, &event, deadline).await?,
            Err(Foreign(reason)) => tracing::info!(reason, "passed over"),
        }
        Ok(())
    }

    async fn record(&self, id: ShareId, event: &MailEvent, deadline: Deadline) -> Result<(), StoreError> {
        let recorded = retry_when_overtaken(deadline, &self.random, || async {
            let Some(mailed) = self.store.share_mailed(id).await? else {
                tracing::info!(share = %id, reason = "there is no such share", "passed over");
                return Ok::<_, CommitError>(());
            };
            match mailed.report(event, &self.stamp()).change() {
                Some(change) => self.store.commit(change).await,
                None => Ok(()),
            }
        });
        recorded.await.map_err(CommitError::into_store_error)
    }

    fn stamp(&self) -> Stamp {
        Stamp::system("mail-events", self.clock.now(), self.random.bits())
    }
}
