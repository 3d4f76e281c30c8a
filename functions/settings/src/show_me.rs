//! `GET /v1/me`: who is signed in, in which orgs, and what they may do there.

use axum::{Json, extract::State};
use vestibule_api::staff::Me;
use vestibule_domain::staff::NotActing;
use vestibule_web::{
    answer::{Problem, people_view::me},
    request::Claims,
};

use crate::Settings;

pub(crate) async fn show_me(State(settings): State<Settings>, claims: Claims) -> Result<Json<Me>, Problem> {
    let known = settings.staff.store.profile(&claims.sub).await?;
    let profile = known.filter(|profile| !profile.memberships.is_empty()).ok_or(NotActing::NoMember)?;
    Ok(Json(me(&profile)))
}
