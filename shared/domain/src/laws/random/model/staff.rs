//! What staff, the sweep and a guest without a link may do to the share.

use super::{
    super::command::{Secret, Staff},
    DAY, Model, Refused, Verdict,
};

impl Model {
    pub(super) fn revoke(&mut self, by: Staff) -> Verdict {
        managed(by)?;
        if self.revoked {
            return Ok("same");
        }
        self.revoked = true;
        self.epoch += 1;
        Ok("ok")
    }

    pub(super) fn hand_back(&mut self, by: Staff) -> Verdict {
        managed(by)?;
        if !self.tasks_done.contains("company") {
            return Err("not completed");
        }
        if self.revoked {
            return Err("over");
        }
        if self.past() {
            self.expires_at = self.now + 7 * DAY;
            self.expiry_noted = false;
        }
        self.tasks_done.remove("company");
        self.handed_back = true;
        self.used = 0;
        Ok("ok")
    }

    pub(super) fn rotate(&mut self, by: Staff) -> Verdict {
        self.manageable(by)?;
        if self.past() || (self.max > 0 && self.used >= self.max) {
            return Err("opens nothing");
        }
        self.links += 1;
        self.mail.rotate();
        self.tries = 0;
        self.wait_until = None;
        self.end_sessions();
        Ok("ok")
    }

    pub(super) fn extend(&mut self, by: Staff, days: u32) -> Verdict {
        self.manageable(by)?;
        match days {
            0 => return Err("past"),
            31.. => return Err("ceiling"),
            _ => {}
        }
        self.expires_at = self.now + i64::from(days) * DAY;
        self.expiry_noted = false;
        Ok("ok")
    }

    pub(super) fn change_password(&mut self, by: Staff, to: Option<Secret>) -> Verdict {
        self.manageable(by)?;
        if to.is_none() && self.password.is_none() {
            return Ok("same");
        }
        self.password = to.map(Secret::text);
        self.tries = 0;
        self.wait_until = None;
        self.end_sessions();
        Ok("ok")
    }

    fn end_sessions(&mut self) {
        self.epoch += 1;
        self.counted_landings.clear();
        self.codes.clear();
        self.codes_back_at = 0;
    }

    fn manageable(&self, by: Staff) -> Result<(), Refused> {
        managed(by)?;
        if self.revoked || self.done() { Err("over") } else { Ok(()) }
    }

    pub(super) fn sweep(&mut self) -> Verdict {
        if self.revoked || self.done() || self.expiry_noted || !self.past() {
            return Ok("same");
        }
        self.expiry_noted = true;
        Ok("ok")
    }

    pub(super) fn ask_for_link(&mut self) -> Verdict {
        if !self.revoked && !self.past() && !self.used_up() {
            return Err("still works");
        }
        if self.asked_at.is_some_and(|at| self.now - at < 3_600) {
            return Ok("same");
        }
        self.asked_at = Some(self.now);
        Ok("ok")
    }
}

fn managed(by: Staff) -> Result<(), Refused> {
    if matches!(by, Staff::Otto) { Err("forbidden") } else { Ok(()) }
}
