//! What a code is made of, and what of a typed text is one.

use super::*;
use crate::{
    fixtures::{SATURDAY, at},
    value::{Key, KeyId},
};

fn keys(session: u8) -> KeyRing {
    KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([session; 32]))
}

fn asked(visit: u8) -> CodeAsked {
    CodeAsked { visit: VisitId::new([visit; 16]), at: at(SATURDAY) }
}

fn code(asked: CodeAsked, share: u8, session: u8) -> String {
    asked.code(ShareId::new([share; 16]), &keys(session)).expose().to_owned()
}

#[test]
fn a_code_has_six_digits_and_is_the_same_for_the_same_landing_and_instant() {
    let first = code(asked(1), 5, 2);
    assert!(first.len() == 6 && first.bytes().all(|b| b.is_ascii_digit()), "{first}");
    assert_eq!(code(asked(1), 5, 2), first);
}

#[test]
fn another_landing_share_instant_or_key_has_another_code() {
    let later = CodeAsked { at: at(SATURDAY) + SignedDuration::from_millis(1), ..asked(1) };
    let all =
        [code(asked(1), 5, 2), code(asked(2), 5, 2), code(asked(1), 6, 2), code(later, 5, 2), code(asked(1), 5, 3)];
    assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 5, "{all:?}");
}

#[test]
fn every_number_of_six_digits_is_as_likely_as_another() {
    let mut first_digits = [0; 10];
    for visit in 0..=255 {
        for share in 0..8 {
            let digit = code(asked(visit), share, 2).as_bytes()[0] - b'0';
            first_digits[usize::from(digit)] += 1;
        }
    }
    // 2,048 codes: 205 of each first digit, and hardly ever 70 more or fewer.
    assert!(first_digits.iter().all(|count| (135..275).contains(count)), "{first_digits:?}");
}

#[test]
fn a_code_is_read_as_people_copy_it() {
    let read = |typed: &str| typed.parse::<Code>().map(|code| code.expose().to_owned());
    for typed in ["012345", " 012 345\r\n", "012-345", "\u{200b}012\u{a0}345.", "０１２３４５", "٠١٢٣٤٥", "012‑345"]
    {
        assert_eq!(read(typed), Ok("012345".to_owned()), "{typed:?}");
    }
    for none in ["", "12345", "0123456", "O12345", "01234a", "012,345", "-", &"1".repeat(10_000)] {
        assert_eq!(read(none), Err(NotACode), "{none:.20}");
    }
    assert_eq!(format!("{:?}", "012345".parse::<Code>().unwrap()), "Code");
}
