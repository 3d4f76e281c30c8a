//! The rules once more, as plainly as they can be said: seconds, flags and counts, nothing of the domain.
#![expect(clippy::unnecessary_wraps, reason = "every command comes to a verdict")]

mod mail;
mod mailing;
mod staff;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    command::{Command, Landing, Link, Secret, Wait},
    seen::Seen,
};

const DAY: i64 = 86_400;

/// Everything that a command can come to.
pub(super) const VERDICTS: [&str; 26] = [
    "again",
    "ask",
    "before",
    "ceiling",
    "changed elsewhere",
    "completed",
    "consent",
    "exhausted",
    "expired",
    "forbidden",
    "incomplete",
    "no file",
    "no mail",
    "not valid",
    "ok",
    "over",
    "past",
    "revoked",
    "same",
    "session ended",
    "still works",
    "task done",
    "too many",
    "wait",
    "waiting",
    "wrong",
];

pub(super) struct Model {
    now: i64,
    revoked: bool,
    expires_at: i64,
    expiry_noted: bool,
    used: u32,
    max: u32,
    epoch: u32,
    links: usize,
    landings: usize,
    /// The latest eight that were counted and when, the newest last.
    counted_landings: Vec<(usize, i64)>,
    /// The epoch in which each was opened, and when it ends.
    sessions: Vec<(u32, i64)>,
    password: Option<&'static str>,
    tries: u32,
    wait_until: Option<i64>,
    asked_at: Option<i64>,
    answers: BTreeMap<&'static str, &'static str>,
    /// The edit of the task with which each field last changed.
    changed_with: BTreeMap<&'static str, usize>,
    edits: usize,
    files: usize,
    tasks_done: BTreeSet<&'static str>,
    mail: mail::Mail,
}

type Refused = &'static str;
type Verdict = Result<&'static str, Refused>;

impl Model {
    pub(super) fn new(days: u32, max: u32, password: Option<&'static str>) -> Self {
        Self {
            now: 0,
            revoked: false,
            expires_at: i64::from(days) * DAY,
            expiry_noted: false,
            used: 0,
            max,
            epoch: 0,
            links: 1,
            landings: 0,
            counted_landings: vec![],
            sessions: vec![],
            password,
            tries: 0,
            wait_until: None,
            asked_at: None,
            answers: BTreeMap::new(),
            changed_with: BTreeMap::new(),
            edits: 0,
            files: 0,
            tasks_done: BTreeSet::new(),
            mail: mail::Mail::default(),
        }
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
            Command::Sweep => self.sweep(),
            Command::AskForLink => self.ask_for_link(),
            Command::MailLeaves { noted } => self.mail_leaves(noted),
            Command::MailEvent { mail, heard } => self.mail_event(mail, heard),
        };
        verdict.unwrap_or_else(|refused| refused)
    }

    pub(super) fn seen(&self) -> Seen {
        let standing = match self {
            m if m.revoked => "revoked",
            m if m.done() => "completed",
            m if m.past() => "expired",
            m if m.used_up() => "exhausted",
            _ => "active",
        };
        Seen {
            standing,
            listed: !self.revoked && !self.done() && !self.expiry_noted,
            expires_at: self.expires_at,
            accesses_used: self.used,
            password_waits_until: self.wait_until,
            answers: self.answers.clone(),
            files: self.files,
            tasks_done: self.tasks_done.iter().copied().collect(),
            share_done: self.done(),
            mailed: self.mail.seen(self.links),
        }
    }

    fn done(&self) -> bool {
        self.tasks_done.len() == 2
    }

    fn past(&self) -> bool {
        self.now >= self.expires_at
    }

    fn used_up(&self) -> bool {
        self.max != 0 && self.used >= self.max
    }

    fn pass(&mut self, wait: Wait) -> Verdict {
        self.now = match wait {
            Wait::Seconds(seconds) => self.now + seconds,
            Wait::ToExpiry => self.now.max(self.expires_at),
            Wait::ToJustBeforeExpiry => self.now.max(self.expires_at - 1),
        };
        Ok("ok")
    }

    fn open(&mut self, link: Link, landing: Landing, consents: bool, guess: Option<Secret>) -> Verdict {
        if !matches!(link, Link::Sent(back) if back == 0 || self.links == 1) {
            return Err("not valid");
        }
        let landing = match landing {
            Landing::Repeat(back) if self.landings > 0 => self.landings.saturating_sub(back).max(1),
            _ => self.landings + 1,
        };
        self.landings = self.landings.max(landing);
        let counted = self.counted_landings.iter().find(|(l, at)| *l == landing && self.now < at + 600).copied();
        let again = counted.is_some();
        if self.revoked {
            return Err("revoked");
        }
        if self.done() && (self.past() || (self.used_up() && !again)) {
            return Err("completed");
        }
        if self.past() {
            return Err("expired");
        }
        if self.used_up() && !again {
            return Err("exhausted");
        }
        if !consents {
            return Err("consent");
        }
        if let Some(password) = self.password {
            self.try_password(password, guess.map(Secret::text).ok_or("ask")?)?;
        }
        self.sessions.push((self.epoch, counted.map_or(self.now, |(_, at)| at) + DAY));
        self.tries = 0;
        self.wait_until = None;
        if again {
            return Ok("again");
        }
        self.used += 1;
        self.counted_landings.retain(|(l, _)| *l != landing);
        self.counted_landings.push((landing, self.now));
        if self.counted_landings.len() > 8 {
            self.counted_landings.remove(0);
        }
        Ok("ok")
    }

    fn try_password(&mut self, password: &str, guess: &str) -> Result<(), Refused> {
        if self.wait_until.is_some_and(|until| self.now < until) {
            return Err("wait");
        }
        self.tries += 1;
        if self.tries >= 5 {
            let doubled = [30, 60, 120, 240, 480].get(self.tries as usize - 5).copied();
            self.wait_until = Some(self.now + doubled.unwrap_or(900));
        }
        if guess == password { Ok(()) } else { Err("wrong") }
    }
}
