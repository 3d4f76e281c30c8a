//! Files in and out: presigned ways that carry one announced file, and the settling that makes it count.

mod announce;
mod download;
mod reference;
mod remove;
mod settle;

use axum::extract::FromRef;
use http::Method;
use serde::Deserialize;
use vestibule_cloud::files::Files;
use vestibule_domain::{audit::Digest, token::KeyRing, upload::Manifest};
use vestibule_web::{fields::Fields, office::Office, reception::Reception, routes::Routes};

/// What moving files works with.
#[derive(Debug, Clone)]
pub struct PresignUpload {
    pub reception: Reception,
    pub files: Files,
    /// Whether a malware scanner judges what comes in before it counts.
    pub scanned: bool,
}

impl FromRef<PresignUpload> for KeyRing {
    fn from_ref(desk: &PresignUpload) -> Self {
        desk.reception.keys.clone()
    }
}

pub fn routes() -> Routes<PresignUpload> {
    Routes::new("presign-upload")
        .staff(Method::POST, "/v1/projects/{project}/files", reference::announce)
        .staff(Method::POST, "/v1/projects/{project}/files/{file}/settle", reference::settle)
        .guest(Method::POST, "/p/{share}/tasks/{task}/uploads", announce::announce)
        .guest(Method::POST, "/p/{share}/tasks/{task}/uploads/{upload}/settle", settle::settle)
        .guest(Method::POST, "/p/{share}/tasks/{task}/uploads/{upload}/remove", remove::remove)
        .guest(Method::POST, "/p/{share}/tasks/{task}/files/{file}/download", download::download)
}

impl PresignUpload {
    /// The same store and clock, for staff.
    fn office(&self) -> Office {
        let Reception { store, clock, chance, .. } = self.reception.clone();
        Office { store, clock, chance }
    }
}

/// A file as its sender announces it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Announced {
    name: String,
    #[serde(rename = "type")]
    media_type: String,
    size: u64,
    /// 64 hexadecimal digits.
    sha256: String,
}

impl Announced {
    fn parse(&self, fields: &mut Fields) -> Option<Manifest> {
        let name = fields.read("/name", &self.name);
        // Browsers name no type where they know none.
        let media_type = fields.maybe("/type", Some(&self.media_type));
        let sha256: Option<Digest> = fields.read("/sha256", &self.sha256);
        if !fields.is_empty() {
            return None;
        }
        let media_type = media_type.or_else(|| "application/octet-stream".parse().ok())?;
        Some(Manifest { name: name?, media_type, size: self.size, sha256: sha256? })
    }
}
