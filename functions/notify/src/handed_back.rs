//! Telling guests what staff handed back.

use vestibule_cloud::mail::Kind;
use vestibule_domain::{
    outbox::GuestMail,
    share::{Delivery, Share},
    task::{HandedBack, TaskKey, WholeTask},
    value::{Place, ShareId, TaskSlug},
};

use crate::{Notify, counted::Leaving, mail, send_error::SendError};

impl Notify {
    /// Mails a guest what of a task came back when a round ended, as long as it is still to be corrected. Who is asked gets
    /// their link, unless its creator carries it; who took part is told.
    pub(crate) async fn tell_handed_back(
        &self,
        id: ShareId,
        (task, round): (&TaskSlug, u16),
        leaving: Leaving,
    ) -> Result<(), SendError> {
        let share = self.share(id).await?;
        let found = self.open_by(&share, task, round).await?;
        let Some((whole, of)) = found.as_ref().and_then(|whole| Some((whole, whole.reopened_by()?))) else {
            return Ok(self.store.mail_done(leaving.id).await?);
        };
        if !of.asked.contains(&id) {
            let mail = mail::handed_back_news(&share, (whole, of))?;
            return self.tell_guest(&share, (GuestMail::HandedBack, &mail), leaving).await;
        }
        self.ask_again(&share, (whole, of), leaving).await
    }

    async fn ask_again(
        &self,
        share: &Share,
        (whole, of): (&WholeTask, &HandedBack),
        leaving: Leaving,
    ) -> Result<(), SendError> {
        let is_carried = share.gate.delivery == Delivery::Link;
        if is_carried || share.openable(self.clock.now()).is_err() {
            self.to_guest(share, &mail::handed_back(share, (whole, of), None)?, Kind::HandedBackNews).await?;
            return Ok(self.store.mail_done(leaving.id).await?);
        }
        let (token, address) = self.link(share);
        let mail = mail::handed_back(share, (whole, of), Some((&address, token.expose())))?;
        self.send_link(share, (&mail, Kind::HandedBack), (leaving.id, leaving.deadline)).await
    }

    /// The task, where it is open by the end of that round to a guest whose share lives.
    async fn open_by(&self, share: &Share, task: &TaskSlug, round: u16) -> Result<Option<WholeTask>, SendError> {
        if share.gate.revoked.is_some() || share.is_past(self.clock.now()) {
            return Ok(None);
        }
        let Place::Run(run) = share.terms.scope.place();
        let found = self.store.share_and_whole_task(share.id(), &TaskKey { run, task: task.clone() }).await?;
        let whole = found.and_then(|(_, whole)| whole);
        Ok(whole.filter(|whole| whole.reopened_by().is_some_and(|of| of.round == round)))
    }
}
