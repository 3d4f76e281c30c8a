//! What delivery works with.

use vestibule_cloud::{Store, bus::Bus, mail::Mailer};
use vestibule_domain::{audit::Stamp, value::KeyRing};
use vestibule_web::start::{Clock, Random, Start, StartError};

#[derive(Debug, Clone)]
pub struct Notify {
    pub store: Store,
    pub keys: KeyRing,
    pub mailer: Mailer,
    pub bus: Bus,
    /// `https://host`, without a path.
    pub portal_origin: String,
    pub clock: Clock,
    pub random: Random,
}

impl Notify {
    /// The whole function.
    pub async fn new(start: &Start) -> Result<Self, StartError> {
        let (store, keys, site) = (start.store(), start.keys(), start.site());
        let (mailer, bus) = (start.mailer(), start.bus());
        let (mailer, bus, portal_origin) = (mailer?, bus?, site?.portal_origin);
        let (store, keys) = tokio::try_join!(store, keys)?;
        let (clock, random) = (start.clock.clone(), start.random.clone());
        Ok(Self { store, keys, mailer, bus, portal_origin, clock, random })
    }

    pub(crate) fn stamp(&self) -> Stamp {
        Stamp::system("notify", self.clock.now(), self.random.bits())
    }
}
