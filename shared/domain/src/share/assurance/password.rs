//! A share's password: Argon2id, attempts that are reserved before they are tried, a back-off that grows.

use std::{fmt, str::FromStr};

use argon2::{Algorithm, Argon2, Params, PasswordHash as Phc, PasswordHasher as _, PasswordVerifier as _, Version};
use jiff::{SignedDuration, Timestamp};

use super::opaque::opaque;
use crate::value::{Found, Secret};

/// 8 to 128 characters, as NIST SP 800-63B §5.1.1 asks of memorised secrets, each code point one as it says there; in the
/// form of [`opaque`]. Does not print.
#[derive(Debug, Clone)]
pub struct Password(Secret<String>);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefused {
    #[error(
        "must be {min} to {max} characters long; blanks around it do not count", min = Password::MIN, max = Password::MAX
    )]
    Length,
    #[error("has {0}, which nobody sees and nobody could type again")]
    Unseen(Found),
}

impl Password {
    /// Fewest characters of a password.
    pub const MIN: usize = 8;
    /// Most characters of a password.
    pub const MAX: usize = 128;

    /// OWASP Password Storage: Argon2id, 19 MiB, 2 passes, 1 lane. The salt comes from the caller.
    pub fn hash(&self, salt: [u8; 16]) -> PasswordHash {
        #[expect(clippy::unwrap_used, reason = "a 16-byte salt and fixed parameters are always in range")]
        let hash = argon2id().hash_password_with_salt(self.0.expose().as_bytes(), &salt).unwrap();
        PasswordHash(hash.to_string())
    }

    /// Compares with a stored hash. About 25 ms of work: reserve the attempt first.
    pub fn matches(&self, stored: &PasswordHash) -> bool {
        Phc::new(&stored.0).is_ok_and(|phc| argon2id().verify_password(self.0.expose().as_bytes(), &phc).is_ok())
    }
}

fn argon2id() -> Argon2<'static> {
    #[expect(clippy::unwrap_used, reason = "constants within the ranges of RFC 9106")]
    let params = Params::new(19 * 1024, 2, 1, Some(32)).unwrap();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

impl FromStr for Password {
    type Err = PasswordRefused;
    fn from_str(text: &str) -> Result<Self, PasswordRefused> {
        let text = opaque(text).map_err(PasswordRefused::Unseen)?;
        if (Self::MIN..=Self::MAX).contains(&text.chars().count()) {
            Ok(Self(Secret::new(text)))
        } else {
            Err(PasswordRefused::Length)
        }
    }
}

/// A PHC string. Does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Reads a stored one back.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// What is stored.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash")
    }
}

/// Attempts since the last success. The first [`Attempts::MAX_FREE`] come without delay; from then on
/// each one waits twice as long as the one before, never longer than [`Attempts::MAX_DELAY`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attempts {
    tried: u32,
    not_before: Option<Timestamp>,
}

/// Try again at that instant; nothing was counted or hashed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("too many attempts; the next one is possible at {at}")]
pub struct BackOff {
    pub at: Timestamp,
}

impl Attempts {
    /// Attempts before anybody has to wait.
    pub const MAX_FREE: u32 = 5;
    /// The pause after the first wrong password that is not free, in seconds; each one after it is twice as long.
    const FIRST_DELAY: i64 = 30;
    /// The longest pause after a wrong password.
    pub const MAX_DELAY: SignedDuration = SignedDuration::from_mins(15);

    /// Reads stored ones back.
    pub fn stored(tried: u32, not_before: Option<Timestamp>) -> Self {
        Self { tried, not_before }
    }

    pub fn tried(&self) -> u32 {
        self.tried
    }

    /// When the next attempt may come, from the one on that makes it wait.
    pub fn locked_until(&self) -> Option<Timestamp> {
        self.not_before
    }

    /// Counts one attempt before it is made.
    pub fn reserve(&self, now: Timestamp) -> Result<Self, BackOff> {
        if let Some(at) = self.not_before.filter(|at| now < *at) {
            return Err(BackOff { at });
        }
        let tried = self.tried.saturating_add(1);
        let not_before = tried.checked_sub(Self::MAX_FREE).map(|beyond| {
            let seconds = Self::FIRST_DELAY.saturating_mul(1 << beyond.min(16));
            now + SignedDuration::from_secs(seconds).min(Self::MAX_DELAY)
        });
        Ok(Self { tried, not_before })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap_or_default()
    }

    #[test]
    fn a_password_matches_its_hash_only() {
        let hash = |text: &str| text.parse::<Password>().map(|p| p.hash([3; 16]));
        let stored = hash("correct horse").unwrap_or_else(|_| unreachable!());
        assert!(stored.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", stored.0);
        assert!("correct horse".parse::<Password>().is_ok_and(|p| p.matches(&stored)));
        assert!(!"correct horsf".parse::<Password>().is_ok_and(|p| p.matches(&stored)));
        assert!("short".parse::<Password>().is_err());
    }

    #[test]
    fn a_password_is_the_same_from_every_keyboard_and_with_a_pasted_blank_around_it() {
        let set: Password = "contraseña são".parse().unwrap_or_else(|_| unreachable!());
        let stored = set.hash([3; 16]);
        for typed in [
            "contrasen\u{303}a sa\u{303}o",
            " contraseña são\r\n",
            "\u{feff}contraseña\u{a0}são\u{200b}",
            "contraseña\u{3000}são",
        ] {
            assert!(typed.parse::<Password>().is_ok_and(|p| p.matches(&stored)), "{typed:?}");
        }
        for other in ["contraseña  são", "contraseñasão", "Contraseña são"] {
            assert!(!other.parse::<Password>().is_ok_and(|p| p.matches(&stored)), "{other:?}");
        }
    }

    #[test]
    fn a_password_can_be_seen() {
        let refused = |text: &str| text.parse::<Password>().err().map(|error| error.to_string());
        let length = Some("must be 8 to 128 characters long; blanks around it do not count".to_owned());
        for blank in ["        ", &"\u{3164}".repeat(8), &"\u{200b}".repeat(20), "  short  ", &"x".repeat(129)] {
            assert_eq!(refused(blank), length, "{blank:?}");
        }
        let unseen = Some("has U+0000 at character 5, which nobody sees and nobody could type again".to_owned());
        assert_eq!(refused("abcd\u{0}efgh"), unseen);
        assert!(refused("correct\thorse").is_some_and(|error| error.starts_with("has U+0009 at character 8")));
        assert_eq!(refused("corréct 🐴 hórse"), None);
    }

    #[test]
    fn five_attempts_are_free_then_the_wait_doubles_up_to_a_quarter_hour() {
        let mut attempts = Attempts::default();
        for _ in 0..5 {
            attempts = attempts.reserve(at(0)).unwrap_or_default();
        }
        assert_eq!(attempts.reserve(at(29)), Err(BackOff { at: at(30) }));
        attempts = attempts.reserve(at(30)).unwrap_or_default();
        assert_eq!(attempts.reserve(at(89)), Err(BackOff { at: at(90) }));
        for _ in 0..40 {
            attempts = attempts.reserve(at(1_000_000)).unwrap_or(attempts);
        }
        let mut late = attempts.clone();
        for n in 1..40 {
            late = late.reserve(at(1_000_000 + n * 900)).unwrap_or(late);
        }
        assert_eq!(late.reserve(at(1_000_000 + 39 * 900 + 899)), Err(BackOff { at: at(1_000_000 + 40 * 900) }));
    }
}
