//! Openings that miss something.

use vestibule_api::problem::{Conflict, Extension, FieldError, Kind};
use vestibule_domain::share::{CodeRefused, Missing, OpenRefused};

use super::{conflict, flaw};
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
            OpenRefused::CodeWrong { .. } => {
                Self::new(Kind::Unprocessable, &detail).errors([flaw("/code", "code_wrong", &detail)])
            }
            OpenRefused::CodeEnded => {
                Self::new(Kind::Unprocessable, &detail).errors([flaw("/code", "code_ended", &detail)])
            }
            OpenRefused::BackOff(wait) => {
                let at = Some(wait.at);
                Self::new(Kind::TooManyRequests, detail).with(Extension { at, ..Extension::default() })
            }
            OpenRefused::UsedUp(used_up) => used_up.into(),
        }
    }
}

impl From<CodeRefused> for Problem {
    fn from(refused: CodeRefused) -> Self {
        let detail = refused.to_string();
        match refused {
            CodeRefused::Dead(denied) => denied.into(),
            CodeRefused::NotNeeded => conflict(detail, Conflict::CodeNotNeeded),
            CodeRefused::UsedUp(used_up) => used_up.into(),
            CodeRefused::TooMany(wait) => {
                let extension = Extension { at: Some(wait.at), ..Extension::default() };
                Self::new(Kind::TooManyRequests, detail).with(extension).retry_after(wait.seconds)
            }
        }
    }
}

fn flaw_of(missing: Missing) -> FieldError {
    let (pointer, code) = match missing {
        Missing::Consent => ("/consent", "consent_missing"),
        Missing::Disclaimer => ("/disclaimer", "disclaimer_missing"),
        Missing::Password => ("/password", "password_missing"),
        Missing::Code => ("/code", "code_missing"),
        Missing::WhoOpens => ("/name", "who_opens_missing"),
    };
    flaw(pointer, code, missing)
}
