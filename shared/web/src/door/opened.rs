//! A share that a guest has opened, for tests of what depends on a session.

use vestibule_domain::{
    gate::Session,
    value::{Key, KeyId, KeyRing, ShareId},
};
use vestibule_fixtures::{CREATED, House, session as session_of};

pub(crate) const NOW: &str = CREATED;

pub(crate) fn keys() -> KeyRing {
    KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32]))
}

/// The session of a guest who opened a share of this id at [`NOW`].
pub(crate) fn session(share: [u8; 16]) -> Session {
    let mut opened = House::new().share().created();
    opened.terms.id = ShareId::new(share);
    session_of(&opened)
}
