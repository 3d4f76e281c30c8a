//! The guest's way: prove the link, open, and be let in by one of the cookies that were given out.

use super::{
    super::command::{Landing, Link, Secret},
    Verdict, World,
    refusal::{is_denied, open_refused},
};
use crate::{
    Act as _, Decision,
    fixtures::{kinds, opening},
    gate::{Admission, Session, admit},
    share::{AttemptFailed, LinkToken, Open, Opened, PasswordProof, ReserveAttempt, Share},
};

impl World {
    pub(super) fn open(&mut self, link: Link, landing: Landing, consents: bool, guess: Option<Secret>) -> Verdict {
        let text = match link {
            Link::Sent(back) => back_from(&self.links, back).unwrap().clone(),
            Link::Garbled => self.links[0].replace("vst1_1", "vst1_2"),
        };
        let token = LinkToken::verify(&text, &self.keys).map_err(|_| "not valid")?;
        if !self.share.answers_to(&token) {
            return Err("not valid");
        }
        let landing = match landing {
            Landing::Repeat(back) if self.landings > 0 => self.landings.saturating_sub(back).max(1),
            _ => self.landings + 1,
        };
        self.landings = self.landings.max(landing);
        let ticked = opening(&self.share, u8::try_from(landing).unwrap());
        let opening = Open { consent: ticked.consent.filter(|_| consents), ..ticked };
        let proof = match guess.filter(|_| self.share.gate.password.is_some()) {
            Some(guess) => Some(self.try_password(&opening, guess)?),
            None => None,
        };
        let opened = opening.decide((&self.share, proof.as_ref()), &self.as_guest());
        let opened = opened.map_err(|refused| open_refused(&refused))?;
        let Opened { share, visit } = opened.state();
        self.cookies.push(Session::of(share, visit).seal(&self.keys));
        match opened {
            Decision::Already(_) => Ok("again"),
            Decision::Change(change) => {
                let done = self.commit(&change, &change.state().share.gate);
                if kinds(&change) == ["share.opened_again"] { Ok("again") } else { done }
            }
        }
    }

    fn try_password(&mut self, opening: &Open, guess: Secret) -> Result<PasswordProof, &'static str> {
        let reserved = ReserveAttempt { opening }.decide(&self.share, &self.as_guest());
        self.maybe(&reserved.map_err(|refused| open_refused(&refused))?)?;
        if let Some(proof) = PasswordProof::check(&self.share, &guess.text().parse().unwrap()) {
            return Ok(proof);
        }
        let attempt = self.share.gate.attempts.tried();
        let failed = AttemptFailed { attempt, device: None }.decide(&self.share, &self.as_guest());
        self.maybe(&failed.unwrap())?;
        Err("wrong")
    }

    /// The guest let in by one of the cookies that were given out.
    pub(super) fn enter<'a>(&self, share: &'a Share, back: usize) -> Result<Admission<'a>, &'static str> {
        let cookie = back_from(&self.cookies, back).ok_or("session ended")?;
        let session = Session::unseal(cookie, share.id(), &self.keys, self.now).map_err(|_| "session ended")?;
        admit(share, &session, self.now).map_err(|denied| is_denied(&denied))
    }
}

/// Counted from the latest; the oldest where it does not reach back so far.
fn back_from<T>(all: &[T], back: usize) -> Option<&T> {
    all.get(all.len().saturating_sub(back + 1))
}
