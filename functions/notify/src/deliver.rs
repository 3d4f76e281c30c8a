//! One attempt at one mail, and what its row says afterwards.

use vestibule_cloud::{
    error::causes,
    outbox::{NextAttempt, WaitingMail},
};
use vestibule_domain::value::MailId;
use vestibule_web::{request::Deadline, start::telemetry::metrics};

use crate::Notify;

impl Notify {
    /// Tries one mail. What goes wrong is told and noted, and the sweep brings the mail again.
    pub(crate) async fn deliver(&self, id: MailId, deadline: Deadline) {
        let waiting = match self.store.waiting_mail(id).await {
            // One that is gone was sent before.
            // A bundle never leaves early: no other mail would tell what is still to come.
            Ok(waiting) => waiting.filter(|mail| mail.is_to_be_tried() && mail.may_leave(self.clock.now())),
            Err(error) => return tracing::error!(mail = %id, error = causes(&error), "the outbox cannot be read"),
        };
        let Some(waiting) = waiting else { return };
        match self.send(&waiting, deadline).await {
            Ok(()) => metrics::outbox_age(self.clock.now(), waiting.waits_since()),
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
