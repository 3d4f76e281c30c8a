//! What is heard of the mails with the link, which are numbered as they leave.

use std::collections::{BTreeMap, BTreeSet};

use super::super::command::Report;

#[derive(Default)]
pub(super) struct Mail {
    /// With which link each left, in order.
    pub(super) left: Vec<usize>,
    /// Whether one of the current link was noted.
    pub(super) noted: bool,
    /// What was heard of each. The latest five.
    known: BTreeMap<usize, BTreeSet<Report>>,
}

impl Mail {
    pub(super) fn rotate(&mut self) {
        self.noted = false;
    }

    pub(super) fn seen(&self, link: usize) -> &'static str {
        let current = self.known.iter().rfind(|(mail, _)| self.left[**mail - 1] == link);
        match current.and_then(|(_, heard)| heard.last()) {
            Some(Report::Complained) => "complained",
            Some(Report::Bounced) => "bounced",
            Some(Report::Delivered) => "delivered",
            None if self.noted => "sent",
            None => "not_sent",
        }
    }

    /// What was heard of a mail. None: five later ones are known.
    pub(super) fn heard(&mut self, mail: usize) -> Option<&mut BTreeSet<Report>> {
        self.known.entry(mail).or_default();
        if self.known.len() > 5 {
            self.known.pop_first();
        }
        self.known.get_mut(&mail)
    }
}
