//! The real rules behind a shell as small as it can be: load, admit, decide, commit.
#![expect(clippy::unnecessary_wraps, reason = "every command comes to a verdict")]

mod guest;
mod mail;
mod refusal;
mod steer;

use super::{
    super::records::{Checked, Ends, Row, rows},
    Seen,
    command::{Command, Secret, Wait},
};
use crate::{
    Change, Timestamp,
    audit::{Broken, Stamp, verify},
    fixtures::{CREATED, House, at, guest, layer, slug, staff, system},
    share::Share,
    task::{Answer, Task},
    token::{Key, KeyId, KeyRing, LinkToken},
};

pub(super) struct World {
    house: House,
    keys: KeyRing,
    now: Timestamp,
    share: Share,
    trail: Vec<Row>,
    links: Vec<String>,
    landings: usize,
    cookies: Vec<String>,
    uploads: u8,
    /// When each left.
    mails: Vec<Timestamp>,
}

type Verdict = Result<&'static str, &'static str>;

impl World {
    pub(super) fn new(days: u32, max: u32, password: Option<Secret>) -> Self {
        let mut house = House::new();
        house.org.policy = layer(|l| l.max_expiry_days = Some(30));
        let mut terms = house.share().tasks(&["company", "documents"]).days(days).max(max);
        terms.terms.password = password.map(|p| p.text().parse().unwrap());
        let created = terms.asked().unwrap();
        Checked::first(&created);
        let (share, _) = created.state().clone();
        let keys = KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32]));
        let links = vec![LinkToken::reveal(share.id, share.salt, &keys).expose().to_owned()];
        let (trail, now) = (rows(&created), at(CREATED));
        Self { house, keys, now, share, trail, links, landings: 0, cookies: vec![], uploads: 0, mails: vec![] }
    }

    pub(super) fn obey(&mut self, command: &Command) -> &'static str {
        let verdict = match *command {
            Command::Pass(wait) => self.pass(wait),
            Command::Open { link, landing, consents, guess } => self.open(link, landing, consents, guess),
            Command::Save { session, base, field, value } => self.save(session, base, field, value),
            Command::Upload { session } => self.upload(session),
            Command::Remove { session } => self.remove(session),
            Command::Complete { session, task } => self.complete(session, task),
            Command::Revoke { by } => self.revoke(by),
            Command::Rotate { by } => self.rotate(by),
            Command::Extend { by, days } => self.extend(by, days),
            Command::ChangePassword { by, to } => self.change_password(by, to),
            Command::Sweep => self.maybe(self.share.record_expiry(&self.as_system())),
            Command::AskForLink => match self.share.request_link(&self.as_guest()) {
                Ok(change) => self.maybe(change),
                Err(_) => Err("still works"),
            },
            Command::MailLeaves { noted } => self.mail_leaves(noted),
            Command::MailEvent { mail, fate } => self.mail_event(mail, fate),
        };
        verdict.unwrap_or_else(|refused| refused)
    }

    pub(super) fn seen(&self) -> Seen {
        let since = |at: Timestamp| at.duration_since(crate::fixtures::at(CREATED)).as_secs();
        let known = |answer: &Answer| match answer {
            Answer::Text(text) => {
                ["Acme", "Ajax", super::command::TOO_LONG].into_iter().find(|known| known == text).unwrap()
            }
            other => panic!("nobody answers {other:?}"),
        };
        let company = self.house.task("company");
        let answer = |field| Some((field, company.answer(&slug(field)).map(known)?));
        let done = |name: &&str| self.house.task(name).completion.is_some();
        Seen {
            standing: self.share.standing(self.now).name(),
            listed: self.share.is_listed(),
            expires_at: since(self.share.expires_at),
            accesses_used: self.share.accesses.used,
            password_waits_until: self.share.attempts.locked_until().map(since),
            answers: ["legal_name", "about"].into_iter().filter_map(answer).collect(),
            files: self.house.task("documents").received().count(),
            tasks_done: ["company", "documents"].into_iter().filter(done).collect(),
            share_done: self.share.completed_at.is_some(),
            mailed: self.share.mailed().name(),
        }
    }

    /// The whole trail against the head of the share as it stands.
    pub(super) fn verified(&self) -> Result<(), Broken> {
        let (trail, head) = self.share.ends();
        verify(&trail, head, &self.trail)
    }

    fn as_guest(&self) -> Stamp {
        guest(&self.now.to_string())
    }

    fn as_staff(&self) -> Stamp {
        staff(&self.now.to_string())
    }

    fn as_system(&self) -> Stamp {
        system(&self.now.to_string())
    }

    /// Commits as the store does: state, records and the next version, all or nothing.
    fn commit<S: Ends>(&mut self, change: &Change<S>, share: &Share) -> Verdict {
        Checked::after(self.share.head, change);
        self.trail.extend(rows(change));
        self.share = Share { version: self.share.version + 1, ..share.clone() };
        Ok("ok")
    }

    fn commit_share(&mut self, change: &Change<Share>) -> Verdict {
        self.commit(change, change.state())
    }

    fn commit_task(&mut self, change: &Change<(Share, Task)>) -> Verdict {
        let (share, task) = change.state();
        self.keep(task);
        self.commit(change, share)
    }

    fn keep(&mut self, task: &Task) {
        for kept in self.house.tasks.iter_mut().filter(|t| t.slug == task.slug) {
            *kept = Task { version: kept.version + 1, ..task.clone() };
        }
    }

    /// A change that may be none because it is so already.
    fn maybe(&mut self, change: Option<Change<Share>>) -> Verdict {
        change.map_or(Ok("same"), |change| self.commit_share(&change))
    }

    fn pass(&mut self, wait: Wait) -> Verdict {
        let second = jiff::SignedDuration::from_secs(1);
        self.now = match wait {
            Wait::Seconds(seconds) => self.now + second * i32::try_from(seconds).unwrap(),
            Wait::ToExpiry => self.now.max(self.share.expires_at),
            Wait::ToJustBeforeExpiry => self.now.max(self.share.expires_at - second),
        };
        Ok("ok")
    }
}
