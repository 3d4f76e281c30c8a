//! Mails that tell a guest something, counted for their address: by many shares they could fill a
//! mailbox.

use vestibule_cloud::{
    Commit, CommitError,
    contention::retry_when_overtaken,
    mail::{Kind, Mail as Written},
    store::{BesideProject, InProject},
};
use vestibule_domain::{
    outbox::GuestMail,
    share::{Creator, MailCount, MailsOf, Share, TooManyMails},
    value::{MailId, OrgSlug, ProjectSlug},
};
use vestibule_web::request::Deadline;

use crate::{Notify, send_error::SendError};

/// A mail of the outbox whose attempt is under way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaving {
    pub(crate) id: MailId,
    /// It is counted then, and not again.
    pub(crate) is_first_attempt: bool,
    pub(crate) deadline: Deadline,
}

impl Notify {
    /// Sends a guest what happened, and takes it out of the outbox. Where their address has had its mails of the day, it
    /// is left out with a record: what caused it stands, and the guest reads it on their page.
    pub(crate) async fn tell_guest(
        &self,
        (share, contact): (&Share, &Creator),
        (what, mail): (GuestMail, &Written),
        leaving: Leaving,
    ) -> Result<(), SendError> {
        let terms = &share.terms;
        if leaving.is_first_attempt
            && let Err(refused) = self.count((&terms.org, &terms.project), &share.news(), leaving.deadline).await?
        {
            return self.leave_out(share, (what, &refused), leaving).await;
        }
        let kind = match what {
            GuestMail::Receipt => Kind::Receipt,
            GuestMail::StaffComments => Kind::StaffComments,
            GuestMail::HandedBack => Kind::HandedBackNews,
        };
        self.to_guest((share, contact), mail, kind).await?;
        Ok(self.store.mail_done(leaving.id).await?)
    }

    /// One mail more of these, if each has one left.
    pub(crate) async fn count(
        &self,
        (org, project): (&OrgSlug, &ProjectSlug),
        of: &[MailsOf],
        deadline: Deadline,
    ) -> Result<Result<(), TooManyMails>, SendError> {
        retry_when_overtaken(deadline, &self.random, || async {
            let beside = BesideProject { mails: of, ..BesideProject::default() };
            let InProject { org: Some(org), project: Some(project), beside } =
                self.store.project_with(org, project, beside).await?
            else {
                return Err(SendError::ProjectMissing(org.clone(), project.clone()));
            };
            match MailCount::one_more(beside.counts, &project.policy_within(&org), self.clock.now()) {
                Ok(counts) => Ok(Ok(self.store.count_mails(&counts).await?)),
                Err(refused) => Ok(Err(refused)),
            }
        })
        .await
    }

    async fn leave_out(
        &self,
        share: &Share,
        (what, refused): (GuestMail, &TooManyMails),
        Leaving { id, deadline, .. }: Leaving,
    ) -> Result<(), SendError> {
        let recorded = retry_when_overtaken(deadline, &self.random, || async {
            let change = self.share(share.id()).await?.leave_out(what, refused, &self.stamp());
            Ok::<_, SendError>(self.store.commit_with(&change, Commit { sent: Some(id), ..Commit::default() }).await?)
        });
        match recorded.await {
            // It cannot be recorded, which the commit has raised the alarm for, and it is not to leave either.
            Err(SendError::Commit(CommitError::TrailTaken(_))) => Ok(self.store.mail_done(id).await?),
            recorded => recorded,
        }
    }
}
