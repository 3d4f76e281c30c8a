//! The mails with the link, and what the mail service says of them.

use super::{
    super::command::{Nth, Report},
    Verdict, World,
};
use crate::{
    Change, Decision,
    fixtures::bounced,
    outbox::BounceKind,
    share::{MailEvent, MailOutcome, ShareMailed},
};

impl World {
    pub(super) fn mail_leaves(&mut self, noted: bool) -> Verdict {
        self.now += jiff::SignedDuration::from_secs(1);
        self.mails.push((self.now, self.share.gate.link));
        if !noted {
            return Ok("ok");
        }
        let (message_id, link) = (format!("mail-{}", self.mails.len()), self.share.gate.link);
        let invited = self.mailed().invited(message_id, link, &self.as_system());
        self.commit_mailed(&invited)
    }

    pub(super) fn mail_event(&mut self, back: Nth, heard: Report) -> Verdict {
        let mail = self.mails.len().saturating_sub(back).max(1);
        let (sent_at, link) = *self.mails.get(mail - 1).ok_or("no mail")?;
        let outcome = match heard {
            Report::Delivered => MailOutcome::Delivered,
            Report::Bounced => bounced(BounceKind::Permanent),
            Report::Complained => MailOutcome::Complained,
        };
        let event = MailEvent { message_id: format!("mail-{mail}"), link, sent_at, at: self.now, outcome };
        match self.mailed().report(&event, &self.as_system()) {
            Decision::Already(_) => Ok("same"),
            Decision::Change(change) => self.commit_mailed(&change),
        }
    }

    pub(super) fn mailed(&self) -> ShareMailed {
        ShareMailed { share: self.share.clone(), mailings: self.mailings.clone() }
    }

    fn commit_mailed(&mut self, change: &Change<ShareMailed>) -> Verdict {
        self.mailings = change.state().mailings.clone();
        self.commit(change, &change.state().share.gate)
    }
}
