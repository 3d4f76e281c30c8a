//! What judging works with.

use vestibule_cloud::{Store, files::Files};
use vestibule_domain::audit::Stamp;
use vestibule_web::start::{Clock, Random, Start, StartError};

#[derive(Debug, Clone)]
pub struct Scan {
    pub store: Store,
    pub files: Files,
    pub clock: Clock,
    pub random: Random,
}

impl Scan {
    /// The whole function.
    pub async fn new(start: &Start) -> Result<Self, StartError> {
        let (store, files) = (start.store(), start.files_to_release());
        let (files, store) = (files?, store.await?);
        Ok(Self { store, files, clock: start.clock.clone(), random: start.random.clone() })
    }

    pub(crate) fn stamp(&self) -> Stamp {
        Stamp::system("scan", self.clock.now(), self.random.bits())
    }
}
