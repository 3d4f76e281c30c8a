//! The code in the mail of an invitation: `vsi1_`, 67 base62 characters that only we can have made, a full stop, and the
//! name of the org.
//!
//! It is made like a guest's link: `key id ‖ invitation id ‖ salt ‖ HMAC-SHA256 tag`. A forged one dies here, without any
//! I/O. What the database holds, id and salt, makes no code without the key; a new salt kills the code before.

use subtle::ConstantTimeEq as _;

use crate::value::{
    ID_DIGITS, InvitationId, Key, KeyId, KeyRing, MAX_SLUG_LENGTH, OrgSlug, Salt, Secret, digits, find, undigits,
};

const PREFIX: &str = "vsi1_";
/// What stands before the name of the org.
const CODE_LENGTH: usize = PREFIX.len() + 1 + 3 * ID_DIGITS;
/// What the name of an org may hold beside letters and digits, and what stands before it.
const OTHERS: &[char] = &['_', '-', '.'];

/// A code that was proven to be ours. The invitation may still be gone, or its salt be another by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationCode {
    pub org: OrgSlug,
    pub invitation: InvitationId,
    pub(super) salt: Salt,
}

/// It is no code of ours. Deliberately says no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this invitation code is not valid")]
pub struct NotACode;

impl InvitationCode {
    /// Finds the first code of ours in what somebody pasted, without I/O. Words may stand right behind the name of the
    /// org, so each length that it can have is tried.
    pub fn find(pasted: &str, keys: &KeyRing) -> Result<Self, NotACode> {
        let read = |text: &str| {
            let longest = text.len().min(CODE_LENGTH + 1 + MAX_SLUG_LENGTH);
            (CODE_LENGTH + 2..=longest).find_map(|length| Self::verify(text.get(..length)?, keys).ok())
        };
        find(pasted, (PREFIX, OTHERS), read).ok_or(NotACode)
    }

    /// Proves a text to be a code that a key of the ring made, without I/O.
    fn verify(text: &str, keys: &KeyRing) -> Result<Self, NotACode> {
        let rest = text.strip_prefix(PREFIX).filter(|_| text.is_ascii()).ok_or(NotACode)?;
        if text.len() <= CODE_LENGTH {
            return Err(NotACode);
        }
        let (key_id, rest) = rest.split_at(1);
        let (invitation, rest) = rest.split_at(ID_DIGITS);
        let (salt, rest) = rest.split_at(ID_DIGITS);
        let (tag, org) = rest.split_at(ID_DIGITS);
        let key_id = key_id.chars().next().and_then(KeyId::new).ok_or(NotACode)?;
        let key = keys.of_links(key_id).ok_or(NotACode)?;
        let org: OrgSlug = org.strip_prefix('.').and_then(|org| org.parse().ok()).ok_or(NotACode)?;
        let invitation = undigits(invitation).ok_or(NotACode)?;
        let salt = undigits(salt).ok_or(NotACode)?;
        let tag = undigits(tag).ok_or(NotACode)?;
        if bool::from(tag_of(key, key_id, &org, (&invitation, &salt)).ct_eq(&tag)) {
            Ok(Self { org, invitation: InvitationId::new(invitation), salt: Salt::new(salt) })
        } else {
            Err(NotACode)
        }
    }

    /// The text of the code, made with the current key.
    pub(super) fn reveal(org: &OrgSlug, invitation: InvitationId, salt: Salt, keys: &KeyRing) -> CodeText {
        let (id, key) = keys.for_links();
        let tag = tag_of(key, id, org, (invitation.bits(), salt.bits()));
        let bits = [*invitation.bits(), *salt.bits(), tag].map(digits).concat();
        CodeText(Secret::new(format!("{PREFIX}{id}{bits}.{org}")))
    }
}

fn tag_of(key: &Key, id: KeyId, org: &OrgSlug, (invitation, salt): (&[u8; 16], &[u8; 16])) -> [u8; 16] {
    key.tag("vsi1", &[id.to_string().as_bytes(), org.as_str().as_bytes(), invitation, salt])
}

/// A usable secret, on its way to the one who may have it. Does not print or serialise.
#[derive(Debug)]
pub struct CodeText(Secret<String>);

impl CodeText {
    /// For the body of the mail.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::slug;

    fn keys() -> KeyRing {
        KeyRing::new(KeyId::FIRST, Key::new([1; 32]), Key::new([2; 32]))
    }

    fn code(org: &str) -> String {
        let invitation = InvitationId::new([9; 16]);
        InvitationCode::reveal(&slug(org), invitation, Salt::new([8; 16]), &keys()).expose().to_owned()
    }

    #[test]
    fn a_code_comes_back_as_it_went_and_as_mail_programs_break_it() {
        for org in ["acme", "a.b-c_d", &"x".repeat(64)] {
            let expected =
                InvitationCode { org: slug(org), invitation: InvitationId::new([9; 16]), salt: Salt::new([8; 16]) };
            let code = code(org);
            let (head, tail) = code.split_at(40);
            for pasted in [
                code.clone(),
                format!(" {head}\r\n  {tail}\u{200b}\n"),
                format!("My code is:\n {code}\nthanks!"),
                format!("> {head}=\n> {tail}"),
                format!("vsi1_ and vsi1_{}, no: {code}.", "x".repeat(90)),
            ] {
                assert_eq!(InvitationCode::find(&pasted, &keys()), Ok(expected.clone()), "{pasted}");
            }
        }
    }

    #[test]
    fn a_changed_code_is_refused_at_every_character_and_so_is_one_for_another_org() {
        let code = code("acme");
        for at in 0..code.len() {
            let other = if code.as_bytes()[at] == b'a' { "b" } else { "a" };
            let changed = format!("{}{other}{}", &code[..at], &code[at + 1..]);
            assert_eq!(InvitationCode::find(&changed, &keys()), Err(NotACode), "{changed}");
        }
        let other = code.replace(".acme", ".globex");
        for none in ["", "vsi1_", "vsi1_é", other.as_str(), &code[..code.len() - 5], &code[..72]] {
            assert_eq!(InvitationCode::find(none, &keys()), Err(NotACode), "{none}");
        }
    }

    #[test]
    fn another_key_makes_other_codes() {
        let ring = KeyRing::new(KeyId::FIRST, Key::new([3; 32]), Key::new([2; 32]));
        assert_eq!(InvitationCode::find(&code("acme"), &ring), Err(NotACode));
    }
}
