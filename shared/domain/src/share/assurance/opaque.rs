//! The one form of a password, at setting and at typing: the profile OpaqueString of RFC 8265, 4.2.
//!
//! Every keyboard's form of a letter is one form (NFC), and every blank is U+0020. What RFC 8264 keeps out of passwords,
//! controls and what nobody sees, is refused where one is set, with its place: nobody could type it again.
//!
//! Blanks around a password are no part of it. NIST SP 800-63B (5.1.1.2) lets verifiers make allowance for likely
//! mistyping, as long as enough characters are left, and wants pasting to work: mails and tables put a blank or a line
//! break around what is copied out of them, no field shows it, and it would cost an attempt. Blanks within stay, each one.
//!
//! Two things differ from the RFC. A character that Unicode had not assigned when we were built is let in, because
//! phones have new emoji before we do; and what can stay is asked of the composed text, not of the typed one, because
//! a Mac writes Korean in parts.

use crate::value::{Found, is_unseen, nfc};

/// The text that is hashed; or what cannot be in it.
pub(super) fn opaque(typed: &str) -> Result<String, Found> {
    let typed = typed.trim_matches(is_unseen);
    let composed = nfc(&typed.chars().map(|c| if is_blank(c) { ' ' } else { c }).collect::<String>());
    match Found::first(&composed, |c| c != ' ' && is_unseen(c)) {
        Some(found) => Err(found),
        None => Ok(composed),
    }
}

/// Unicode's category Zs. Tabs and line breaks are controls.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')
}
