//! The mail with the code by which somebody becomes a member.

use vestibule_cloud::{
    mail::{Kind, Tags},
    store::{AskedOfOrg, OfOrg},
};
use vestibule_domain::value::{InvitationId, MailId, OrgSlug};
use vestibule_web::start::telemetry::metrics;

use crate::{Notify, mail, send_error::SendError};

impl Notify {
    /// Mails the code, derived now. An invitation that was withdrawn, accepted or replaced meanwhile has no mail any more
    /// but that of its latest code.
    pub(crate) async fn invite_member(
        &self,
        org: &OrgSlug,
        id: InvitationId,
        waiting: MailId,
    ) -> Result<(), SendError> {
        let asked = AskedOfOrg { invitation: Some(id), ..AskedOfOrg::default() };
        let OfOrg { org: Some(org), invitation, .. } = self.store.of_org(org, asked).await? else {
            return Err(SendError::OrgMissing(org.clone()));
        };
        let Some(invitation) = invitation.filter(|invitation| invitation.is_open(self.clock.now())) else {
            return Ok(self.store.mail_done(waiting).await?);
        };
        let mail = mail::member_invitation(&org, &invitation, &invitation.code(&self.keys))?;
        let tags = Tags { link: None, mail: Kind::MemberInvitation };
        self.mailer.send(&invitation.email, Some(&invitation.by.email), &mail, tags).await?;
        metrics::mail_sent(self.clock.now());
        Ok(self.store.mail_done(waiting).await?)
    }
}
