//! Trying a share's password and its code: the attempt is counted and committed before what was typed is looked at, so
//! that a hundred guesses at once cost no more hashes than are allowed, and a thousand no more looks at the code.

use vestibule_api::guest::Opening;
use vestibule_domain::{
    decision::Act as _,
    share::{
        AttemptFailed, CodeProof, Missing, Open, OpenRefused, Password, PasswordProof, Proofs, ReserveAttempt, Secrets,
        Share,
    },
    value::{Secret, is_blank},
};
use vestibule_web::answer::Problem;

use crate::{
    link::{Coming, Refused},
    state::Portal,
};

/// What was typed of the secrets that are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Typed<'a> {
    password: Option<&'a str>,
    code: Option<&'a str>,
}

/// What was proved by it.
#[derive(Debug, Default)]
pub(crate) struct Proved {
    password: Option<PasswordProof>,
    code: Option<CodeProof>,
}

impl<'a> Typed<'a> {
    /// Of what is missing; `None`: not all of it was typed. The code may take the place of the password.
    pub(crate) fn of(body: &'a Opening, missing: &[Missing], share: &Share) -> Option<Self> {
        let typed = |secret: &'a Option<Secret<String>>| {
            secret.as_ref().map(Secret::expose).map(String::as_str).filter(|text| !is_blank(text))
        };
        let (lacks_password, lacks_code) = (missing.contains(&Missing::Password), missing.contains(&Missing::Code));
        let takes_code = lacks_code || (lacks_password && share.takes_code_for_password());
        let code = typed(&body.code).filter(|_| takes_code);
        let instead = code.is_some() && !lacks_code;
        let password = typed(&body.password).filter(|_| lacks_password && !instead);
        let all = (!lacks_password || instead || password.is_some()) && (!lacks_code || code.is_some());
        (all && (lacks_password || lacks_code)).then_some(Self { password, code })
    }

    fn secrets(self) -> Secrets {
        Secrets { password: self.password.is_some(), code: self.code.is_some() }
    }
}

impl Proved {
    pub(crate) fn proofs(&self) -> Proofs<'_> {
        Proofs { password: self.password.as_ref(), code: self.code.as_ref() }
    }
}

impl Portal {
    /// Two transactions when something is wrong, one when all is right.
    pub(crate) async fn try_secrets(
        &self,
        opening: &Open,
        typed: Typed<'_>,
        coming: Coming<'_>,
    ) -> Result<Result<Proved, Refused<OpenRefused>>, Problem> {
        let reserve = ReserveAttempt { opening, at: typed.secrets() };
        let reserved = match self.act_on_link(coming, |share, stamp| reserve.decide(share, stamp)).await? {
            Ok(share) => share,
            Err(refused) => return Ok(Err(refused)),
        };
        let wrong = match self.prove(&reserved, opening, typed) {
            Ok(proved) => return Ok(Ok(proved)),
            Err(wrong) => wrong,
        };
        let device = opening.device;
        let attempt = reserved.attempts_of(device.as_ref());
        let failed = AttemptFailed { attempt, device, at: wrong };
        let recorded = self.act_on_link(coming, |share, stamp| failed.decide(share, stamp)).await?;
        let why = if wrong.code { OpenRefused::CodeWrong { attempt } } else { OpenRefused::PasswordWrong { attempt } };
        Ok(Err(match recorded {
            Ok(share) => Refused { share, why },
            Err(refused) => refused,
        }))
    }

    /// All that was typed; or what of it was wrong. With a wrong code no password is hashed.
    fn prove(&self, share: &Share, opening: &Open, typed: Typed<'_>) -> Result<Proved, Secrets> {
        let mut proved = Proved::default();
        if let Some(code) = typed.code {
            proved.code = Some(self.prove_code(share, opening, code).ok_or(Secrets::CODE)?);
        }
        // One too short or too long to have been set is simply not the password.
        if let Some(password) = typed.password {
            let given = password.parse::<Password>().ok();
            let proof = given.and_then(|given| PasswordProof::check(share, &given));
            proved.password = Some(proof.ok_or(Secrets::PASSWORD)?);
        }
        Ok(proved)
    }
}
