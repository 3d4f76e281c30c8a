//! Files in and out: presigned ways that carry one announced file, the settling that makes it count, and all files of a
//! share as one zip.

mod announce;
mod download;
mod download_export;
mod download_reviewed;
mod download_revision;
mod remove;
mod request;
mod request_export;
mod settle;
mod show_export;
mod state;

use axum::Router;
use http::Method;
use vestibule_web::{
    door::{Guests, Routes},
    start::{Start, StartError},
};

pub use state::PresignUpload;

/// The whole function.
pub async fn router(start: &Start) -> Result<Router, StartError> {
    let (site, guests) = (start.site(), Guests::from_start(start));
    let (files, scanned) = (start.files(), start.scanned());
    let (site, files, scanned, guests) = (site?, files?, scanned?, guests.await?);
    Ok(routes().into_router(PresignUpload { guests, files, scanned }, site, &start.clock))
}

pub fn routes() -> Routes<PresignUpload> {
    Routes::new("presign-upload")
        .guest(Method::POST, "/p/{share}/tasks/{task}/uploads", announce::announce)
        .guest(Method::POST, "/p/{share}/tasks/{task}/uploads/{upload}/settle", settle::settle)
        .guest(Method::POST, "/p/{share}/tasks/{task}/uploads/{upload}/remove", remove::remove)
        .guest(Method::POST, "/p/{share}/tasks/{task}/files/{file}/download", download::download)
        .guest(
            Method::POST,
            "/p/{share}/tasks/{task}/reviewed/{reviewed}/files/{file}/download",
            download_reviewed::download,
        )
        .guest(
            Method::POST,
            "/p/{share}/documents/{document}/revisions/{revision}/download",
            download_revision::download_revision,
        )
        .guest(Method::POST, "/p/{share}/exports", request_export::request)
        .guest(Method::GET, "/p/{share}/exports/{export}", show_export::show)
        .guest(Method::POST, "/p/{share}/exports/{export}/download", download_export::download)
}
