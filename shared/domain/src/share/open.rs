//! The one step that counts an access: a person consents and presses Continue.

use jiff::Timestamp;

use super::{
    allowance::UsedUp,
    assurance::{
        lane::{Device, Lane},
        password::{Attempts, BackOff},
        proof::Proofs,
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
    value::{Assurance, Digest, Mailbox, Person, SessionId, VisitId},
};

/// What the guest did on the page before Continue.
#[derive(Debug, Clone)]
pub struct Open {
    /// Of the page they did it on.
    pub visit: VisitId,
    /// The hash of the notice that was shown when they ticked the box.
    pub consent: Option<Digest>,
    /// The hash of the disclaimer that was shown when they ticked its box.
    pub disclaimer: Option<Digest>,
    /// As whom they introduced themselves. Kept where the share asks who opens it.
    pub who: Option<Person>,
    /// The session that starts, unless this repeats an earlier opening.
    pub session: SessionId,
    /// The browser that it comes from, where the password or the code was given from it before.
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
    #[error("this is not the code that was mailed for this browser")]
    CodeWrong { attempt: u32 },
    #[error("no code is good in this browser now: codes are for a quarter of an hour, and for the browser that asks")]
    CodeEnded,
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
    #[error("the code that is mailed to the recipient is needed to continue")]
    Code,
    #[error("who opens the link has to give their name and e-mail address to continue")]
    WhoOpens,
}

/// What a share asks for and was not given.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lacking {
    password: bool,
    code: bool,
}

/// A share that was opened, and the visit whose session it is.
#[derive(Debug, Clone)]
pub struct Opened {
    pub share: Share,
    pub visit: Visit,
    /// With what it was opened.
    pub assurance: Assurance,
}

impl Share {
    /// Everything that is to be given; of secrets, what `lacking` says. A landing that was counted stays open for its repeats.
    pub(super) fn ready(&self, opening: &Open, lacking: Lacking, now: Timestamp) -> Result<(), OpenRefused> {
        match self.openable(now) {
            Err(Denied::Exhausted | Denied::Completed { .. })
                if self.counted(opening, now).is_some() && !self.is_past(now) => {}
            other => other?,
        }
        let missing = [
            (Missing::Consent, opening.consent != Some(self.terms.notice)),
            (Missing::Disclaimer, self.terms.disclaimer.is_some() && opening.disclaimer != self.terms.disclaimer),
            (Missing::Password, lacking.password),
            (Missing::Code, lacking.code),
            (Missing::WhoOpens, self.gate.who_opens && opening.who.is_none()),
        ];
        let missing: Vec<_> = missing.into_iter().filter(|(_, is_missing)| *is_missing).map(|(what, _)| what).collect();
        if !missing.is_empty() {
            return Err(OpenRefused::Missing(missing));
        }
        // A repeat leaves no record where there is no secret to be tried.
        if self.gate.password.is_some() || self.gate.code || self.counted(opening, now).is_none() {
            self.gate.spent.opened(now)?;
        }
        Ok(())
    }

    /// The same visit once more. The attempt that was counted for it is given back; texts that took the place of others since
    /// are on record as agreed to, though nothing is counted.
    fn again(
        &self,
        (visit, assurance): (Visit, Assurance),
        lane: Lane,
        stamp: &Stamp,
    ) -> Result<Decision<Opened>, OpenRefused> {
        let texts_replaced = self.terms.replaced.is_some_and(|replaced| visit.at < replaced.at);
        if self.gate.attempts_in(lane) == Attempts::default() && !texts_replaced {
            return Ok(Decision::Already(Opened { share: self.clone(), visit, assurance }));
        }
        let spent = self.gate.spent.opened(stamp.now)?;
        let forgiven = self.by_guest(stamp, |gate| {
            gate.spent = spent;
            gate.forgive(lane);
        });
        let agreed = texts_replaced.then(|| self.agreed()).into_iter().flatten();
        let change = Change::new(forgiven, stamp, ShareFact::OpenedAgain {}, agreed);
        Ok(change.map(|share| Opened { share, visit, assurance }).into())
    }

    /// What its guest has agreed to by opening it.
    fn agreed(&self) -> impl Iterator<Item = ShareFact> {
        let (terms, locale) = (&self.terms, self.terms.recipient.locale);
        let accepted = terms.disclaimer.map(|sha256| ShareFact::DisclaimerAccepted { sha256 });
        [ShareFact::Consented { notice_sha256: terms.notice, locale }].into_iter().chain(accepted)
    }

    /// What was proved by an opening, and what is lacking.
    fn assurance(&self, opening: &Open, proofs: Proofs<'_>, now: Timestamp) -> (Assurance, Lacking) {
        let password =
            proofs.password.zip(self.gate.password.as_ref()).is_some_and(|(proof, stored)| proof.proves(stored));
        let code = proofs.code.is_some_and(|proof| proof.proves(&self.gate, opening.visit, now));
        let needs_code = self.needs_code(opening.device.as_ref());
        let instead = code && self.takes_code_for_password();
        let lacking =
            Lacking { password: self.gate.password.is_some() && !password && !instead, code: needs_code && !code };
        let mailbox = match (needs_code || instead, self.gate.code) {
            (true, _) => Some(Mailbox::Code),
            (false, true) => Some(Mailbox::Device),
            (false, false) => None,
        };
        (Assurance { password, mailbox }, lacking)
    }

    /// The visit that this opening repeats.
    fn counted(&self, opening: &Open, now: Timestamp) -> Option<&Visit> {
        self.gate.visits.iter().find(|visit| visit.id == opening.visit && visit.is_repeatable(now))
    }
}

impl Act<(&Share, Proofs<'_>)> for Open {
    type Made = Opened;
    type Refused = OpenRefused;

    /// Opens the share: counts the access, records the consent, starts a session.
    fn decide(&self, (share, proofs): (&Share, Proofs<'_>), stamp: &Stamp) -> Result<Decision<Opened>, OpenRefused> {
        let (assurance, lacking) = share.assurance(self, proofs, stamp.now);
        share.ready(self, lacking, stamp.now)?;
        let lane = share.lane(self.device.as_ref());
        let stamp = &stamp.clone().assured(assurance);
        if let Some(visit) = share.counted(self, stamp.now) {
            return share.again((visit.clone(), assurance), lane, stamp);
        }
        let spent = share.gate.spent.opened(stamp.now)?;
        let visit = Visit { id: self.visit, at: stamp.now, session: self.session };
        let opened = share.by_guest(stamp, |gate| {
            gate.accesses.used += 1;
            gate.spent = spent;
            gate.remember(visit.clone());
            gate.forgive(lane);
        });
        let max = share.gate.accesses.max;
        let stamp = &Stamp { stated: self.who.clone().filter(|_| share.gate.who_opens), ..stamp.clone() };
        let mut more: Vec<_> = share.agreed().collect();
        more.extend(stamp.stated.as_ref().map(|_| ShareFact::Identified {}));
        if opened.opens_left() == Some(0) {
            more.push(ShareFact::Exhausted { max });
        }
        let first = ShareFact::LinkOpened { access: opened.gate.accesses.used, max };
        Ok(Change::new(opened, stamp, first, more).map(|share| Opened { share, visit, assurance }).into())
    }
}

#[cfg(test)]
mod tests;
