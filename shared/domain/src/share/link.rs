//! The secret in a guest's link: `vst1_` and 67 base62 characters that only we can have made.
//!
//! A link is `key id ‖ share id ‖ salt ‖ HMAC-SHA256 tag`; the tag is that of all characters before it, cut to 128
//! bits (NIST SP 800-107 §5.1).
//! A forged one dies here, without any I/O. What the database holds, id and salt, makes no link
//! without the key; a new salt kills the old link.

use subtle::ConstantTimeEq as _;

pub use crate::value::Salt;
use crate::value::{ID_DIGITS, Key, KeyId, KeyRing, Secret, ShareId, digits, find, undigits};

const PREFIX: &str = "vst1_";

/// Characters of a link token.
pub const LINK_LENGTH: usize = PREFIX.len() + 1 + 3 * ID_DIGITS;

/// A token that was proven to be ours. The share may still be gone, or its salt be another by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkToken {
    pub share: ShareId,
    pub(crate) salt: Salt,
}

/// It is no link of ours. Deliberately says no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this link is not valid")]
pub struct NotALink;

impl LinkToken {
    /// Finds the first link of ours in what somebody pasted, without I/O.
    pub fn find(pasted: &str, keys: &KeyRing) -> Result<Self, NotALink> {
        let read = |text: &str| Self::verify(text.get(..LINK_LENGTH)?, keys).ok();
        find(pasted, (PREFIX, &['_']), read).ok_or(NotALink)
    }

    /// Proves a text to be a link that a key of the ring made, without I/O.
    pub fn verify(text: &str, keys: &KeyRing) -> Result<Self, NotALink> {
        if text.len() != LINK_LENGTH || !text.is_ascii() {
            return Err(NotALink);
        }
        let (signed, tag) = text.split_at(LINK_LENGTH - ID_DIGITS);
        let rest = signed.strip_prefix(PREFIX).ok_or(NotALink)?;
        let key_id = rest.chars().next().and_then(KeyId::new).ok_or(NotALink)?;
        let key = keys.of_links(key_id).ok_or(NotALink)?;
        let tag = undigits(tag).ok_or(NotALink)?;
        if !bool::from(tag_of(key, signed).ct_eq(&tag)) {
            return Err(NotALink);
        }
        let (share, salt) = rest[1..].split_at(ID_DIGITS);
        let share = undigits(share).ok_or(NotALink)?;
        let salt = undigits(salt).ok_or(NotALink)?;
        Ok(Self { share: ShareId::new(share), salt: Salt::new(salt) })
    }

    /// The text of the link's secret, made with the current key.
    pub fn reveal(share: ShareId, salt: Salt, keys: &KeyRing) -> LinkText {
        let (id, key) = keys.for_links();
        let signed = format!("{PREFIX}{id}{}{}", digits(*share.bits()), digits(*salt.bits()));
        let tag = digits(tag_of(key, &signed));
        LinkText(Secret::new(signed + &tag))
    }
}

/// Over the characters as they stand: a forged link is refused before the most of it is decoded.
fn tag_of(key: &Key, signed: &str) -> [u8; 16] {
    key.tag("vst1", &[signed.as_bytes()])
}

/// A usable secret, on its way to the one who may have it. Does not print or serialise.
#[derive(Debug)]
pub struct LinkText(Secret<String>);

impl LinkText {
    /// For the body of the invitation, or the answer to the creator who asked for the link.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys() -> KeyRing {
        KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32]))
    }

    proptest! {
        #[test]
        fn a_token_comes_back_as_it_went(share: [u8; 16], salt: [u8; 16]) {
            let text = LinkToken::reveal(ShareId::new(share), Salt::new(salt), &keys());
            prop_assert_eq!(text.expose().len(), LINK_LENGTH);
            let token = LinkToken::verify(text.expose(), &keys());
            prop_assert_eq!(token, Ok(LinkToken { share: ShareId::new(share), salt: Salt::new(salt) }));
        }

        #[test]
        fn every_single_character_change_is_refused(
            share: [u8; 16], salt: [u8; 16], at in 0..LINK_LENGTH, with in "[ -~]",
        ) {
            let text = LinkToken::reveal(ShareId::new(share), Salt::new(salt), &keys()).expose().to_owned();
            let changed = format!("{}{with}{}", &text[..at], &text[at + 1..]);
            prop_assume!(changed != text);
            prop_assert_eq!(LinkToken::verify(&changed, &keys()), Err(NotALink));
        }

        #[test]
        fn arbitrary_text_is_refused(text in ".{0,200}") {
            prop_assert_eq!(LinkToken::verify(&text, &keys()), Err(NotALink));
        }
    }

    #[test]
    fn a_link_is_found_as_mail_programs_and_people_mangle_it() {
        let code = LinkToken::reveal(ShareId::new([9; 16]), Salt::new([8; 16]), &keys()).expose().to_owned();
        let other = LinkToken::reveal(ShareId::new([4; 16]), Salt::new([8; 16]), &keys()).expose().to_owned();
        let (head, tail) = code.split_at(40);
        let found = Ok(LinkToken { share: ShareId::new([9; 16]), salt: Salt::new([8; 16]) });
        for pasted in [
            format!("https://portal.example/i#{code}"),
            format!("<{code}>."),
            format!("{head}=\r\n{tail}"),
            format!("> {head}\n> {tail}"),
            format!("{head}\u{200b}{tail}"),
            format!("{head}\u{ad}\u{feff}{tail}"),
            format!("{code}\nOpen until Monday 30 November"),
            format!("{code}Open until"),
            format!("\u{a0}{code}\u{3000}"),
            format!("\u{2068}{head}\u{2028}{tail}\u{2069}\u{0}"),
            format!("\u{202a}{head}\u{2011}{tail}\u{202c}"),
            format!("vst1_{code}"),
            format!("{} {code} {other}", &other[..30]),
            format!("{} {code}", "x".repeat(200)),
        ] {
            assert_eq!(LinkToken::find(&pasted, &keys()), found, "{pasted}");
        }
        for none in ["", "vst1_", &code[1..], &code[..70], &code.to_uppercase(), &"vst1_".repeat(4_000)] {
            assert_eq!(LinkToken::find(none, &keys()), Err(NotALink), "{none:.99}");
        }
    }

    #[test]
    fn cut_extended_and_recased_tokens_are_refused() {
        let text = LinkToken::reveal(ShareId::new([9; 16]), Salt::new([8; 16]), &keys()).expose().to_owned();
        for bad in [&text[..LINK_LENGTH - 1], &format!("{text}0"), &text.to_uppercase(), &text.to_lowercase()] {
            assert_eq!(LinkToken::verify(bad, &keys()), Err(NotALink), "{bad}");
        }
    }

    #[test]
    fn an_earlier_key_is_accepted_but_makes_no_new_links() {
        let old = LinkToken::reveal(ShareId::new([9; 16]), Salt::new([8; 16]), &keys());
        let second = KeyId::new('2').unwrap_or(KeyId::FIRST);
        let ring = KeyRing::new(second, Key::new([3; 32]), Key::new([2; 32]));
        assert_eq!(LinkToken::verify(old.expose(), &ring), Err(NotALink));
        let ring = ring.accepting(KeyId::FIRST, Key::new([1; 32]));
        assert!(LinkToken::verify(old.expose(), &ring).is_ok());
        let new = LinkToken::reveal(ShareId::new([9; 16]), Salt::new([8; 16]), &ring);
        assert!(new.expose().starts_with("vst1_2"));
    }

    #[test]
    fn secrets_do_not_print() {
        let text = LinkToken::reveal(ShareId::new([9; 16]), Salt::new([8; 16]), &keys());
        assert_eq!(
            format!("{text:?} {:?} {:?}", Salt::new([8; 16]), Key::new([1; 32])),
            "LinkText(Secret) Salt Key(Secret)"
        );
    }
}
