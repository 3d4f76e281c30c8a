//! The rules once more, as plainly as they can be said: seconds, flags and counts, nothing of the domain.
#![expect(clippy::unnecessary_wraps, reason = "every command comes to a verdict")]

mod codes;
mod mail;
mod mailing;
mod staff;
mod work;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    command::{Command, Digits, Landing, Link, Secret, Wait},
    seen::Seen,
};

const DAY: i64 = 86_400;

/// So many landings can come back and are not counted again.
const REMEMBERED: usize = 6;

/// Everything that a command can come to, but for "too often": no life has so many codes.
pub(super) const VERDICTS: [&str; 31] = [
    "again",
    "ask",
    "before",
    "ceiling",
    "changed elsewhere",
    "code ended",
    "completed",
    "consent",
    "exhausted",
    "expired",
    "forbidden",
    "incomplete",
    "no file",
    "no code",
    "no mail",
    "not completed",
    "not handed back",
    "not valid",
    "ok",
    "opens nothing",
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

#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, told by its name")]
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
    /// The latest that were counted and when, the newest last.
    counted_landings: Vec<(usize, i64)>,
    /// The epoch in which each was opened, and when it ends.
    sessions: Vec<(u32, i64)>,
    password: Option<&'static str>,
    code: bool,
    /// For which landing, when it was asked for, and whether it is of the link and the password that there are.
    codes: Vec<(usize, i64)>,
    codes_back_at: i64,
    tries: u32,
    wait_until: Option<i64>,
    asked_at: Option<i64>,
    answers: BTreeMap<&'static str, &'static str>,
    /// The edit of the task with which each field last changed.
    changed_with: BTreeMap<&'static str, usize>,
    edits: usize,
    files: usize,
    tasks_done: BTreeSet<&'static str>,
    /// Whether the company was handed back: then what it says of itself alone can change.
    handed_back: bool,
    mail: mail::Mail,
}

type Refused = &'static str;
type Verdict = Result<&'static str, Refused>;

impl Model {
    pub(super) fn new(days: u32, max: u32, password: Option<&'static str>, code: bool) -> Self {
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
            code,
            codes: vec![],
            codes_back_at: 0,
            tries: 0,
            wait_until: None,
            asked_at: None,
            answers: BTreeMap::new(),
            changed_with: BTreeMap::new(),
            edits: 0,
            files: 0,
            tasks_done: BTreeSet::new(),
            handed_back: false,
            mail: mail::Mail::default(),
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

    fn come(&mut self, link: Link, landing: Landing) -> Result<usize, Refused> {
        if !matches!(link, Link::Sent(back) if back == 0 || self.links == 1) {
            return Err("not valid");
        }
        let landing = match landing {
            Landing::Repeat(back) if self.landings > 0 => self.landings.saturating_sub(back).max(1),
            _ => self.landings + 1,
        };
        self.landings = self.landings.max(landing);
        Ok(landing)
    }

    /// Why nobody comes in who was not in.
    fn dead(&self) -> Option<Refused> {
        match self {
            m if m.revoked => Some("revoked"),
            m if m.done() && (m.past() || m.used_up()) => Some("completed"),
            m if m.past() => Some("expired"),
            m if m.used_up() => Some("exhausted"),
            _ => None,
        }
    }

    fn open(
        &mut self,
        (link, landing): (Link, Landing),
        consents: bool,
        guess: Option<Secret>,
        code: Option<Digits>,
    ) -> Verdict {
        let landing = self.come(link, landing)?;
        let counted = self.counted_landings.iter().find(|(l, at)| *l == landing && self.now < at + 600).copied();
        let again = counted.is_some();
        if let Some(dead) = self.dead().filter(|_| !again || self.revoked || self.past()) {
            return Err(dead);
        }
        if !consents {
            return Err("consent");
        }
        let guess =
            self.password.map(|password| guess.map(|guess| guess.text() == password).ok_or("ask")).transpose()?;
        let code = self.code.then(|| code.ok_or("ask")).transpose()?;
        if guess.is_some() || code.is_some() {
            if code.is_some() && self.code_of(landing).is_none() {
                return Err("code ended");
            }
            self.attempt()?;
            if guess == Some(false) || code == Some(Digits::Other) {
                return Err("wrong");
            }
        }
        self.sessions.push((self.epoch, counted.map_or(self.now, |(_, at)| at) + DAY));
        self.tries = 0;
        self.wait_until = None;
        if again {
            return Ok("again");
        }
        self.used += 1;
        if let Some(earlier) = self.counted_landings.iter().position(|(l, _)| *l == landing) {
            self.forget(earlier);
        }
        self.counted_landings.push((landing, self.now));
        if self.counted_landings.len() > REMEMBERED {
            self.forget(0);
        }
        Ok("ok")
    }

    fn attempt(&mut self) -> Result<(), Refused> {
        if self.wait_until.is_some_and(|until| self.now < until) {
            return Err("wait");
        }
        self.tries += 1;
        if self.tries >= 5 {
            let doubled = [30, 60, 120, 240, 480].get(self.tries as usize - 5).copied();
            self.wait_until = Some(self.now + doubled.unwrap_or(900));
        }
        Ok(())
    }
}
