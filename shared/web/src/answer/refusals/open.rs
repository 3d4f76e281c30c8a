//! Openings that miss something.

use vestibule_api::problem::{Extension, FieldError, Kind};
use vestibule_domain::share::{Missing, OpenRefused};

use super::flaw;
use crate::answer::problem::Problem;

impl From<OpenRefused> for Problem {
    fn from(refused: OpenRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            OpenRefused::Dead(denied) => denied.into(),
            OpenRefused::Missing(missing) => {
                Self::new(Kind::Unprocessable, detail).errors(missing.into_iter().map(flaw_of))
            }
            OpenRefused::PasswordWrong { .. } => {
                Self::new(Kind::Unprocessable, &detail).errors([flaw("/password", "password_wrong", &detail)])
            }
            OpenRefused::BackOff(wait) => {
                let at = Some(wait.at);
                Self::new(Kind::TooManyRequests, detail).with(Extension { at, ..Extension::default() })
            }
            OpenRefused::UsedUp(used_up) => used_up.into(),
        }
    }
}

fn flaw_of(missing: Missing) -> FieldError {
    let (pointer, code) = match missing {
        Missing::Consent => ("/consent", "consent_missing"),
        Missing::Disclaimer => ("/disclaimer", "disclaimer_missing"),
        Missing::Password => ("/password", "password_missing"),
    };
    flaw(pointer, code, missing)
}
