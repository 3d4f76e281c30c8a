//! `POST /v1/invitations/{invitation}/withdraw`: its code stops at once.

use axum::extract::State;
use serde_json::json;
use vestibule_api::Nothing;
use vestibule_cloud::store::{AskedOfOrg, OfOrg};
use vestibule_domain::{
    staff::{Forbidden, InvitationMoved, Member, Withdraw},
    value::InvitationId,
};
use vestibule_web::{
    answer::{Problem, people_view::invitation},
    door::{Answer, Outcome, StaffRequest, TryError},
    request::Path,
};

use crate::Settings;

pub(crate) async fn withdraw_invitation(
    State(settings): State<Settings>,
    Path(id): Path<InvitationId>,
    request: StaffRequest<Nothing>,
) -> Result<Answer<InvitationMoved>, Problem> {
    settings.staff.once(&request, |by| settings.withdraw(by, id, &request)).await
}

impl Settings {
    async fn withdraw(
        &self,
        by: Member,
        id: InvitationId,
        request: &StaffRequest<Nothing>,
    ) -> Result<Outcome<InvitationMoved>, TryError> {
        let authority = by.people_authority()?;
        let asked = AskedOfOrg { invitation: Some(id), ..AskedOfOrg::default() };
        let OfOrg { org, invitation: found, .. } = self.staff.store.of_org(&by.org, asked).await?;
        let org = org.ok_or(Forbidden::Nothing)?;
        let stamp = self.staff.stamp(&by, &request.source);
        let taken = found.as_ref().and_then(|found| authority.part_of(&found.offered(stamp.now)));
        let need = authority.need_in(taken.iter().flat_map(|part| part.in_projects().keys()));
        let need = need.ok_or(Forbidden::Nothing)?;
        let decision = Withdraw.decide(&authority, (&org, found.as_ref()), &stamp)?;
        let body = json!(invitation(found.as_ref().unwrap_or(&decision.state().invitation), &authority, stamp.now));
        Ok(Outcome::of(decision, need, body))
    }
}
