//! The link in answers to staff. A stored answer holds the link's hash: repeating a request tells the link
//! of the first answer while it works, never one that was made for somebody else since.

use vestibule_domain::{
    share::{Delivery, LinkText, LinkToken, Share},
    value::{Digest, KeyRing},
};

/// What stands for the link in an answer that is stored; `None` where the guest alone is told it.
pub fn hash(share: &Share, keys: &KeyRing) -> Option<String> {
    match share.gate.delivery() {
        Delivery::Email => None,
        Delivery::Link => Some(hash_of(&LinkToken::reveal(share.id(), share.gate.salt, keys))),
    }
}

/// The link of this hash; `None` once the share has another one.
pub fn of(hash: &str, share: Option<&Share>, keys: &KeyRing, portal_origin: &str) -> Option<String> {
    let token = share.map(|share| LinkToken::reveal(share.id(), share.gate.salt, keys));
    let token = token.filter(|token| hash == hash_of(token))?;
    Some(format!("{portal_origin}/i#{}", token.expose()))
}

fn hash_of(token: &LinkText) -> String {
    Digest::of(token.expose()).to_string()
}
