//! What a guest meets: the inert landing, the invitation, the opening, and the page to work on.

mod asset;
mod check_decision;
mod code;
mod comment;
mod comment_on_revision;
mod compression;
mod deciding;
mod document;
mod draft;
mod filled;
mod form;
mod guest_page;
mod invitation;
mod landing;
mod language;
mod link;
mod logo;
mod lost;
mod open;
pub mod page;
mod peek;
mod problem;
mod receipt;
mod request;
mod reviewed;
mod revision_receipt;
mod secrets;
mod seen;
mod state;
mod view;
mod view_json;

use axum::{Router, middleware::from_fn};
use http::Method;
use vestibule_web::{
    answer::PROBLEM_PATH,
    door::{Guests, Routes},
    start::{Start, StartError},
};

pub use state::Portal;

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, guests) = (start.site(), Guests::from_start(start));
    let (site, guests) = (site?, guests.await?);
    Ok(routes()
        .into_router(Portal { guests }, site, &start.clock)
        .layer(from_fn(language::layer))
        .layer(from_fn(compression::layer)))
}

pub fn routes() -> Routes<Portal> {
    Routes::new("portal")
        .problem_page(page::any_problem)
        .unsent_page(page::unsent)
        .catch_all(lost::way_on)
        .guest(Method::GET, "/i", landing::landing)
        .guest(Method::GET, "/assets/{file}", asset::asset)
        .guest(Method::POST, "/i/peek", peek::peek)
        .guest(Method::GET, PROBLEM_PATH, problem::problem)
        .guest(Method::GET, "/i/{share}", invitation::show)
        .guest(Method::POST, "/i/{share}", open::open)
        .guest(Method::POST, "/i/{share}/code", code::request_code)
        .guest(Method::POST, "/i/{share}/request", request::request)
        .guest(Method::GET, "/p/{share}", view::view)
        .guest(Method::GET, "/p/{share}/tasks/{task}/receipt", receipt::receipt)
        .guest(Method::GET, "/p/{share}/tasks/{task}/reviewed/{reviewed}", reviewed::reviewed)
        .guest(Method::POST, "/p/{share}/tasks/{task}/draft", draft::draft)
        .guest(Method::POST, "/p/{share}/tasks/{task}/comments", comment::comment)
        .guest(
            Method::POST,
            "/p/{share}/documents/{document}/revisions/{revision}/comments",
            comment_on_revision::comment_on_revision,
        )
        .guest(
            Method::POST,
            "/p/{share}/documents/{document}/revisions/{revision}/check",
            check_decision::check_decision,
        )
        .guest(
            Method::GET,
            "/p/{share}/documents/{document}/revisions/{revision}/receipt",
            revision_receipt::revision_receipt,
        )
}
