//! Trying a share's password: the attempt is counted and committed before the password is looked at, so
//! that a hundred guesses at once cost no more hashes than are allowed.

use vestibule_cloud::contention::retry_when_overtaken;
use vestibule_domain::{
    audit::Source,
    share::{Open, OpenRefused, Password, PasswordProof},
};
use vestibule_web::{answer::Problem, door::TryError, request::Deadline};

use crate::state::Portal;

impl Portal {
    /// Two transactions when the password is wrong, one when it is right.
    pub(crate) async fn try_password(
        &self,
        token: &str,
        opening: &Opening,
        password: &str,
        (origin, deadline): (&Origin, Deadline),
    ) -> Result<Result<PasswordProof, OpenRefused>, Problem> {
        let reserved = retry_when_overtaken(deadline, &self.guests.random, || async {
            let (share, _) = self.look(token).await?;
            match share.reserve_attempt(opening, &self.guests.stamp(&share, origin)) {
                Ok(change) => {
                    self.guests.store.commit(&change).await?;
                    Ok::<_, TryError>(Ok(change.into_state()))
                }
                Err(refused) => Ok(Err(refused)),
            }
        });
        let reserved = match reserved.await.map_err(TryError::into_problem)? {
            Ok(share) => share,
            Err(refused) => return Ok(Err(refused)),
        };
        let attempt = reserved.attempts.tried();
        // One too short or too long to have been set is simply not the password.
        let given = password.parse::<Password>().ok();
        if let Some(proof) = given.and_then(|given| PasswordProof::check(&reserved, &given)) {
            return Ok(Ok(proof));
        }
        let noted = retry_when_overtaken(deadline, &self.guests.random, || async {
            let (share, _) = self.look(token).await?;
            let change = share.attempt_failed(attempt, &self.guests.stamp(&share, origin));
            Ok::<_, TryError>(self.guests.store.commit(&change).await?)
        });
        noted.await.map_err(TryError::into_problem)?;
        Ok(Err(OpenRefused::PasswordWrong { attempt }))
    }
}
