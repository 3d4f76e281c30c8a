//! What members and responders have to do: their steps, across projects, and what they do in one. Nothing else of a run
//! is to be seen here.

mod announce;
mod comment;
mod complete;
mod delegate;
mod download;
mod download_reviewed;
mod draft;
mod list;
mod remove;
mod respond;
mod reviewed;
mod settle;
mod show;
mod state;
mod withdraw;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Routes, Staff},
    start::{Start, StartError},
};

pub use state::Steps;

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, staff) = (start.site(), Staff::from_start(start));
    let (files, scanned) = (start.files(), start.scanned());
    let (site, files, scanned, staff) = (site?, files?, scanned?, staff.await?);
    Ok(routes().into_router(Steps { staff, files, scanned }, site, &start.clock))
}

pub fn routes() -> Routes<Steps> {
    Routes::new("steps")
        .staff(Method::GET, "/v1/steps", list::list)
        .staff(Method::GET, "/v1/steps/{step}", show::show)
        .staff(Method::POST, "/v1/steps/{step}/draft", draft::draft)
        .staff(Method::POST, "/v1/steps/{step}/comments", comment::comment)
        .staff(Method::POST, "/v1/steps/{step}/uploads", announce::announce)
        .staff(Method::POST, "/v1/steps/{step}/uploads/{upload}/settle", settle::settle)
        .staff(Method::POST, "/v1/steps/{step}/uploads/{upload}/remove", remove::remove)
        .staff(Method::POST, "/v1/steps/{step}/files/{file}/download", download::download)
        .staff(Method::GET, "/v1/steps/{step}/reviewed/{task}", reviewed::reviewed)
        .staff(Method::POST, "/v1/steps/{step}/reviewed/{task}/files/{file}/download", download_reviewed::download)
        .staff(Method::POST, "/v1/steps/{step}/respond", respond::respond)
        .staff(Method::POST, "/v1/steps/{step}/withdraw", withdraw::withdraw)
        .staff(Method::POST, "/v1/steps/{step}/complete", complete::complete)
        .staff(Method::POST, "/v1/steps/{step}/delegate", delegate::delegate)
}
