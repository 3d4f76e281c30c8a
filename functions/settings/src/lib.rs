//! What an org and its projects allow, and who belongs to it.

mod accept_invitation;
mod apply_policy;
mod change_me;
mod change_member;
mod change_policy;
mod invite;
mod list_invitations;
mod list_members;
mod outside;
mod remove_member;
mod show_me;
mod show_policy;
mod state;
mod view;
mod withdraw_invitation;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Routes, Staff},
    start::{Start, StartError},
};

pub use state::Settings;

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, staff, keys) = (start.site(), Staff::from_start(start), start.keys());
    let (site, (staff, keys)) = (site?, tokio::try_join!(staff, keys)?);
    Ok(routes().into_router(Settings { staff, keys }, site, &start.clock))
}

pub fn routes() -> Routes<Settings> {
    Routes::new("settings")
        .staff(Method::GET, "/v1/policy", show_policy::of_org)
        .staff(Method::PATCH, "/v1/policy", change_policy::of_org)
        .staff(Method::POST, "/v1/policy/apply", apply_policy::in_org)
        .staff(Method::GET, "/v1/projects/{project}/policy", show_policy::of_project)
        .staff(Method::PATCH, "/v1/projects/{project}/policy", change_policy::of_project)
        .staff(Method::POST, "/v1/projects/{project}/policy/apply", apply_policy::in_project)
        .staff(Method::GET, "/v1/me", show_me::show_me)
        .staff(Method::PATCH, "/v1/me", change_me::change_me)
        .staff(Method::GET, "/v1/members", list_members::list_members)
        .staff(Method::PATCH, "/v1/members/{sub}", change_member::change_member)
        .staff(Method::POST, "/v1/members/{sub}/remove", remove_member::remove_member)
        .staff(Method::GET, "/v1/invitations", list_invitations::list_invitations)
        .staff(Method::POST, "/v1/invitations", invite::invite)
        .staff(Method::POST, "/v1/invitations/accept", accept_invitation::accept_invitation)
        .staff(Method::POST, "/v1/invitations/{invitation}/withdraw", withdraw_invitation::withdraw_invitation)
}
