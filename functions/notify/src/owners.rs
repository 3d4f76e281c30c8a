//! To whom what happened to a share is told: its creator, or who administers its project when the creator has left.

use vestibule_cloud::mail::{Kind, Mail as Written, Tags};
use vestibule_domain::{
    share::{Creator, Share},
    value::PersonName,
};
use vestibule_web::start::telemetry::metrics;

use crate::{Notify, send_error::SendError};

/// Admins who are told in place of a creator who left.
const MAX_ADMINS: usize = 20;

/// Whom a mail about a share is to.
#[derive(Debug, Clone)]
pub struct Owner {
    pub reader: Creator,
    /// They are told because its creator has left.
    pub in_place: bool,
}

impl Owner {
    /// The creator of a share, who has not left.
    pub fn creator(share: &Share) -> Self {
        Self { reader: share.terms.creator.clone(), in_place: false }
    }
}

impl Notify {
    /// The creator while they have a role in the project; else its admins, else those of the org. One read, and as many
    /// queries as the org's list takes where they have left.
    pub(crate) async fn owners(&self, share: &Share) -> Result<Vec<Owner>, SendError> {
        let terms = &share.terms;
        let creator = self.store.profiles(std::slice::from_ref(&terms.creator.sub)).await?;
        if creator.iter().any(|profile| profile.is_in(&terms.org, &terms.project)) {
            return Ok(vec![Owner::creator(share)]);
        }
        let admins = self.store.admins(&terms.org, &terms.project).await?;
        if admins.is_empty() {
            tracing::error!(share = %share.id(), "its creator has left, and nobody administers its project");
        }
        Ok(admins
            .into_iter()
            .take(MAX_ADMINS)
            .map(|admin| Owner { reader: Creator::from(&admin), in_place: true })
            .collect())
    }

    /// Whom the guest of a share can ask: its creator, or who is told in their place, of these first who has just acted.
    pub(crate) async fn contact(&self, share: &Share, acted: Option<&PersonName>) -> Result<Creator, SendError> {
        let owners = self.owners(share).await?;
        let by = owners.iter().find(|owner| Some(&owner.reader.name) == acted).or(owners.first());
        Ok(by.map_or_else(|| share.terms.creator.clone(), |owner| owner.reader.clone()))
    }

    pub(crate) async fn to_owner(
        &self,
        share: &Share,
        owner: &Owner,
        (mail, kind): (&Written, Kind),
    ) -> Result<(), SendError> {
        let tags = Tags { link: Some((share.id(), share.gate.link)), mail: kind };
        self.mailer.send(&owner.reader.email, None, mail, tags).await?;
        metrics::mail_sent(self.clock.now());
        Ok(())
    }
}
