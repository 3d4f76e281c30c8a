//! The one step that counts an access: a person consents and presses Continue.

use jiff::{SignedDuration, Timestamp};

use super::{PasswordProof, Share, Standing, Visit};
use crate::{
    audit::{Digest, Event, Stamp},
    change::Change,
    gate::Denied,
    id::{SessionId, VisitId},
    password::BackOff,
    session::{LIFETIME, Session},
};

/// How many landings are remembered: so many guests may press at once, and each of them twice.
const REMEMBERED: usize = 8;

/// For how long pressing again is the same opening: a lost answer is asked for again within it. A landing that
/// is passed on to others later counts as what it is.
const REPEATABLE: SignedDuration = SignedDuration::from_mins(10);

/// What the guest did on the page before Continue.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Of the page they did it on.
    pub visit: VisitId,
    /// The hash of the notice that was shown when they ticked the box.
    pub consent: Option<Digest>,
    pub acknowledged: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenRefused {
    #[error(transparent)]
    Dead(#[from] Denied),
    #[error("consent to the privacy notice is needed to continue")]
    ConsentMissing,
    #[error("the acknowledgement is needed to continue")]
    AcknowledgementMissing,
    #[error("a password is needed to continue")]
    PasswordMissing,
    #[error("this is not the password")]
    PasswordWrong { attempt: u32 },
    #[error(transparent)]
    BackOff(#[from] BackOff),
}

/// A session, and the change that counts it. Without a change it is a repeat of a counted one.
#[derive(Debug)]
pub struct Opened {
    pub session: Session,
    pub change: Option<Change<Share>>,
}

impl Share {
    /// Whether the link can be opened at all: not dead, and openings left.
    pub fn openable(&self, now: Timestamp) -> Result<(), Denied> {
        match self.standing(now) {
            Standing::Revoked { at } => Err(Denied::Revoked { at }),
            Standing::Expired { at } => Err(Denied::Expired { at }),
            Standing::Exhausted => Err(Denied::Exhausted),
            Standing::Completed { at } if self.is_past(now) || self.opens_left() == Some(0) => {
                Err(Denied::Completed { at })
            }
            Standing::Completed { .. } | Standing::Open => Ok(()),
        }
    }

    /// Everything but the password. A landing that was counted stays open for its repeats.
    pub(super) fn ready(&self, opening: &Opening, now: Timestamp) -> Result<(), OpenRefused> {
        match self.openable(now) {
            Err(Denied::Exhausted | Denied::Completed { .. })
                if self.counted(opening, now).is_some() && !self.is_past(now) => {}
            other => other?,
        }
        if opening.consent != Some(self.notice_sha256) {
            return Err(OpenRefused::ConsentMissing);
        }
        if self.acknowledge && !opening.acknowledged {
            return Err(OpenRefused::AcknowledgementMissing);
        }
        Ok(())
    }

    /// The visit that this opening repeats.
    fn counted(&self, opening: &Opening, now: Timestamp) -> Option<&Visit> {
        self.visits.iter().find(|visit| visit.id == opening.visit && now < visit.at + REPEATABLE)
    }

    fn session(&self, visit: &Visit) -> Session {
        // Not cut at the share's expiry: whoever comes after that shall read why they are turned away.
        let ends_at = visit.at + LIFETIME;
        Session { id: visit.session, share: self.id, run: self.scope.run, epoch: self.epoch, ends_at }
    }

    /// Opens the share: counts the access, records the consent, starts a session.
    pub fn open(
        &self,
        opening: &Opening,
        password: Option<&PasswordProof>,
        session: SessionId,
        stamp: &Stamp,
    ) -> Result<Opened, OpenRefused> {
        self.ready(opening, stamp.now)?;
        if let Some(stored) = &self.password
            && !password.is_some_and(|p| p.proves(stored))
        {
            return Err(OpenRefused::PasswordMissing);
        }
        if let Some(visit) = self.counted(opening, stamp.now) {
            return Ok(Opened { session: self.session(visit), change: None });
        }
        let visit = Visit { id: opening.visit, at: stamp.now, session };
        let session = self.session(&visit);
        let mut share = self.clone();
        share.accesses.used += 1;
        share.visits.retain(|earlier| earlier.id != visit.id);
        share.visits.drain(..share.visits.len().saturating_sub(REMEMBERED - 1));
        share.visits.push(visit);
        share.attempts = crate::password::Attempts::default();
        let max = share.accesses.max;
        let mut more = vec![Event::Consented {
            notice_sha256: self.notice_sha256.to_string(),
            locale: self.recipient.locale.tag().to_owned(),
        }];
        if self.acknowledge {
            more.push(Event::Acknowledged);
        }
        if share.opens_left() == Some(0) {
            more.push(Event::Exhausted { max });
        }
        let first = Event::LinkOpened { access: share.accesses.used, max };
        Ok(Opened { session, change: Some(Change::new(share, stamp, first, more)) })
    }
}

#[cfg(test)]
mod tests;
