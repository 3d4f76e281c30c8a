//! What the settings work with.

use axum::extract::FromRef;
use vestibule_cloud::error::StoreError;
use vestibule_domain::{
    staff::{Invitation, Org, Profile},
    value::{InvitationId, KeyRing},
};
use vestibule_web::door::Staff;

#[derive(Debug, Clone)]
pub struct Settings {
    pub staff: Staff,
    pub keys: KeyRing,
}

impl Settings {
    /// The invitation to somebody's address. One read.
    pub(crate) async fn invitation_to(
        &self,
        profile: Option<&Profile>,
        org: &Org,
    ) -> Result<Option<Invitation>, StoreError> {
        let Some(profile) = profile else { return Ok(None) };
        self.staff.store.invitation(&org.slug, InvitationId::of(&org.slug, &profile.email)).await
    }
}

/// For the fingerprints of requests that may be sent again.
impl FromRef<Settings> for KeyRing {
    fn from_ref(settings: &Settings) -> Self {
        settings.keys.clone()
    }
}
