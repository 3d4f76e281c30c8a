//! What delivery works with.

use vestibule_cloud::{Store, bus::Bus, mail::Mailer};
use vestibule_domain::{audit::Stamp, token::KeyRing};
use vestibule_web::start::{self, Clock, Random, Settings, Site, StartError};

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
    /// The function as the environment describes it.
    pub async fn from_settings(settings: &Settings) -> Result<Self, StartError> {
        let (store, keys) = (start::store(settings), start::keys(settings));
        let (mailer, bus) = (start::mailer(settings), start::bus(settings));
        let site = Site::from_settings(settings);
        let (mailer, bus, portal_origin) = (mailer?, bus?, site?.portal_origin);
        let (store, keys) = tokio::try_join!(store, keys)?;
        Ok(Self { store, keys, mailer, bus, portal_origin, clock: Clock::system(), random: Random::system() })
    }

    pub(crate) fn stamp(&self) -> Stamp {
        Stamp::system("notify", self.clock.now(), self.random.bits())
    }
}
