//! What is heard of the mails with the link, which are numbered as they leave.

use std::collections::{BTreeMap, BTreeSet};

use super::{super::command::Heard, Model, Verdict};

#[derive(Default)]
pub(super) struct Mail {
    /// With which link each left, in order.
    left: Vec<usize>,
    /// Whether one of the current link was noted.
    noted: bool,
    /// What was heard of each. The latest five.
    known: BTreeMap<usize, BTreeSet<Heard>>,
}

impl Mail {
    pub(super) fn rotate(&mut self) {
        self.noted = false;
    }

    pub(super) fn seen(&self, link: usize) -> &'static str {
        let current = self.known.iter().rfind(|(mail, _)| self.left[**mail - 1] == link);
        match current.and_then(|(_, heard)| heard.last()) {
            Some(Heard::Complained) => "complained",
            Some(Heard::Bounced) => "bounced",
            Some(Heard::Delivered) => "delivered",
            None if self.noted => "sent",
            None => "not_sent",
        }
    }

    /// What was heard of a mail. None: five later ones are known.
    fn heard(&mut self, mail: usize) -> Option<&mut BTreeSet<Heard>> {
        self.known.entry(mail).or_default();
        if self.known.len() > 5 {
            self.known.pop_first();
        }
        self.known.get_mut(&mail)
    }
}

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

    pub(super) fn mail_event(&mut self, back: usize, heard: Heard) -> Verdict {
        let mail = self.mail.left.len().saturating_sub(back).max(1);
        if self.mail.left.is_empty() {
            return Err("no mail");
        }
        let new = self.mail.heard(mail).is_some_and(|known| known.insert(heard));
        Ok(if new { "ok" } else { "same" })
    }
}
