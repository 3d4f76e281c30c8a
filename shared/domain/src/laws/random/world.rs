//! The real rules behind a shell as small as it can be: load, admit, decide, commit.
#![expect(clippy::unnecessary_wraps, reason = "every command comes to a verdict")]

mod guest;
mod mail;
mod manage;
mod refusal;
mod work;

use super::{
    super::checked::{Checked, Ends, rows},
    command::{Command, Secret, Wait},
    seen::Seen,
};
use crate::{
    Act as _, Change, Decision, Timestamp,
    audit::{Broken, Chain, Stamp, WholeRecord},
    fixtures::{CREATED, House, at, guest, layer, slug, staff, system},
    share::{Gate, LinkToken, Mailings, RequestLink, Share},
    task::Answer,
    value::{Key, KeyId, KeyRing},
};

pub(super) struct World {
    house: House,
    keys: KeyRing,
    now: Timestamp,
    share: Share,
    mailings: Mailings,
    trail: Vec<WholeRecord>,
    links: Vec<String>,
    landings: usize,
    cookies: Vec<String>,
    uploads: u8,
    /// When each left, and with which link.
    mails: Vec<(Timestamp, u32)>,
}

type Verdict = Result<&'static str, &'static str>;

impl World {
    pub(super) fn new(days: u32, max: u32, password: Option<Secret>, code: bool) -> Self {
        let mut house = House::new();
        house.org.policy = layer(|l| l.max_expiry_days = Some(30));
        let mut terms = house.share().tasks(&["company", "documents"]).days(days).max(max);
        terms.create.password = password.map(Secret::hash);
        terms.create.asked.code = Some(code);
        let created = terms.decided().unwrap();
        Checked::first(&created);
        let share = created.state().clone();
        let keys = KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32]));
        Self {
            links: vec![LinkToken::reveal(share.id(), share.gate.salt, &keys).expose().to_owned()],
            mailings: Mailings::none(share.id()),
            trail: rows(&created),
            now: at(CREATED),
            house,
            keys,
            share,
            landings: 0,
            cookies: vec![],
            uploads: 0,
            mails: vec![],
        }
    }

    pub(super) fn obey(&mut self, command: &Command) -> &'static str {
        let verdict = match *command {
            Command::Pass(wait) => self.pass(wait),
            Command::Open { link, landing, consents, guess, code } => self.open((link, landing), consents, guess, code),
            Command::AskForCode { link, landing } => self.ask_for_code(link, landing),
            Command::Save { session, base, field, value } => self.save(session, base, field, value),
            Command::Upload { session } => self.upload(session),
            Command::Remove { session } => self.remove(session),
            Command::Complete { session, task } => self.complete(session, task),
            Command::HandBack { by } => self.hand_back(by),
            Command::Revoke { by } => self.revoke(by),
            Command::Rotate { by } => self.rotate(by),
            Command::Extend { by, days } => self.extend(by, days),
            Command::ChangePassword { by, to } => self.change_password(by, to),
            Command::Sweep => self.maybe(&self.share.record_expiry(&self.as_system())),
            Command::AskForLink => match RequestLink.decide(&self.share, &self.as_guest()) {
                Ok(decision) => self.maybe(&decision),
                Err(_) => Err("still works"),
            },
            Command::MailLeaves { noted } => self.mail_leaves(noted),
            Command::MailEvent { mail, heard } => self.mail_event(mail, heard),
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
        let answer = |field| Some((field, company.work.answer(&slug(field)).map(known)?));
        let done = |name: &&str| self.house.task(name).state.completion.is_some();
        Seen {
            standing: self.share.standing(self.now).name(),
            listed: self.share.gate.ended_at().is_none(),
            expires_at: since(self.share.gate.expires_at),
            accesses_used: self.share.gate.accesses.used,
            password_waits_until: self.share.gate.attempts.locked_until().map(since),
            answers: ["legal_name", "about"].into_iter().filter_map(answer).collect(),
            files: self.files(),
            tasks_done: ["company", "documents"].into_iter().filter(done).collect(),
            share_done: self.share.gate.completed_at.is_some(),
            mailed: self.mailed().status().name(),
        }
    }

    /// The whole trail against the head of the share as it stands.
    pub(super) fn verified(&self) -> Result<(), Broken> {
        let (trail, head) = self.share.ends();
        Chain::verify(&trail, head, &self.trail)
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
    fn commit<S: Ends>(&mut self, change: &Change<S>, gate: &Gate) -> Verdict {
        Checked::after(self.share.gate.head, change);
        assert_eq!((gate.version, gate.head), (self.share.gate.version, change.state().ends().1));
        self.trail.extend(rows(change));
        self.share.gate = Gate { version: gate.version + 1, ..gate.clone() };
        Ok("ok")
    }

    /// Commits what was decided of the share, unless it stands already.
    fn maybe(&mut self, decision: &Decision<Share>) -> Verdict {
        match decision {
            Decision::Already(_) => Ok("same"),
            Decision::Change(change) => self.commit(change, &change.state().gate),
        }
    }

    fn pass(&mut self, wait: Wait) -> Verdict {
        let second = jiff::SignedDuration::from_secs(1);
        self.now = match wait {
            Wait::Seconds(seconds) => self.now + second * i32::try_from(seconds).unwrap(),
            Wait::ToExpiry => self.now.max(self.share.gate.expires_at),
            Wait::ToJustBeforeExpiry => self.now.max(self.share.gate.expires_at - second),
        };
        Ok("ok")
    }
}
