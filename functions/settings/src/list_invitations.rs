//! `GET /v1/invitations`: who is invited and has not accepted yet, as far as one could have invited them.

use axum::{Json, extract::State};
use vestibule_api::staff::Invitations;
use vestibule_web::{
    answer::{Problem, people_view::invitation},
    request::Claims,
};

use crate::Settings;

pub(crate) async fn list_invitations(
    State(settings): State<Settings>,
    claims: Claims,
) -> Result<Json<Invitations>, Problem> {
    let by = settings.staff.member(&claims).await?;
    let authority = by.people_authority()?;
    let mut open = settings.staff.store.open_invitations(&by.org, settings.staff.now()).await?;
    open.retain(|invitation| authority.gives(&invitation.roles));
    Ok(Json(Invitations { invitations: open.iter().map(invitation).collect() }))
}
