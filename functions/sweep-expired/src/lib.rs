//! Records, each minute, the expiries that have come, and brings mails to delivery again whose next attempt is due.
//! It is never the gate: an expired share is refused at access whether or not a sweep ever ran.

mod expiries;
mod mails;

use serde::Serialize;
use vestibule_cloud::{Store, StoreError, error::causes};
use vestibule_domain::audit::Stamp;
use vestibule_web::{
    request::Deadline,
    start::{Clock, Random, Start, StartError},
};

/// Writes that are made at the same time.
const WRITES_AT_A_TIME: usize = 10;

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
    /// Expiries.
    pub recorded: u32,
    /// Mails.
    pub redriven: u32,
}

impl Sweep {
    /// The whole function.
    pub async fn new(start: &Start) -> Result<Self, StartError> {
        Ok(Self { store: start.store().await?, clock: start.clock.clone(), random: start.random.clone() })
    }

    /// Does everything that is due. Running twice, late or at the same time does nothing twice. What cannot be done
    /// holds back nothing else: each error is logged, and the first one is the answer.
    pub async fn handle(&self, deadline: Deadline) -> Result<Swept, StoreError> {
        let redriven = self.redrive_mails().await;
        let recorded = self.record_expiries(deadline).await;
        if let (Err(_), Err(second)) = (&redriven, &recorded) {
            tracing::error!(error = causes(second), "expiries are not recorded either");
        }
        Ok(Swept { redriven: redriven?, recorded: recorded? })
    }

    fn stamp(&self) -> Stamp {
        Stamp::system("sweep-expired", self.clock.now(), self.random.bits())
    }
}
