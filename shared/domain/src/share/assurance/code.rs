//! The code that is mailed to a guest: six digits, good for a quarter of an hour, from the browser that asked for it.
//!
//! It is derived, as links are: from the share, from the landing of the browser and from when it was asked for, with a
//! key that the database does not hold. So what is stored makes no code, asking again within its life is answered by
//! the same one, and a code that somebody else asked for, or is told of, opens nothing in another browser.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp};

use crate::value::{KeyRing, Secret, ShareId, VisitId};

/// For so long a code is good.
pub const CODE_LIFETIME: SignedDuration = SignedDuration::from_mins(15);
/// Within so long, asking again is pressing twice, or asking for a lost answer: the mail is under way.
const RESENDING_INTERVAL: SignedDuration = SignedDuration::from_secs(30);
/// Codes of one share that are good at the same time, each in a browser of its own.
pub(in super::super) const MAX_CODES: usize = 3;
/// Digits of a code.
pub const CODE_DIGITS: usize = 6;

/// That a code was asked for: from which landing, and when. It holds nothing of the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeAsked {
    pub visit: VisitId,
    pub at: Timestamp,
}

/// Six digits, as they were typed or are to be mailed. Does not print.
#[derive(Clone)]
pub struct Code(Secret<String>);

/// It is no six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no code of six digits")]
pub struct NotACode;

impl CodeAsked {
    pub fn ends_at(&self) -> Timestamp {
        self.at + CODE_LIFETIME
    }

    /// From when on asking for it mails it once more.
    pub fn again_at(&self) -> Timestamp {
        self.at + RESENDING_INTERVAL
    }

    pub(in super::super) fn code(&self, share: ShareId, keys: &KeyRing) -> Code {
        let at = self.at.as_millisecond().to_be_bytes();
        let mac = keys.for_sessions().tag("code", &[share.bits(), self.visit.bits(), &at]);
        let number = u128::from_be_bytes(mac) % 10_u128.pow(6);
        Code(Secret::new(format!("{number:0CODE_DIGITS$}")))
    }
}

impl Code {
    /// For the mail that brings it.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code")
    }
}

impl FromStr for Code {
    type Err = NotACode;

    /// Takes what is typed or copied around and between the digits: blanks, hyphens, what nobody sees; and the digits of
    /// any keyboard whose block Unicode begins with its zero.
    fn from_str(typed: &str) -> Result<Self, NotACode> {
        let is_filler = |c: &char| c.is_whitespace() || crate::value::is_unseen(*c) || "-‐‑–.".contains(*c);
        let digits: Option<String> = typed.chars().filter(|c| !is_filler(c)).take(CODE_DIGITS + 1).map(digit).collect();
        digits.filter(|digits| digits.len() == CODE_DIGITS).map(|digits| Self(Secret::new(digits))).ok_or(NotACode)
    }
}

/// Also as full-width and as Arabic-Indic digits.
fn digit(c: char) -> Option<char> {
    let zeros = ['0', '\u{ff10}', '\u{660}', '\u{6f0}'];
    let value = zeros.into_iter().find_map(|zero| u32::from(c).checked_sub(u32::from(zero)).filter(|n| *n < 10))?;
    char::from_digit(value, 10)
}

#[cfg(test)]
mod tests;
