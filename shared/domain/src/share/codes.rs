//! The codes of a share: which are good, for which browser, and where one is needed.

use jiff::Timestamp;

use super::{
    assurance::{
        code::{Code, CodeAsked, MAX_CODES},
        lane::Device,
    },
    gate::{Gate, Visit},
    state::Share,
};
use crate::value::{KeyRing, VisitId};

/// How many landings are remembered: so many guests may press at once, and each of them twice.
const MAX_VISITS: usize = 6;

impl Gate {
    /// Remembers a landing that was counted. What is forgotten for it takes the code of its landing along, because nothing
    /// tells any more that this was used.
    pub(super) fn remember(&mut self, visit: Visit) {
        let (mut gone, mut kept): (Vec<_>, Vec<_>) = self.visits.drain(..).partition(|one| one.id == visit.id);
        gone.extend(kept.drain(..kept.len().saturating_sub(MAX_VISITS - 1)));
        self.codes.retain(|asked| !gone.iter().any(|visit| visit.has_used(asked)));
        kept.push(visit);
        self.visits = kept;
    }

    /// The code that is good in the browser of a landing. It is used once: pressing again repeats the opening for a while,
    /// and is no other one.
    pub fn code_asked(&self, visit: VisitId, now: Timestamp) -> Option<CodeAsked> {
        let is_used = |asked: &CodeAsked| self.visits.iter().any(|one| one.has_used(asked) && !one.is_repeatable(now));
        self.codes.iter().find(|asked| asked.visit == visit && now < asked.ends_at() && !is_used(asked)).copied()
    }

    /// From now on a code is asked for, and who is in has given none.
    pub(super) fn require_code(&mut self) {
        if !self.code {
            self.code = true;
            self.forgive_all();
            self.epoch += 1;
            self.visits.clear();
        }
    }

    /// Those that have not ended, with one more. The one that was asked for first lives on until its end: who holds the link
    /// and cannot read the mail ends no code by asking for others. Of the rest the oldest gives way.
    pub(super) fn ask_code(&mut self, asked: CodeAsked) {
        self.codes.retain(|earlier| earlier.visit != asked.visit && asked.at < earlier.ends_at());
        if self.codes.len() >= MAX_CODES {
            self.codes.remove(1);
        }
        self.codes.push(asked);
    }
}

impl Visit {
    /// Whether the code that was asked for on its landing is over with it.
    fn has_used(&self, asked: &CodeAsked) -> bool {
        self.id == asked.visit && asked.at <= self.at
    }
}

impl Share {
    /// The code to be mailed, if it is still of use to anybody.
    pub fn reveal_code(&self, visit: VisitId, keys: &KeyRing, now: Timestamp) -> Option<Code> {
        self.gate.code_asked(visit, now).map(|asked| asked.code(self.id(), keys))
    }

    /// Whether the mailed code is still to be given from this browser.
    pub fn needs_code(&self, device: Option<&Device>) -> bool {
        let given_before = |device: &Device| device.gave_code && self.knows(device);
        self.gate.code && !device.is_some_and(given_before)
    }

    /// Whether the mailed code opens it in place of the password. Where the code is asked for anyway, the password is a
    /// second thing to prove, which it cannot take the place of.
    pub fn takes_code_for_password(&self) -> bool {
        self.terms.code_instead_of_password && self.gate.password.is_some() && !self.gate.code
    }
}
