//! The one step that counts an access: a person consents and presses Continue.

use jiff::{SignedDuration, Timestamp};

use super::{
    allowance::UsedUp,
    assurance::{
        lane::{Device, Lane},
        password::{Attempts, BackOff},
        proof::PasswordProof,
    },
    fact::ShareFact,
    gate::Visit,
    standing::Denied,
    state::Share,
};
use crate::{
    audit::Stamp,
    change::Change,
    decision::{Act, Decision},
    value::{Digest, SessionId, VisitId},
};

/// How many landings are remembered: so many guests may press at once, and each of them twice.
const MAX_VISITS: usize = 8;

/// For how long pressing again is the same opening: a lost answer is asked for again within it. A landing that
/// is passed on to others later counts as what it is.
const REPEATABLE: SignedDuration = SignedDuration::from_mins(10);

/// What the guest did on the page before Continue.
#[derive(Debug, Clone)]
pub struct Open {
    /// Of the page they did it on.
    pub visit: VisitId,
    /// The hash of the notice that was shown when they ticked the box.
    pub consent: Option<Digest>,
    pub disclaimer_accepted: bool,
    /// The session that starts, unless this repeats an earlier opening.
    pub session: SessionId,
    /// The browser that it comes from, where the password was given from it before.
    pub device: Option<Device>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenRefused {
    #[error(transparent)]
    Dead(#[from] Denied),
    /// All that is missing, at least one.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Missing(Vec<Missing>),
    #[error("this is not the password")]
    PasswordWrong { attempt: u32 },
    #[error(transparent)]
    BackOff(#[from] BackOff),
    #[error(transparent)]
    UsedUp(#[from] UsedUp),
}

/// What has to be given before a share opens, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    #[error("consent to the privacy notice is needed to continue")]
    Consent,
    #[error("the disclaimer has to be accepted to continue")]
    Disclaimer,
    #[error("a password is needed to continue")]
    Password,
}

/// A share that was opened, and the visit whose session it is.
#[derive(Debug, Clone)]
pub struct Opened {
    pub share: Share,
    pub visit: Visit,
}

impl Share {
    /// Everything that is to be given, the password where `lacks_password` says that it is not. A landing that was
    /// counted stays open for its repeats.
    pub(super) fn ready(&self, opening: &Open, lacks_password: bool, now: Timestamp) -> Result<(), OpenRefused> {
        match self.openable(now) {
            Err(Denied::Exhausted | Denied::Completed { .. })
                if self.counted(opening, now).is_some() && !self.is_past(now) => {}
            other => other?,
        }
        let missing = [
            (Missing::Consent, opening.consent != Some(self.terms.notice)),
            (Missing::Disclaimer, self.terms.disclaimer.is_some() && !opening.disclaimer_accepted),
            (Missing::Password, lacks_password),
        ];
        let missing: Vec<_> = missing.into_iter().filter(|(_, is_missing)| *is_missing).map(|(what, _)| what).collect();
        if !missing.is_empty() {
            return Err(OpenRefused::Missing(missing));
        }
        // A repeat leaves no record where there is no password to be tried.
        if self.gate.password.is_some() || self.counted(opening, now).is_none() {
            self.gate.spent.opened(now)?;
        }
        Ok(())
    }

    /// The same visit once more. The attempt that was counted for it is given back.
    fn again(&self, visit: Visit, lane: Lane, stamp: &Stamp) -> Result<Decision<Opened>, OpenRefused> {
        if self.gate.attempts_in(lane) == Attempts::default() {
            return Ok(Decision::Already(Opened { share: self.clone(), visit }));
        }
        let spent = self.gate.spent.opened(stamp.now)?;
        let forgiven = self.with(|gate| {
            gate.spent = spent;
            gate.forgive(lane);
        });
        Ok(Change::new(forgiven, stamp, ShareFact::OpenedAgain {}, []).map(|share| Opened { share, visit }).into())
    }

    /// The visit that this opening repeats.
    fn counted(&self, opening: &Open, now: Timestamp) -> Option<&Visit> {
        self.gate.visits.iter().find(|visit| visit.id == opening.visit && now < visit.at + REPEATABLE)
    }
}

impl Act<(&Share, Option<&PasswordProof>)> for Open {
    type Made = Opened;
    type Refused = OpenRefused;

    /// Opens the share: counts the access, records the consent, starts a session.
    fn decide(
        &self,
        (share, password): (&Share, Option<&PasswordProof>),
        stamp: &Stamp,
    ) -> Result<Decision<Opened>, OpenRefused> {
        let proves = |stored| password.is_some_and(|proof| proof.proves(stored));
        let lacks_password = share.gate.password.as_ref().is_some_and(|stored| !proves(stored));
        share.ready(self, lacks_password, stamp.now)?;
        let lane = share.lane(self.device.as_ref());
        if let Some(visit) = share.counted(self, stamp.now) {
            return share.again(visit.clone(), lane, stamp);
        }
        let spent = share.gate.spent.opened(stamp.now)?;
        let visit = Visit { id: self.visit, at: stamp.now, session: self.session };
        let opened = share.with(|gate| {
            gate.accesses.used += 1;
            gate.spent = spent;
            gate.visits.retain(|earlier| earlier.id != visit.id);
            gate.visits.drain(..gate.visits.len().saturating_sub(MAX_VISITS - 1));
            gate.visits.push(visit.clone());
            gate.forgive(lane);
        });
        let max = share.gate.accesses.max;
        let locale = share.terms.recipient.locale;
        let mut more = vec![ShareFact::Consented { notice_sha256: share.terms.notice, locale }];
        more.extend(share.terms.disclaimer.map(|sha256| ShareFact::DisclaimerAccepted { sha256 }));
        if opened.opens_left() == Some(0) {
            more.push(ShareFact::Exhausted { max });
        }
        let first = ShareFact::LinkOpened { access: opened.gate.accesses.used, max };
        Ok(Change::new(opened, stamp, first, more).map(|share| Opened { share, visit }).into())
    }
}

#[cfg(test)]
mod tests;
