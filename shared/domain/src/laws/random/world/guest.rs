//! The guest's way: prove the link, open, and work with one of the cookies that were given out.

use super::{
    super::command::{Landing, Link, Secret},
    Verdict, World,
    refusal::{is_denied, open_refused, work_refused},
};
use crate::{
    fixtures::{arrival, manifest, opening, slug},
    gate::{Admission, admit},
    id::{SessionId, UploadId},
    session::Session,
    share::{Opened, Opening, PasswordProof, Share},
    task::{AnnounceRefused, Answer, CompleteRefused, Completed, FileRefused, Save, SaveRefused},
    token::LinkToken,
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
        let opening = Opening { consent: ticked.consent.filter(|_| consents), ..ticked };
        let proof = match guess.filter(|_| self.share.password.is_some()) {
            Some(guess) => Some(self.try_password(&opening, guess)?),
            None => None,
        };
        let id = SessionId::new([4; 16]);
        let opened = self.share.open(&opening, proof.as_ref(), id, &self.as_guest());
        let Opened { session, change } = opened.map_err(|refused| open_refused(&refused))?;
        self.cookies.push(session.seal(&self.keys));
        change.map_or(Ok("again"), |change| self.commit_share(&change))
    }

    fn try_password(&mut self, opening: &Opening, guess: Secret) -> Result<PasswordProof, &'static str> {
        let reserved = self.share.reserve_attempt(opening, &self.as_guest());
        self.commit_share(&reserved.map_err(|refused| open_refused(&refused))?)?;
        if let Some(proof) = PasswordProof::check(&self.share, &guess.text().parse().unwrap()) {
            return Ok(proof);
        }
        let failed = self.share.attempt_failed(self.share.attempts.tried(), &self.as_guest());
        self.commit_share(&failed)?;
        Err("wrong")
    }

    /// The guest let in by one of the cookies that were given out.
    fn enter<'a>(&self, share: &'a Share, back: usize) -> Result<Admission<'a>, &'static str> {
        let cookie = back_from(&self.cookies, back).ok_or("session ended")?;
        let session = Session::unseal(cookie, share.id, &self.keys, self.now).map_err(|_| "session ended")?;
        admit(share, &session, self.now).map_err(|denied| is_denied(&denied))
    }

    pub(super) fn save(&mut self, session: usize, base: usize, field: &str, value: Option<&str>) -> Verdict {
        let (share, company) = (self.share.clone(), self.house.task("company"));
        let base = company.version.saturating_sub(base as u64);
        let answers = [(slug(field), value.map(|v| Answer::Text(v.into())))].into();
        let guest_in = self.enter(&share, session)?;
        match company.save(guest_in, &self.house.run, &Save { base, answers }, &self.as_guest()) {
            Ok(change) => change.map_or(Ok("same"), |change| self.commit_task(&change)),
            Err(SaveRefused::Work(refused)) => Err(work_refused(&refused)),
            Err(SaveRefused::ChangedElsewhere { .. }) => Err("changed elsewhere"),
            Err(other @ (SaveRefused::Unfit { .. } | SaveRefused::TooMuch)) => panic!("{other}"),
        }
    }

    /// Announces a file, puts it and settles it.
    pub(super) fn upload(&mut self, session: usize) -> Verdict {
        let share = self.share.clone();
        let guest_in = self.enter(&share, session)?;
        let id = UploadId::new([self.uploads; 16]);
        let file = (id, slug("contract"), manifest("a.pdf", "content"));
        let announced =
            self.house.task("documents").announce(guest_in, &self.house.run, file, &self.as_guest()).map_err(
                |refused| match refused {
                    AnnounceRefused::Work(refused) => work_refused(&refused),
                    AnnounceRefused::TooMany { .. } => "too many",
                    AnnounceRefused::NoSuchField | AnnounceRefused::Manifest(_) => panic!("{refused}"),
                },
            )?;
        self.commit_task(&announced)?;
        self.uploads += 1;
        let share = self.share.clone();
        let (guest_in, report) = (self.enter(&share, session)?, (id, Some(&arrival("content")), false));
        let settled = self.house.task("documents").settle(guest_in, &self.house.run, report, &self.as_guest());
        self.commit_task(&settled.unwrap().unwrap())
    }

    /// Removes the latest file, or one that was never there.
    pub(super) fn remove(&mut self, session: usize) -> Verdict {
        let (share, documents) = (self.share.clone(), self.house.task("documents"));
        let guest_in = self.enter(&share, session)?;
        let id = documents.uploads.last().map_or(UploadId::new([0xff; 16]), |u| u.id);
        match documents.remove(guest_in, &self.house.run, id, &self.as_guest()) {
            Ok(change) => self.commit_task(&change),
            Err(FileRefused::Work(refused)) => Err(work_refused(&refused)),
            Err(FileRefused::NoSuchFile) => Err("no file"),
            Err(other @ FileRefused::Settle(_)) => panic!("{other}"),
        }
    }

    pub(super) fn complete(&mut self, session: usize, task: &str) -> Verdict {
        let share = self.share.clone();
        let guest_in = self.enter(&share, session)?;
        match self.house.task(task).complete(guest_in, &self.house.run, &self.as_guest()) {
            Ok(Completed::Before) => Ok("before"),
            Ok(Completed::Now(change)) => {
                let ((share, task), run) = change.state();
                self.keep(task);
                self.house.run = run.clone();
                self.commit(&*change, share)
            }
            Err(CompleteRefused::Work(refused)) => Err(work_refused(&refused)),
            Err(CompleteRefused::Incomplete { .. }) => Err("incomplete"),
        }
    }
}

/// Counted from the latest; the oldest where it does not reach back so far.
fn back_from<T>(all: &[T], back: usize) -> Option<&T> {
    all.get(all.len().saturating_sub(back + 1))
}
