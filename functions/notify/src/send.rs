//! One mail, sent: to the guest with their link, their code, their receipt or an answer, or to the member who created the share.

use vestibule_cloud::{
    Commit, CommitError,
    contention::retry_when_overtaken,
    mail::{Kind, Mail as Written, Tags},
    outbox::WaitingMail,
    store::DocumentSeen,
};
use vestibule_domain::{
    document::RevisionResponse,
    outbox::{Bundle, GuestMail, Message, Notice},
    share::{Creator, Delivery, LinkText, LinkToken, Permission, Share},
    task::{Task, WholeTask},
    value::{MailId, ShareId, VisitId},
};
use vestibule_web::{request::Deadline, start::telemetry::metrics};

use crate::{
    Notify, Owner,
    counted::Leaving,
    mail::{self, Beside},
    send_error::SendError,
};

impl Notify {
    /// Sends a mail and takes it out of the outbox.
    pub(crate) async fn send(&self, waiting: &WaitingMail, deadline: Deadline) -> Result<(), SendError> {
        let mail = &waiting.mail;
        let leaving = Leaving { id: mail.id, is_first_attempt: waiting.attempts == 0, deadline };
        match &mail.message {
            Message::Invitation { share } => self.invite(*share, mail.id, deadline).await,
            Message::Code { share, visit } => self.send_code((*share, *visit), mail.id, deadline).await,
            Message::OwnerNotice { share, about } => Box::pin(self.tell_owner(*share, about, mail.id)).await,
            Message::GuestNews { share, bundle } => Box::pin(self.tell_news(*share, bundle, mail.id)).await,
            Message::StaffComments { share, bundle } => {
                Box::pin(self.send_staff_comments(*share, bundle, leaving)).await
            }
            Message::MemberInvitation { org, invitation } => self.invite_member(org, *invitation, mail.id).await,
            Message::HandedBack { share, task, round } => {
                Box::pin(self.tell_handed_back(*share, (task, *round), leaving)).await
            }
            Message::StepNews { run, opened, taken, .. } => {
                Box::pin(self.tell_step_news(*run, (opened, taken), leaving)).await
            }
            Message::Receipt { share, bundle } => Box::pin(self.send_receipt(*share, bundle.as_ref(), leaving)).await,
        }
    }

    /// Mails the guest their link, derived now: it is the current one even if it was rotated since. The
    /// record of it and the end of the mail's wait are one commit, so only a crash between SES and that
    /// commit can send the mail again.
    async fn invite(&self, id: ShareId, waiting: MailId, deadline: Deadline) -> Result<(), SendError> {
        let share = self.share(id).await?;
        // Since the mail was asked for, the link may have died, or been rotated for its creator to carry.
        if share.gate.delivery() == Delivery::Link || share.openable(self.clock.now()).is_err() {
            return Ok(self.store.mail_done(waiting).await?);
        }
        let (token, address) = self.link(&share);
        let up_front = self.store.up_front(&share).await?;
        let contact = self.contact(&share, None).await?;
        let mail = mail::invitation(&share, &contact, &up_front, &address, token.expose())?;
        self.send_link((&share, &contact), (&mail, Kind::Invitation), (waiting, deadline)).await
    }

    /// The link of now: the token, and the address that it stands in.
    pub(crate) fn link(&self, share: &Share) -> (LinkText, String) {
        let token = LinkToken::reveal(share.id(), share.gate.salt, &self.keys);
        let address = format!("{}/i#{}", self.portal_origin, token.expose());
        (token, address)
    }

    /// Sends a mail with the link, of which there is a record.
    pub(crate) async fn send_link(
        &self,
        (share, contact): (&Share, &Creator),
        (mail, kind): (&Written, Kind),
        (waiting, deadline): (MailId, Deadline),
    ) -> Result<(), SendError> {
        let (id, link) = (share.id(), share.gate.link);
        let message_id = self.to_guest((share, contact), mail, kind).await?;
        let recorded = retry_when_overtaken(deadline, &self.random, || async {
            // Shares are never removed; one that was there a moment ago still is.
            let Some(mailed) = self.store.share_mailed(id).await? else { return Ok::<_, CommitError>(()) };
            let change = mailed.invited(message_id.clone(), link, &self.stamp());
            self.store.commit_with(&change, Commit { sent: Some(waiting), ..Commit::default() }).await
        });
        match recorded.await {
            // It left, and nothing can be recorded: the commit has raised the alarm. Sent again it would be one mail more.
            Err(CommitError::TrailTaken(_)) => Ok(self.store.mail_done(waiting).await?),
            recorded => Ok(recorded?),
        }
    }

    /// Mails the code of a landing, derived now. One that is over by now, or of a link that is, is of no use to anybody.
    async fn send_code(
        &self,
        (id, visit): (ShareId, VisitId),
        waiting: MailId,
        deadline: Deadline,
    ) -> Result<(), SendError> {
        let (share, now) = (self.share(id).await?, self.clock.now());
        let asked = share.gate.code_asked(visit, now).zip(share.reveal_code(visit, &self.keys, now));
        let Some((asked, code)) = asked.filter(|_| share.openable(now).is_ok()) else {
            return Ok(self.store.mail_done(waiting).await?);
        };
        let contact = self.contact(&share, None).await?;
        let mail = mail::code(&share, &contact, &code, asked.ends_at())?;
        let message_id = self.to_guest((&share, &contact), &mail, Kind::Code).await?;
        let recorded = retry_when_overtaken(deadline, &self.random, || async {
            let change = self.share(id).await?.code_sent(message_id.clone(), &self.stamp());
            Ok::<_, SendError>(
                self.store.commit_with(&change, Commit { sent: Some(waiting), ..Commit::default() }).await?,
            )
        });
        match recorded.await {
            // It left, and nothing can be recorded: the commit has raised the alarm.
            Err(SendError::Commit(CommitError::TrailTaken(_))) => Ok(self.store.mail_done(waiting).await?),
            recorded => recorded,
        }
    }

    /// Of a share that is done, also what its guest decided in it, as it stands now. A decision that was set aside since is not
    /// told.
    async fn tell_owner(&self, id: ShareId, about: &Notice, waiting: MailId) -> Result<(), SendError> {
        let share = self.share(id).await?;
        if let (Notice::Completed, Some((seen, given))) = (about, self.decided_on(&share).await?) {
            for owner in self.owners(&share).await? {
                let mail = mail::revision_decided(&share, &owner, (&seen, &given), self.clock.now())?;
                self.to_owner(&share, &owner, (&mail, Kind::OwnerNotice)).await?;
            }
            return Ok(self.store.mail_done(waiting).await?);
        }
        let may_decide = share.terms.permissions.contains(&Permission::Respond);
        let mut tasks = match about {
            Notice::Completed | Notice::Decided { .. } if may_decide => self.tasks(&share).await?,
            _ => vec![],
        };
        if let Notice::Decided { task } = about {
            tasks.retain(|whole| whole.task.slug() == task && whole.task.decision_of(&share.assignee()).is_some());
            if tasks.is_empty() {
                return Ok(self.store.mail_done(waiting).await?);
            }
        }
        // Who stands in for the creator knows what they did themselves.
        let is_by = |owner: &Owner| matches!(about, Notice::HandedBack { sub, .. } if *sub == owner.reader.sub);
        for owner in self.owners(&share).await?.into_iter().filter(|owner| !is_by(owner)) {
            let mail = mail::owner_notice(&share, &owner, (about, &tasks, self.clock.now()))?;
            self.to_owner(&share, &owner, (&mail, Kind::OwnerNotice)).await?;
        }
        Ok(self.store.mail_done(waiting).await?)
    }

    /// Mails the guest what they completed, as it stands now. A bundle has nothing to tell once the receipt of everything
    /// was asked for, and a guest whose share of tasks was revoked is told nothing more.
    async fn send_receipt(&self, id: ShareId, bundle: Option<&Bundle>, leaving: Leaving) -> Result<(), SendError> {
        let share = self.share(id).await?;
        // Who decided has a receipt of it, also where their link was revoked since.
        if let Some((seen, given)) = self.decided_on(&share).await? {
            let mail = mail::revision_receipt(&share, &seen, &given, self.clock.now())?;
            let contact = self.contact(&share, None).await?;
            return self.tell_guest((&share, &contact), (GuestMail::Receipt, &mail), leaving).await;
        }
        let told = bundle.is_some() && share.gate.completed_at.is_some();
        let mut tasks = if told || share.gate.revoked.is_some() { vec![] } else { self.tasks(&share).await? };
        let is_new = |at| bundle.is_none_or(|bundle| bundle.holds(at));
        let who = share.assignee();
        let sent = |Task { state, .. }: &Task| {
            let completed = state.completion.as_ref().filter(|done| done.through == id).map(|done| done.at);
            let decided = state.step.responses.get(&who).map(|own| own.at);
            completed.or(decided).is_some_and(is_new)
        };
        tasks.retain(|whole| sent(&whole.task));
        if tasks.is_empty() {
            return Ok(self.store.mail_done(leaving.id).await?);
        }
        for whole in &mut tasks {
            self.add_reviewed(id, whole).await?;
        }
        let mail = mail::receipt(&share, &tasks, self.clock.now())?;
        let contact = self.contact(&share, None).await?;
        self.tell_guest((&share, &contact), (GuestMail::Receipt, &mail), leaving).await
    }

    /// What a step reviews, which a receipt tells. As many reads as for one receipt.
    async fn add_reviewed(&self, share: ShareId, whole: &mut WholeTask) -> Result<(), SendError> {
        let reviews = whole.task.spec.step.as_ref().is_some_and(|step| !step.reviews.is_empty());
        if reviews && let Some((_, Some(again))) = self.store.share_and_whole_task(share, &whole.task.key()).await? {
            whole.reviewed = again.reviewed;
        }
        Ok(())
    }

    /// Tells the creator what their guest wrote and sent, also of a share that is over meanwhile.
    async fn tell_news(&self, id: ShareId, bundle: &Bundle, waiting: MailId) -> Result<(), SendError> {
        let share = self.share(id).await?;
        let beside = self.beside(&share).await?;
        for owner in self.owners(&share).await? {
            if let Some(mail) = mail::guest_news(&share, &owner, (&beside, bundle))? {
                self.to_owner(&share, &owner, (&mail, Kind::GuestNews)).await?;
            }
        }
        Ok(self.store.mail_done(waiting).await?)
    }

    /// Brings the guest what staff wrote for them. A guest whose link is dead is told nothing.
    async fn send_staff_comments(&self, id: ShareId, bundle: &Bundle, leaving: Leaving) -> Result<(), SendError> {
        let share = self.share(id).await?;
        let over = share.gate.revoked.is_some() || share.is_past(self.clock.now());
        let beside = if over { Beside::Tasks(vec![]) } else { self.beside(&share).await? };
        match mail::staff_comments(&share, &beside, bundle)? {
            Some(mail) => {
                let contact = self.contact(&share, None).await?;
                self.tell_guest((&share, &contact), (GuestMail::StaffComments, &mail), leaving).await
            }
            None => Ok(self.store.mail_done(leaving.id).await?),
        }
    }

    /// What the guest answers goes to whom they can ask.
    pub(crate) async fn to_guest(
        &self,
        (share, contact): (&Share, &Creator),
        mail: &Written,
        kind: Kind,
    ) -> Result<String, SendError> {
        let (to, reply_to) = (&share.terms.recipient.email, &contact.email);
        let tags = Tags { link: Some((share.id(), share.gate.link)), mail: kind };
        let message_id = self.mailer.send(to, Some(reply_to), mail, tags).await?;
        metrics::mail_sent(self.clock.now());
        Ok(message_id)
    }

    /// What the guest and staff write beside.
    async fn beside(&self, share: &Share) -> Result<Beside, SendError> {
        match share.terms.scope.as_document() {
            Some(_) => Ok(Beside::Document(self.store.comments_of(share.id()).await?.shown)),
            None => Ok(Beside::Tasks(self.tasks(share).await?)),
        }
    }

    /// The document of the share, and what its guest decided on it. No read where they decided nothing.
    async fn decided_on(&self, share: &Share) -> Result<Option<(DocumentSeen, RevisionResponse)>, SendError> {
        if share.gate.decision.is_none() {
            return Ok(None);
        }
        let seen = self.store.shared_document(share).await?;
        Ok(seen.and_then(|seen| seen.response.clone().map(|given| (seen, given))))
    }

    /// All tasks of the share, in the order of the host.
    async fn tasks(&self, share: &Share) -> Result<Vec<WholeTask>, SendError> {
        let (mut tasks, mut with) = (Vec::new(), None);
        loop {
            let Some(page) = self.store.view(share, with.as_ref()).await? else { return Ok(tasks) };
            tasks.extend(page.tasks);
            with = page.next;
            if with.is_none() {
                return Ok(tasks);
            }
        }
    }

    pub(crate) async fn share(&self, id: ShareId) -> Result<Share, SendError> {
        self.store.share(id).await?.ok_or(SendError::ShareMissing(id))
    }
}
