//! Codes: for which landing one was asked, and when it was used.

use super::{
    super::command::{Landing, Link},
    DAY, Model, Verdict,
};

impl Model {
    /// When the code was asked for that is good for a landing.
    pub(super) fn code_of(&self, landing: usize) -> Option<i64> {
        let used = |asked: i64| {
            self.counted_landings.iter().any(|(l, at)| *l == landing && asked <= *at && self.now >= at + 600)
        };
        let good = |(l, at): &&(usize, i64)| *l == landing && self.now < at + 900 && !used(*at);
        self.codes.iter().find(good).map(|(_, at)| *at)
    }

    /// It is remembered no more, and the code that was used on it goes along.
    pub(super) fn forget(&mut self, place: usize) {
        let (landing, counted_at) = self.counted_landings.remove(place);
        self.codes.retain(|(l, at)| *l != landing || *at > counted_at);
    }

    pub(super) fn ask_for_code(&mut self, link: Link, landing: Landing) -> Verdict {
        let landing = self.come(link, landing)?;
        if let Some(dead) = self.dead() {
            return Err(dead);
        }
        if !self.code {
            return Err("no code");
        }
        let good = self.code_of(landing);
        if good.is_some_and(|at| self.now < at + 30) {
            return Ok("same");
        }
        let back_at = self.codes_back_at.max(self.now) + DAY / 12;
        if back_at > self.now + DAY {
            return Err("too often");
        }
        self.codes_back_at = back_at;
        if good.is_none() {
            self.codes.retain(|(l, at)| *l != landing && self.now < at + 900);
            self.codes.push((landing, self.now));
            if self.codes.len() > 3 {
                // The first one lives on.
                self.codes.remove(1);
            }
        }
        Ok("ok")
    }
}
