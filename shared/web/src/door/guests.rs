//! What every function that guests call works with.

use vestibule_cloud::Store;
use vestibule_domain::{
    Timestamp,
    audit::{Source, Stamp},
    share::Share,
    value::KeyRing,
};

use crate::start::{
    Start, StartError,
    environment::{Clock, Random},
};

#[derive(Debug, Clone)]
pub struct Guests {
    pub store: Store,
    pub keys: KeyRing,
    pub clock: Clock,
    pub random: Random,
}

impl Guests {
    /// Reads its settings now, and calls AWS when it is awaited: for the connection and the keys at the same time.
    pub fn from_start(start: &Start) -> impl Future<Output = Result<Self, StartError>> {
        let (store, keys) = (start.store(), start.keys());
        async {
            let (store, keys) = tokio::try_join!(store, keys)?;
            Ok(Self { store, keys, clock: start.clock.clone(), random: start.random.clone() })
        }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The circumstances in which somebody with a share's link acts.
    pub fn stamp(&self, share: &Share, source: &Source) -> Stamp {
        share.stamp(source.clone(), self.now(), self.random.bits())
    }
}
