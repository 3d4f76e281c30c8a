//! Trying a share's password: the attempt is counted and committed before the password is looked at, so
//! that a hundred guesses at once cost no more hashes than are allowed.

use vestibule_domain::{
    decision::Act as _,
    share::{AttemptFailed, Open, OpenRefused, Password, PasswordProof, ReserveAttempt},
};
use vestibule_web::answer::Problem;

use crate::{
    link::{Coming, Refused},
    state::Portal,
};

impl Portal {
    /// Two transactions when the password is wrong, one when it is right.
    pub(crate) async fn try_password(
        &self,
        opening: &Open,
        password: &str,
        coming: Coming<'_>,
    ) -> Result<Result<PasswordProof, Refused<OpenRefused>>, Problem> {
        let reserve = ReserveAttempt { opening };
        let reserved = match self.act_on_link(coming, |share, stamp| reserve.decide(share, stamp)).await? {
            Ok(share) => share,
            Err(refused) => return Ok(Err(refused)),
        };
        let device = opening.device;
        let attempt = reserved.attempts_of(device.as_ref());
        // One too short or too long to have been set is simply not the password.
        let given = password.parse::<Password>().ok();
        if let Some(proof) = given.and_then(|given| PasswordProof::check(&reserved, &given)) {
            return Ok(Ok(proof));
        }
        let failed = AttemptFailed { attempt, device };
        let recorded = self.act_on_link(coming, |share, stamp| failed.decide(share, stamp)).await?;
        Ok(Err(match recorded {
            Ok(share) => Refused { share, why: OpenRefused::PasswordWrong { attempt } },
            Err(refused) => refused,
        }))
    }
}
