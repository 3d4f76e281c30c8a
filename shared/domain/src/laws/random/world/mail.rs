//! The mails with the link, and what the mail service says of them.

use super::{
    super::command::{Heard, Nth},
    Verdict, World,
};
use crate::{
    fixtures::bounced,
    share::{BounceKind, Fate, MailEvent},
};

impl World {
    pub(super) fn mail_leaves(&mut self, noted: bool) -> Verdict {
        self.now += jiff::SignedDuration::from_secs(1);
        self.mails.push(self.now);
        if noted {
            let message_id = format!("mail-{}", self.mails.len());
            self.commit_share(&self.share.invited(message_id, &self.as_system()))?;
        }
        Ok("ok")
    }

    pub(super) fn mail_event(&mut self, back: Nth, fate: Heard) -> Verdict {
        let mail = self.mails.len().saturating_sub(back).max(1);
        let sent_at = *self.mails.get(mail - 1).ok_or("no mail")?;
        let fate = match fate {
            Heard::Delivered => Fate::Delivered,
            Heard::Bounced => bounced(BounceKind::Permanent),
            Heard::Complained => Fate::Complained,
        };
        let event = MailEvent { message_id: format!("mail-{mail}"), sent_at, at: self.now, fate };
        self.maybe(self.share.mail_reported(&event, &self.as_system()))
    }
}
