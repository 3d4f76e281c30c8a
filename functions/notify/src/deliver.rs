//! One bundle, message by message.

use vestibule_cloud::{
    Commit, CommitError, StoreError,
    contention::retry_when_overtaken,
    mail::{Kind, Tags},
};
use vestibule_domain::{
    id::{OutboxId, ShareId},
    outbox::{Message, Notice, Outgoing},
    share::{Brief, Delivery, Share},
    token::LinkToken,
};
use vestibule_pages::render::RenderError;
use vestibule_web::{request::Deadline, start::telemetry::metrics};

use crate::{mail, state::Notify};

/// Why a bundle is still undelivered.
#[derive(Debug, thiserror::Error)]
pub enum DeliverError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Commit(#[from] CommitError),
    #[error(transparent)]
    Render(#[from] RenderError),
    /// An outbox row outlived its share, which nothing removes.
    #[error("share {0} is missing")]
    ShareMissing(ShareId),
}

impl Notify {
    /// Delivers one bundle. One that is gone was delivered before.
    pub async fn deliver(&self, id: OutboxId, deadline: Deadline) -> Result<(), DeliverError> {
        let Some(outgoing) = self.store.outgoing(id).await? else { return Ok(()) };
        let committed = outgoing.at;
        self.send(outgoing, deadline).await?;
        metrics::outbox_age(self.clock.now(), committed);
        Ok(())
    }

    async fn send(&self, Outgoing { id, at, messages }: Outgoing, deadline: Deadline) -> Result<(), DeliverError> {
        for message in messages {
            match message {
                // It is a bundle of its own.
                Message::Invitation { share } => return self.invite(share, id, deadline).await,
                Message::OwnerNotice { share, about } => self.tell_owner(share, &about).await?,
                Message::TaskCompleted(data) => self.bus.task_completed(id, at, &data).await?,
            }
        }
        Ok(self.store.delivered(id).await?)
    }

    /// Mails the guest their link, derived now: it is the current one even if it was rotated since. The
    /// record of it and the end of the bundle are one commit, so only a crash between SES and that
    /// commit can send the mail again.
    async fn invite(&self, id: ShareId, bundle: OutboxId, deadline: Deadline) -> Result<(), DeliverError> {
        let (share, brief) = self.share(id).await?;
        // Since the mail was asked for, the link may have died, or been rotated for its creator to carry.
        if share.delivery == Delivery::Link || share.openable(self.clock.now()).is_err() {
            return Ok(self.store.delivered(bundle).await?);
        }
        let token = LinkToken::reveal(share.id, share.salt, &self.keys);
        let link = format!("{}/i#{}", self.portal_origin, token.expose());
        let mail = mail::invitation(&share, &brief, &link, token.expose(), self.clock.now())?;
        let tags = Tags { share: id, mail: Kind::Invitation };
        let message_id = self.mailer.send(&share.recipient.email, Some(&share.creator.email), &mail, tags).await?;
        metrics::mail_sent(self.clock.now());
        retry_when_overtaken(deadline, &self.random, || async {
            // Shares are never removed; one that was there a moment ago still is.
            let Some(share) = self.store.share(id).await? else { return Ok::<_, CommitError>(()) };
            let change = share.invited(message_id.clone(), &self.stamp());
            let with = Commit { delivered: Some(bundle), ..Commit::default() };
            self.store.commit_with(&change, with).await
        })
        .await?;
        Ok(())
    }

    async fn tell_owner(&self, id: ShareId, about: &Notice) -> Result<(), DeliverError> {
        let (share, brief) = self.share(id).await?;
        let mail = mail::owner_notice(&share, &brief, about, self.clock.now())?;
        let tags = Tags { share: id, mail: Kind::OwnerNotice };
        self.mailer.send(&share.creator.email, None, &mail, tags).await?;
        metrics::mail_sent(self.clock.now());
        Ok(())
    }

    async fn share(&self, id: ShareId) -> Result<(Share, Brief), DeliverError> {
        self.store.share_and_brief(id).await?.ok_or(DeliverError::ShareMissing(id))
    }
}
