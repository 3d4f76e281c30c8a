//! Somebody comes with a link: the share that it opens, and what they do before they are in.

use std::sync::Arc;

use vestibule_cloud::{Stored, contention::retry_when_overtaken};
use vestibule_domain::{
    audit::{Source, Stamp},
    decision::Decision,
    share::{LinkToken, NotALink, Share},
};
use vestibule_web::{answer::Problem, door::TryError, request::Deadline};

use crate::state::Portal;

/// Who comes, with which link, and until when they are answered. It does not print, because it holds the link.
#[derive(Clone, Copy)]
pub(crate) struct Coming<'a> {
    pub(crate) token: &'a str,
    pub(crate) source: &'a Source,
    pub(crate) deadline: Deadline,
}

/// Why it was refused, and the share on which that was decided.
#[derive(Debug)]
pub(crate) struct Refused<R> {
    pub(crate) share: Share,
    pub(crate) why: R,
}

/// What a guest agrees to before they are in.
#[derive(Debug, Clone)]
pub struct InvitationTexts {
    pub notice: Arc<str>,
    pub disclaimer: Option<Arc<str>>,
}

impl Portal {
    /// The share that a token opens, in any state. A forged one costs no I/O, and is told
    /// exactly what an unknown or rotated one is told.
    pub(crate) async fn look(&self, token: &str) -> Result<Share, Problem> {
        let token = LinkToken::verify(token, &self.guests.keys)?;
        let found = self.guests.store.share(token.share).await?;
        Ok(found.filter(|share| share.answers_to(&token)).ok_or(NotALink)?)
    }

    /// One read each, of what this process has not read before.
    pub(crate) async fn texts(&self, share: &Share) -> Result<InvitationTexts, Problem> {
        let notice = self.guests.store.text(share.terms.notice).await?;
        let disclaimer = match share.terms.disclaimer {
            Some(sha256) => Some(self.guests.store.text(sha256).await?),
            None => None,
        };
        Ok(InvitationTexts { notice, disclaimer })
    }

    /// Decides and commits until nobody else is quicker: one read and one transaction.
    pub(crate) async fn act_on_link<M: Stored, R>(
        &self,
        Coming { token, source, deadline }: Coming<'_>,
        decide: impl Fn(&Share, &Stamp) -> Result<Decision<M>, R>,
    ) -> Result<Result<M, Refused<R>>, Problem> {
        let acted = retry_when_overtaken(deadline, &self.guests.random, || async {
            let share = self.look(token).await?;
            let decision = match decide(&share, &self.guests.stamp(&share, source)) {
                Ok(decision) => decision,
                Err(why) => return Ok(Err(Refused { share, why })),
            };
            if let Some(change) = decision.change() {
                self.guests.store.commit(change).await?;
            }
            Ok::<_, TryError>(Ok(decision.into_state()))
        });
        acted.await.map_err(TryError::into_problem)
    }
}
