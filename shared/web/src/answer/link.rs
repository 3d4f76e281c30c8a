//! The link in answers to staff. A stored answer holds the link's hash: repeating a request tells the link
//! of the first answer while it works, never one that was made for somebody else since.

use serde_json::{Value, json};
use vestibule_domain::{
    share::{Delivery, LinkToken, Share},
    value::{Digest, KeyRing},
};

/// What stands for the link in an answer that is stored; `null` where the guest alone is told it.
pub fn hash(share: &Share, keys: &KeyRing) -> Value {
    match share.gate.delivery {
        Delivery::Email => Value::Null,
        Delivery::Link => json!(Digest::of(LinkToken::reveal(share.id(), share.gate.salt, keys).expose())),
    }
}

/// The link of this hash; `null` once the share has another one.
pub fn of(hash: &Value, share: Option<&Share>, keys: &KeyRing, portal_origin: &str) -> Value {
    let token = share.map(|share| LinkToken::reveal(share.id(), share.gate.salt, keys));
    match token.filter(|token| *hash == json!(Digest::of(token.expose()))) {
        Some(token) => json!(format!("{portal_origin}/i#{}", token.expose())),
        None => Value::Null,
    }
}
