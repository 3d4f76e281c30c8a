//! Telling guests what staff handed back.

use vestibule_cloud::mail::{Kind, Mail};
use vestibule_domain::{
    outbox::GuestMail,
    share::{Creator, Delivery, Share, Tasks},
    task::{TaskKey, WholeTask},
    value::{ShareId, TaskSlug},
};
use vestibule_pages::render::RenderError;

use crate::{Notify, counted::Leaving, mail, send_error::SendError};

impl Notify {
    /// Mails a guest what of a task came back when a round ended, as long as it is still to be corrected. Who is asked, and who
    /// decided on it and does so again, gets their link, unless its creator carries it; who took part is told.
    pub(crate) async fn tell_handed_back(
        &self,
        id: ShareId,
        (task, round): (&TaskSlug, u16),
        leaving: Leaving,
    ) -> Result<(), SendError> {
        let share = self.share(id).await?;
        let found = self.handed_back_in(&share, task).await?;
        let of = found.as_ref().and_then(|whole| whole.handed_back.iter().find(|of| of.round == round));
        let Some((whole, of)) = found.as_ref().zip(of) else {
            return Ok(self.store.mail_done(leaving.id).await?);
        };
        let contact = self.contact(&share, Some(&of.by)).await?;
        let contact = &contact;
        // Who decides again is told, also where it was sent again meanwhile.
        if of.deciders.contains(&id) {
            return self
                .with_link((&share, contact), leaving, |link| mail::decide_again(&share, contact, (whole, of), link))
                .await;
        }
        if whole.reopened_by() != Some(of) {
            return Ok(self.store.mail_done(leaving.id).await?);
        }
        if !of.asked.contains(&id) {
            let mail = mail::handed_back_news(&share, contact, (whole, of))?;
            return self.tell_guest((&share, contact), (GuestMail::HandedBack, &mail), leaving).await;
        }
        self.with_link((&share, contact), leaving, |link| mail::handed_back(&share, contact, (whole, of), link)).await
    }

    /// With their link, unless its creator carries it.
    async fn with_link(
        &self,
        (share, contact): (&Share, &Creator),
        leaving: Leaving,
        written: impl Fn(Option<(&str, &str)>) -> Result<Mail, RenderError>,
    ) -> Result<(), SendError> {
        let is_carried = share.gate.delivery() == Delivery::Link;
        if is_carried || share.openable(self.clock.now()).is_err() {
            self.to_guest((share, contact), &written(None)?, Kind::HandedBackNews).await?;
            return Ok(self.store.mail_done(leaving.id).await?);
        }
        let (token, address) = self.link(share);
        let mail = written(Some((&address, token.expose())))?;
        self.send_link((share, contact), (&mail, Kind::HandedBack), (leaving.id, leaving.deadline)).await
    }

    /// The task, for a guest whose share lives.
    async fn handed_back_in(&self, share: &Share, task: &TaskSlug) -> Result<Option<WholeTask>, SendError> {
        if share.gate.revoked.is_some() || share.is_past(self.clock.now()) {
            return Ok(None);
        }
        let Some(&Tasks { run, .. }) = share.terms.scope.as_tasks() else { return Ok(None) };
        let found = self.store.share_and_whole_task(share.id(), &TaskKey { run, task: task.clone() }).await?;
        Ok(found.and_then(|(_, whole)| whole))
    }
}
