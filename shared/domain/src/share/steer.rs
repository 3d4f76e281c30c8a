//! What staff do with a share that exists: revoke, rotate, extend, change its password.

use super::{Delivery, Expiry, Revocation, Share, Standing, TermsFlaw, create};
use crate::{
    audit::{Event, Stamp},
    change::Change,
    member::{Authority, Forbidden, Role},
    password::Password,
    policy::Policy,
    text::PersonName,
    token::Salt,
    zone::Zone,
};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SteerRefused {
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    #[error("the share is already {}", standing.name())]
    Over { standing: Standing },
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtendRefused {
    #[error(transparent)]
    Steer(#[from] SteerRefused),
    #[error(transparent)]
    Terms(#[from] TermsFlaw),
}

impl Share {
    /// Initiators manage their own shares; controllers and admins all those of the project.
    fn managed(&self, by: Authority<'_>) -> Result<(), Forbidden> {
        if by.role >= Role::DocumentController || by.member.sub == self.creator.sub {
            Ok(())
        } else {
            Err(Forbidden::NotYours)
        }
    }

    /// Neither revoked nor completed; expired shares can be brought back by extending them.
    fn steerable(&self, by: Authority<'_>, stamp: &Stamp) -> Result<(), SteerRefused> {
        self.managed(by)?;
        match self.standing(stamp.now) {
            standing @ (Standing::Revoked { .. } | Standing::Completed { .. }) => Err(SteerRefused::Over { standing }),
            Standing::Expired { .. } | Standing::Exhausted | Standing::Open => Ok(()),
        }
    }

    /// Kills the link and every session at once, for good. `None`: it was revoked before.
    pub fn revoke(&self, by: Authority<'_>, stamp: &Stamp) -> Result<Option<Change<Self>>, Forbidden> {
        self.managed(by)?;
        if self.revoked.is_some() {
            return Ok(None);
        }
        let mut share = self.clone();
        let by: PersonName = by.member.name.clone();
        share.revoked = Some(Revocation { at: stamp.now, by });
        share.epoch += 1;
        Ok(Some(Change::new(share, stamp, Event::Revoked, [])))
    }

    /// Replaces the link by a new one; the old one and every session die at once.
    pub fn rotate(
        &self,
        by: Authority<'_>,
        (salt, delivery): (Salt, Delivery),
        stamp: &Stamp,
    ) -> Result<Change<Self>, SteerRefused> {
        self.steerable(by, stamp)?;
        let mut share = self.clone();
        share.salt = salt;
        share.epoch += 1;
        share.delivery = delivery;
        share.invited_at = None;
        share.supersede_mailings();
        share.visits.clear();
        let messages = create::invitation(&share);
        let event = Event::Rotated { delivery: delivery.name() };
        Ok(Change::new(share, stamp, event, []).tell(stamp, messages))
    }

    /// Sets or removes the password; every session dies at once.
    pub fn change_password(
        &self,
        by: Authority<'_>,
        (password, salt): (Option<&Password>, [u8; 16]),
        policy: &Policy,
        stamp: &Stamp,
    ) -> Result<Change<Self>, ExtendRefused> {
        self.steerable(by, stamp)?;
        if password.is_none() && policy.password_required.value {
            return Err(TermsFlaw::PasswordRequired { layer: policy.password_required.layer }.into());
        }
        let mut share = self.clone();
        share.password = password.map(|p| p.hash(salt));
        share.attempts = crate::password::Attempts::default();
        share.epoch += 1;
        share.visits.clear();
        Ok(Change::new(share, stamp, Event::PasswordChanged { set: password.is_some() }, []))
    }

    /// Moves the expiry, under the same ceilings as a new share. The link stays the same.
    pub fn extend(
        &self,
        by: Authority<'_>,
        (expiry, zone): (&Expiry, &Zone),
        policy: &Policy,
        stamp: &Stamp,
    ) -> Result<Change<Self>, ExtendRefused> {
        self.steerable(by, stamp)?;
        let (expires_at, zone) = create::expiry(Some(expiry), policy, zone, stamp.now)?;
        let event = Event::Extended { from: self.expires_at, to: expires_at };
        let share = Self { expires_at, zone, expiry_recorded_at: None, ..self.clone() };
        Ok(Change::new(share, stamp, event, []))
    }
}

#[cfg(test)]
mod tests;
