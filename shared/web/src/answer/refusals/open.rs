//! Openings that miss something.

use vestibule_api::problem::{Extension, Kind};
use vestibule_domain::share::OpenRefused;

use super::flaw;
use crate::answer::problem::Problem;

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
            OpenRefused::BackOff(wait) => {
                let at = Some(wait.at);
                Self::new(Kind::TooManyRequests, detail).with(Extension { at, ..Extension::default() })
            }
        }
    }
}
