//! Files in and out: presigned ways that carry one announced file, and the settling that makes it count.

mod announce;
mod download;
mod remove;
mod settle;

use axum::{Router, extract::FromRef};
use http::Method;
use serde::Deserialize;
use vestibule_cloud::files::Files;
use vestibule_domain::value::UploadId;
use vestibule_web::{
    door::{Guests, Routes},
    start::{Start, StartError},
};

/// What moving files works with.
#[derive(Debug, Clone)]
pub struct PresignUpload {
    pub guests: Guests,
    pub files: Files,
    /// Whether a malware scanner judges what comes in before it counts.
    pub scanned: bool,
}

impl FromRef<PresignUpload> for Guests {
    fn from_ref(presign_upload: &PresignUpload) -> Self {
        presign_upload.guests.clone()
    }
}

/// The upload that a path names.
#[derive(Debug, Deserialize)]
pub(crate) struct OfUpload {
    pub(crate) upload: UploadId,
}

/// A request without content.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

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
}
