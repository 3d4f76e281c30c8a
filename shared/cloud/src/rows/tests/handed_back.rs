//! What was handed back reads back.

use vestibule_domain::{
    audit::Head,
    task::{Completion, HandedBack, Returned, ReturnedPart},
    value::{Digest, RecipientId, ShareId},
};
use vestibule_fixtures::{House, SATURDAY, at, slug, text, upload_id};

use super::reads_back;
use crate::keys::Key;

#[test]
fn what_was_handed_back_reads_back() {
    let (key, share) = (House::new().task("documents").key(), ShareId::new([1; 16]));
    let (by, recipient) = ("Ana".parse().unwrap(), RecipientId::new([9; 16]));
    let (through, record) = (share.into(), Head { seq: 12, hash: Digest::of("x") });
    let completion = Completion { at: at(SATURDAY), by, through, recipient, record, result: None };
    let returned = |field, what| Returned { field: slug(field), what, reason: "Not readable".parse().unwrap() };
    let handed_back = HandedBack {
        round: 1,
        at: at(SATURDAY),
        by: "Vera".parse().unwrap(),
        completion,
        returned: vec![
            returned("a", ReturnedPart::Answer(Some(text("12.50")))),
            returned("b", ReturnedPart::Answer(None)),
            returned("contract", ReturnedPart::File(upload_id(5))),
        ],
        asked: vec![share],
        deciders: vec![ShareId::new([8; 16])],
        begun: vec![slug("closing")],
    };
    assert_eq!(reads_back(Key::handed_back(&key, 1), &handed_back), handed_back);
}
