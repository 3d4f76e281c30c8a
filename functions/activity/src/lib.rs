//! What staff see: the active shares, the shares of a run or a document, one share, what was written beside it, and what happened to it. Reads only.

mod comments;
mod document;
mod document_activity;
mod left;
mod list;
mod page;
mod run;
mod show;
mod state;
mod trail;
mod verify;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Routes, Staff},
    start::{Start, StartError},
};

pub use state::Activity;

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, staff) = (start.site(), Staff::from_start(start));
    let (site, staff) = (site?, staff.await?);
    Ok(routes().into_router(Activity { staff }, site, &start.clock))
}

pub fn routes() -> Routes<Activity> {
    Routes::new("activity")
        .staff(Method::GET, "/v1/shares", list::list)
        .staff(Method::GET, "/v1/shares/{share}", show::show)
        .staff(Method::GET, "/v1/shares/{share}/activity", trail::trail)
        .staff(Method::GET, "/v1/shares/{share}/comments", comments::comments)
        .staff(Method::GET, "/v1/projects/{project}/runs/{run}/shares", run::of_run)
        .staff(Method::GET, "/v1/projects/{project}/documents/{document}/shares", document::of_document)
        .staff(Method::GET, "/v1/projects/{project}/documents/{document}/activity", document_activity::of_document)
}
