//! `POST /v1/invitations/accept`: the code of the mail makes the person who is signed in a member.

use axum::{Json, extract::State};
use vestibule_api::staff::{AcceptInvitation, Me};
use vestibule_cloud::{
    contention::retry_when_overtaken,
    store::{AskedOfOrg, OfOrg},
};
use vestibule_domain::{
    audit::{Actor, Stamp},
    staff::{Accept, Accepting, InvitationCode, NotACode, SignedIn},
};
use vestibule_web::{
    answer::{Problem, people_view::me},
    door::{StaffRequest, TryError},
};

use crate::Settings;

/// A forged code costs nothing. A repeated request of the same person is answered the same, with any idempotency key.
pub(crate) async fn accept_invitation(
    State(settings): State<Settings>,
    request: StaffRequest<AcceptInvitation>,
) -> Result<Json<Me>, Problem> {
    let code = InvitationCode::find(request.body.code.expose(), &settings.keys)?;
    let (act, staff, claims) = (Accept { code }, &settings.staff, &request.claims);
    let by = SignedIn { sub: claims.sub.clone(), email: claims.email.clone() };
    let accepted = retry_when_overtaken(request.deadline, &staff.random, || async {
        let invitation = Some(act.code.invitation);
        let asked = AskedOfOrg { sub: Some(&claims.sub), invitation, ..AskedOfOrg::default() };
        let OfOrg { org, profile, invitation, .. } = staff.store.of_org(&act.code.org, asked).await?;
        let (org, invitation) = org.zip(invitation).ok_or(NotACode)?;
        let givers = staff.store.profiles(&invitation.givers(staff.now())).await?;
        let found = Accepting { org, invitation, profile, givers };
        let stamp = settings.stamp_of(&by, &found, &request);
        let decision = act.decide(&by, found, &stamp)?;
        if let Some(change) = decision.change() {
            staff.store.commit(change).await?;
        }
        Ok::<_, TryError>(decision.into_state())
    });
    let moved = accepted.await.map_err(TryError::into_staff_problem)?;
    Ok(Json(me(&moved.profile)))
}

impl Settings {
    /// Who is no member yet acts under the name that they were invited by.
    fn stamp_of(&self, by: &SignedIn, found: &Accepting, request: &StaffRequest<AcceptInvitation>) -> Stamp {
        let membership = found.profile.as_ref().and_then(|profile| profile.memberships.get(&found.org.slug));
        let person = membership.map_or_else(|| found.invitation.who(), |membership| membership.who.clone());
        let actor = Actor::Member { sub: by.sub.clone() };
        Stamp::of(actor, person, request.source.clone(), self.staff.now(), self.staff.random.bits())
    }
}
