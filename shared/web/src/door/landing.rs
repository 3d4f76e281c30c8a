//! The cookie of a guest who came with a link and has not opened it yet.

use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use vestibule_domain::{
    gate::{LANDING_LIFETIME, Landing, NoSession},
    value::{KeyRing, ShareId},
};

use crate::cookie;

/// As of the session's cookie, which has another name: a share may be open in one tab and come to in the next.
pub(super) const PREFIX: &str = "__Host-vsl-";

pub fn cookie_name(share: ShareId) -> String {
    format!("{PREFIX}{share}")
}

/// The landing of a share among the request's cookies: the first that we sealed.
pub fn read(headers: &HeaderMap, share: ShareId, keys: &KeyRing, now: Timestamp) -> Result<Landing, NoSession> {
    cookie::values(headers, &cookie_name(share))
        .find_map(|value| Landing::unseal(value, share, keys, now).ok())
        .ok_or(NoSession)
}

/// The `Set-Cookie` that remembers a landing.
pub fn set_cookie(landing: &Landing, keys: &KeyRing) -> HeaderValue {
    cookie::set(&cookie_name(landing.link.share), &landing.seal(keys), LANDING_LIFETIME.as_secs())
}

/// The `Set-Cookie` that forgets the landing of a share.
pub fn clear(share: ShareId) -> HeaderValue {
    cookie::set(&cookie_name(share), "", 0)
}
