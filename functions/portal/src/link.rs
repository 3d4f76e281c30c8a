//! Somebody comes with a link: the share that it opens, and what they do before they are in.

use std::sync::Arc;

use http::{HeaderMap, HeaderValue, header};
use vestibule_cloud::{Stored, contention::retry_when_overtaken};
use vestibule_domain::{
    audit::{Source, Stamp},
    decision::Decision,
    gate::Landing,
    share::{Denied, LinkToken, NotALink, Share, UpFront},
    value::ShareId,
};
use vestibule_web::{
    answer::Problem,
    door::{TryError, crowd},
    request::Deadline,
};

use crate::state::Portal;

/// Who comes, with which landing, and until when they are answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Coming<'a> {
    pub(crate) landing: &'a Landing,
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
    /// Those that stood before, where somebody agreed to them.
    pub before: Option<BeforeTexts>,
}

/// What others have taken the place of.
#[derive(Debug, Clone)]
pub struct BeforeTexts {
    pub notice: Arc<str>,
    /// Empty: there was none.
    pub disclaimer: Arc<str>,
}

impl Portal {
    /// The share of a proven link, in any state.
    pub(crate) async fn look(&self, link: &LinkToken) -> Result<Share, Problem> {
        let share = self.guests.store.share(link.share).await?.ok_or(NotALink)?;
        if share.answers_to(link) { Ok(share) } else { Err(Denied::Replaced.into()) }
    }

    /// One read each, of what this process has not read before.
    pub(crate) async fn texts(&self, share: &Share) -> Result<InvitationTexts, Problem> {
        let notice = self.guests.store.text(share.terms.notice).await?;
        let disclaimer = match share.terms.disclaimer {
            Some(sha256) => Some(self.guests.store.text(sha256).await?),
            None => None,
        };
        let before = match share.terms.replaced {
            Some(replaced) => Some(BeforeTexts {
                notice: self.guests.store.text(replaced.notice).await?,
                disclaimer: match replaced.disclaimer {
                    Some(sha256) => self.guests.store.text(sha256).await?,
                    None => "".into(),
                },
            }),
            None => None,
        };
        Ok(InvitationTexts { notice, disclaimer, before })
    }

    /// What is left to do by it, or what it shows. One read.
    pub(crate) async fn up_front(&self, share: &Share) -> Result<UpFront, Problem> {
        Ok(self.guests.store.up_front(share).await?)
    }

    /// Decides and commits until nobody else is quicker: one read and one transaction.
    pub(crate) async fn act_on_link<M: Stored, R>(
        &self,
        Coming { landing, source, deadline }: Coming<'_>,
        decide: impl Fn(&Share, &Stamp) -> Result<Decision<M>, R>,
    ) -> Result<Result<M, Refused<R>>, Problem> {
        let acted = retry_when_overtaken(deadline, &self.guests.random, || async {
            let share = self.look(&landing.link).await?;
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

    /// Puts a cookie of a share into an answer, and takes away what the browser holds too many of.
    pub(crate) fn remember(
        &self,
        asked: &HeaderMap,
        (of, share): (crowd::For, ShareId),
        cookie: HeaderValue,
        answer: &mut HeaderMap,
    ) {
        for gone in crowd::make_room(asked, of, share, &self.guests.keys, self.guests.now()) {
            answer.append(header::SET_COOKIE, gone);
        }
        answer.append(header::SET_COOKIE, cookie);
    }
}
