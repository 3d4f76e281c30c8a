//! The cookie of a browser from which a share's password was given.

use http::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use vestibule_domain::{
    gate::{DEVICE_LIFETIME, KnownDevice},
    share::Device,
    value::{KeyRing, ShareId},
};

use crate::cookie;

/// As of the session's cookie, which has another name and ends with the visit.
pub(super) const PREFIX: &str = "__Host-vsd-";

pub fn cookie_name(share: ShareId) -> String {
    format!("{PREFIX}{share}")
}

/// What is known of the browser for a share: the first of its cookies that we sealed.
pub fn read(headers: &HeaderMap, share: ShareId, keys: &KeyRing, now: Timestamp) -> Option<Device> {
    cookie::values(headers, &cookie_name(share))
        .find_map(|value| KnownDevice::unseal(value, share, keys, now).ok())
        .map(|known| known.device)
}

/// The `Set-Cookie` by which the browser is known.
pub fn set_cookie(known: &KnownDevice, keys: &KeyRing) -> HeaderValue {
    cookie::set(&cookie_name(known.device.share), &known.seal(keys), DEVICE_LIFETIME.as_secs())
}
