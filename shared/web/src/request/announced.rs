//! A file as its sender announces it, and the way in that answers the announcement.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use vestibule_cloud::files::Presigned;
use vestibule_domain::{file::Manifest, value::Digest};

use crate::request::fields::Fields;

/// Not yet checked.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Announced {
    pub name: String,
    #[serde(rename = "type")]
    pub media_type: String,
    pub size: u64,
    /// 64 hexadecimal digits.
    pub sha256: String,
}

impl Announced {
    pub fn parse(&self, fields: &mut Fields) -> Option<Manifest> {
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

/// A way in as the API shows it. `headers` must be sent as they stand.
pub fn way_in(id: &Value, way_in: &Presigned, now: Timestamp) -> Value {
    let headers: serde_json::Map<_, _> = way_in
        .headers
        .iter()
        // Every HTTP client sets these by itself; browsers let nobody else.
        .filter(|(name, _)| !name.eq_ignore_ascii_case("host") && !name.eq_ignore_ascii_case("content-length"))
        .map(|(name, value)| (name.clone(), Value::from(value.clone())))
        .collect();
    let closes = now + jiff::SignedDuration::try_from(way_in.window).unwrap_or_default();
    json!({ "id": id, "method": way_in.method, "url": way_in.url, "headers": headers, "expires_at": closes })
}
