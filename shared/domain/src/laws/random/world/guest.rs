//! The guest's way: prove the link, open, and be let in by one of the cookies that were given out.

use super::{
    super::command::{Digits, Landing, Link, Secret},
    Verdict, World,
    refusal::{code_refused, is_denied, open_refused},
};
use crate::{
    Act as _, Decision,
    fixtures::{kinds, opening},
    gate::{Admission, Session, admit},
    share::{
        AttemptFailed, CodeCount, CodeProof, LinkToken, Open, PasswordProof, Proofs, RequestCode, ReserveAttempt,
        Secrets, Share,
    },
};

impl World {
    /// Proves the link: which landing it is.
    fn come(&mut self, link: Link, landing: Landing) -> Result<u8, &'static str> {
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
        Ok(u8::try_from(landing).unwrap())
    }

    pub(super) fn open(
        &mut self,
        (link, landing): (Link, Landing),
        consents: bool,
        guess: Option<Secret>,
        code: Option<Digits>,
    ) -> Verdict {
        let landing = self.come(link, landing)?;
        let ticked = opening(&self.share, landing);
        let opening = Open { consent: ticked.consent.filter(|_| consents), ..ticked };
        let (guess, code) =
            (guess.filter(|_| self.share.gate.password.is_some()), code.filter(|_| self.share.gate.code));
        let at = Secrets { password: guess.is_some(), code: code.is_some() };
        let all = Secrets { password: self.share.gate.password.is_some(), code: self.share.gate.code };
        let (mut password, mut mailed) = (None, None);
        if at == all && at != Secrets::default() {
            self.reserve(&opening, at)?;
            password = guess.and_then(|guess| PasswordProof::check(&self.share, &guess.text().parse().unwrap()));
            mailed = code.and_then(|code| self.prove(&opening, code));
            if password.is_some() != at.password || mailed.is_some() != at.code {
                return self.failed(at);
            }
        }
        let proofs = Proofs { password: password.as_ref(), code: mailed.as_ref() };
        let opened = opening.decide((&self.share, proofs), &self.as_guest());
        let opened = opened.map_err(|refused| open_refused(&refused))?;
        self.cookies.push(Session::of(opened.state()).seal(&self.keys));
        match opened {
            Decision::Already(_) => Ok("again"),
            Decision::Change(change) => {
                let done = self.commit(&change, &change.state().share.gate);
                if kinds(&change) == ["share.opened_again"] { Ok("again") } else { done }
            }
        }
    }

    pub(super) fn ask_for_code(&mut self, link: Link, landing: Landing) -> Verdict {
        let landing = self.come(link, landing)?;
        let request = RequestCode { visit: opening(&self.share, landing).visit, device: None };
        let count = CodeCount::none(self.share.recipient());
        match request.decide((&self.share, &count), &self.as_guest()).map_err(|refused| code_refused(&refused))? {
            Decision::Already(_) => Ok("same"),
            Decision::Change(change) => self.commit(&change, &change.state().share.gate),
        }
    }

    fn reserve(&mut self, opening: &Open, at: Secrets) -> Verdict {
        let reserved = ReserveAttempt { opening, at }.decide(&self.share, &self.as_guest());
        self.maybe(&reserved.map_err(|refused| open_refused(&refused))?)
    }

    /// With the code that was mailed for the landing, or with one that was not.
    fn prove(&self, opening: &Open, typed: Digits) -> Option<CodeProof> {
        let code = self.share.reveal_code(opening.visit, &self.keys, self.now)?;
        let other = format!("{:06}", (code.expose().parse::<u32>().unwrap() + 1) % 1_000_000);
        let code = if typed == Digits::Mailed { code } else { other.parse().unwrap() };
        CodeProof::check(&self.share, opening.visit, (&code, &self.keys), self.now)
    }

    fn failed(&mut self, at: Secrets) -> Verdict {
        let attempt = self.share.gate.attempts.tried();
        let failed = AttemptFailed { attempt, device: None, at }.decide(&self.share, &self.as_guest());
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
