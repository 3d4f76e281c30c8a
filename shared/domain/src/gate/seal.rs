//! What a browser keeps for us as a cookie: a payload and its MAC, base64url. One purpose's is none of another's.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use subtle::ConstantTimeEq as _;

use crate::value::KeyRing;

/// The MAC, cut to 128 bits (NIST SP 800-107 §5.1).
const TAG: usize = 16;

pub(super) fn seal(payload: &[u8], purpose: &'static str, keys: &KeyRing) -> String {
    let tag = keys.for_sessions().tag(purpose, &[payload]);
    Base64UrlUnpadded::encode_string(&[payload, &tag].concat())
}

/// The payload of so many bytes. `None`: we did not seal it for this purpose.
pub(super) fn unseal<const PAYLOAD: usize>(
    value: &str,
    purpose: &'static str,
    keys: &KeyRing,
) -> Option<[u8; PAYLOAD]> {
    let decoded = Base64UrlUnpadded::decode_vec(value).ok()?;
    let (payload, tag) = decoded.split_last_chunk::<TAG>()?;
    let is_ours = bool::from(keys.for_sessions().tag(purpose, &[payload]).ct_eq(tag));
    payload.try_into().ok().filter(|_| is_ours)
}
