//! Mails leave, and are heard of.

use super::{super::command::Report, Model, Verdict};

impl Model {
    pub(super) fn mail_leaves(&mut self, noted: bool) -> Verdict {
        self.now += 1;
        self.mail.left.push(self.links);
        if noted {
            self.mail.noted = true;
            self.mail.heard(self.mail.left.len());
        }
        Ok("ok")
    }

    pub(super) fn mail_event(&mut self, back: usize, heard: Report) -> Verdict {
        let mail = self.mail.left.len().saturating_sub(back).max(1);
        if self.mail.left.is_empty() {
            return Err("no mail");
        }
        let new = self.mail.heard(mail).is_some_and(|known| known.insert(heard));
        Ok(if new { "ok" } else { "same" })
    }
}
