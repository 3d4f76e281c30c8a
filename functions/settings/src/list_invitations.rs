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
    let now = settings.staff.now();
    let open = settings.staff.store.open_invitations(&by.org, now).await?;
    Ok(Json(Invitations { invitations: open.iter().filter_map(|open| invitation(open, &authority, now)).collect() }))
}
