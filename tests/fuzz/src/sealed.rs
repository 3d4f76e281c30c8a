//! What only we can have made: links and cookies. And records, which are read back from their text.

use std::sync::LazyLock;

use vestibule_domain::{
    Timestamp,
    audit::Record,
    gate::{Landing, Session},
    share::{LinkToken, Salt},
    value::{Key, KeyId, KeyRing, ShareId, VisitId},
};

static KEYS: LazyLock<KeyRing> =
    LazyLock::new(|| KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32])));
static SHARE: LazyLock<ShareId> = LazyLock::new(|| ShareId::new([3; 16]));
/// The one link that there is. The corpus holds it and the cookie that is made of it.
static LINK: LazyLock<String> =
    LazyLock::new(|| LinkToken::reveal(*SHARE, Salt::new([4; 16]), &KEYS).expose().to_owned());
static LANDING: LazyLock<String> = LazyLock::new(|| {
    let link = LinkToken::verify(&LINK, &KEYS).expect("our own link");
    Landing::new(link, VisitId::new([5; 16]), Timestamp::UNIX_EPOCH).seal(&KEYS)
});

pub(crate) fn read(text: &str) {
    if LinkToken::verify(text, &KEYS).is_ok() {
        assert_eq!(text, *LINK, "a link that we did not make");
    }
    if let Ok(found) = LinkToken::find(text, &KEYS) {
        assert_eq!(found.share, *SHARE, "a link that we did not make");
    }
    let now = Timestamp::UNIX_EPOCH;
    if Landing::unseal(text, *SHARE, &KEYS, now).is_ok() {
        assert_eq!(text, *LANDING, "a cookie that we did not seal");
    }
    assert!(Session::unseal(text, *SHARE, &KEYS, now).is_err(), "we sealed no session");
}

pub(crate) fn read_record(text: &str) {
    let Ok(record) = Record::parse(text.to_owned()) else { return };
    assert_eq!(record.text(), text);
    let _ = (record.trail(), record.seq(), record.at(), record.kind(), record.actor(), record.personal());
    assert!(record.to_json().is_object());
}
