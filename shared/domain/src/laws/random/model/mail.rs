//! What is heard of the mails with the link, which are numbered as they leave.

use std::collections::{BTreeMap, BTreeSet};

use super::{super::command::Heard, Model, Verdict};

#[derive(Default)]
pub(super) struct Mail {
    left: usize,
    /// Whether one of the current link was noted.
    noted: bool,
    /// What was heard of each, and whether its link was rotated since. The latest five.
    known: BTreeMap<usize, (BTreeSet<Heard>, bool)>,
}

impl Mail {
    pub(super) fn rotate(&mut self) {
        self.noted = false;
        for (_, old) in self.known.values_mut() {
            *old = true;
        }
    }

    pub(super) fn seen(&self) -> &'static str {
        let current = self.known.values().rfind(|(_, old)| !old);
        match current.and_then(|(heard, _)| heard.last()) {
            Some(Heard::Complained) => "complained",
            Some(Heard::Bounced) => "bounced",
            Some(Heard::Delivered) => "delivered",
            None if self.noted => "sent",
            None => "not_sent",
        }
    }

    /// What was heard of a mail. None: five later ones are known.
    fn heard(&mut self, mail: usize) -> Option<&mut BTreeSet<Heard>> {
        let old = self.known.range(mail..).next().is_some_and(|(_, (_, old))| *old);
        self.known.entry(mail).or_insert_with(|| (BTreeSet::new(), old));
        if self.known.len() > 5 {
            self.known.pop_first();
        }
        self.known.get_mut(&mail).map(|(heard, _)| heard)
    }
}

impl Model {
    pub(super) fn mail_leaves(&mut self, noted: bool) -> Verdict {
        self.now += 1;
        self.mail.left += 1;
        if noted {
            self.mail.noted = true;
            self.mail.heard(self.mail.left);
        }
        Ok("ok")
    }

    pub(super) fn mail_event(&mut self, back: usize, fate: Heard) -> Verdict {
        let mail = self.mail.left.saturating_sub(back).max(1);
        if self.mail.left == 0 {
            return Err("no mail");
        }
        let new = self.mail.heard(mail).is_some_and(|heard| heard.insert(fate));
        Ok(if new { "ok" } else { "same" })
    }
}
