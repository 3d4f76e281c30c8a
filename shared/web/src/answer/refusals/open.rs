//! Openings that miss something.

use vestibule_domain::share::OpenRefused;

use super::flaw;
use crate::answer::problem::{Kind, Problem};

impl From<OpenRefused> for Problem {
    fn from(refused: OpenRefused) -> Self {
        let detail = refused.to_string();
        let missing =
            |pointer: &str, code: &str| Self::new(Kind::Unprocessable, &detail).errors([flaw(pointer, code, &detail)]);
        match refused {
            OpenRefused::Dead(denied) => denied.into(),
            OpenRefused::ConsentMissing => missing("/consent", "consent_missing"),
            OpenRefused::DisclaimerMissing => missing("/disclaimer", "disclaimer_missing"),
            OpenRefused::PasswordMissing => missing("/password", "password_missing"),
            OpenRefused::PasswordWrong { .. } => missing("/password", "password_wrong"),
            OpenRefused::BackOff(wait) => Self::new(Kind::TooManyRequests, detail).with("at", wait.at.to_string()),
        }
    }
}
