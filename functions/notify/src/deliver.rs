//! One attempt at one mail, and what its row says afterwards.

use vestibule_cloud::{
    error::causes,
    outbox::{ATTEMPT_PERIOD, NextAttempt, WaitingMail},
};
use vestibule_domain::{Timestamp, value::MailId};
use vestibule_web::{request::Deadline, start::telemetry::metrics};

use crate::Notify;

impl Notify {
    /// Tries one mail. What goes wrong is told and noted, and the sweep brings the mail again.
    pub(crate) async fn deliver(&self, id: MailId, deadline: Deadline) {
        let waiting = match self.store.waiting_mail(id).await {
            // One that is gone was sent before.
            Ok(waiting) => waiting.filter(|waiting| is_due(waiting, self.clock.now())),
            Err(error) => return tracing::error!(mail = %id, error = causes(&error), "the outbox cannot be read"),
        };
        let Some(waiting) = waiting else { return };
        match self.send(&waiting.mail, deadline).await {
            Ok(()) => metrics::outbox_age(self.clock.now(), waiting.mail.at),
            Err(error) => {
                tracing::error!(mail = %id, attempts = waiting.attempts + 1, error = causes(&error), "not delivered");
                self.note_failure(&waiting).await;
            }
        }
    }

    async fn note_failure(&self, waiting: &WaitingMail) {
        let mail = waiting.mail.id;
        match self.store.mail_failed(waiting, self.clock.now()).await {
            Ok(NextAttempt::At(at)) => tracing::info!(%mail, %at, "the next attempt"),
            Ok(NextAttempt::GivenUp) => tracing::error!(%mail, "given up after a day of attempts"),
            // The attempt counts as failed once its time is over.
            Err(error) => tracing::error!(%mail, error = causes(&error), "the failure is not noted"),
        }
    }
}

/// Whether a mail is to be tried now. The note of a failure is a change of the row as well, and so the stream brings
/// it: such a mail pauses until the time of its next attempt begins.
fn is_due(waiting: &WaitingMail, now: Timestamp) -> bool {
    waiting.given_up_at.is_none() && (waiting.attempts == 0 || waiting.due_at - ATTEMPT_PERIOD <= now)
}

#[cfg(test)]
mod tests {
    use vestibule_domain::{
        outbox::{Mail, Message},
        value::ShareId,
    };

    use super::*;

    const NOON: &str = "2026-11-20T12:00:00Z";

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// A mail of noon.
    fn waiting(attempts: u32, due_at: &str) -> WaitingMail {
        let message = Message::Invitation { share: ShareId::new([1; 16]) };
        let mail = Mail { id: MailId::new([2; 16]), at: at(NOON), message };
        WaitingMail { mail, attempts, due_at: at(due_at), given_up_at: None }
    }

    #[test]
    fn a_new_mail_is_tried_even_where_clocks_differ() {
        let new = waiting(0, "2026-11-20T12:02:00Z");
        assert!(is_due(&new, at(NOON)) && is_due(&new, at("2026-11-20T11:59:59Z")));
    }

    #[test]
    fn a_failed_mail_pauses_until_it_is_brought_again() {
        let noted = waiting(2, "2026-11-20T12:09:00Z");
        assert!(!is_due(&noted, at("2026-11-20T12:05:00Z")), "four minutes after the note");
        let brought_again = waiting(2, "2026-11-20T12:11:30Z");
        assert!(is_due(&brought_again, at("2026-11-20T12:09:30Z")));
    }

    #[test]
    fn what_was_given_up_is_not_tried() {
        let over = WaitingMail { given_up_at: Some(at(NOON)), ..waiting(30, NOON) };
        assert!(!is_due(&over, at("2026-11-22T12:00:00Z")));
    }
}
