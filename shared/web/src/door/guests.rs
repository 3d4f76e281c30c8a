//! Where guests are received: from a cookie to a session, from a session to the work it opens.

use http::HeaderMap;
use vestibule_cloud::{Store, store::Work};
use vestibule_domain::{
    Timestamp,
    audit::{Origin, Stamp},
    id::ShareId,
    session::{NoSession, Session},
    share::Share,
    slug::TaskSlug,
    token::KeyRing,
};

use crate::{
    answer::problem::Problem,
    door::{csrf, session, try_error::TryError},
    start::{
        Start, StartError,
        environment::{Clock, Random},
    },
};

/// What every guest-facing function works with.
#[derive(Debug, Clone)]
pub struct Guests {
    pub store: Store,
    pub keys: KeyRing,
    pub clock: Clock,
    pub random: Random,
}

/// A guest whose cookie is ours. Whether the share still lets them in is the gate's to say.
#[derive(Debug)]
pub struct Visitor<'a> {
    guests: &'a Guests,
    pub session: Session,
    origin: Origin,
}

impl Guests {
    /// Reads its settings now, and calls AWS when it is awaited: for the connection and the keys at the same time.
    pub fn from_start(start: &Start) -> impl Future<Output = Result<Self, StartError>> {
        let (store, keys) = (start.store(), start.keys());
        async {
            let (store, keys) = tokio::try_join!(store, keys)?;
            Ok(Self { store, keys, clock: start.clock.clone(), random: start.random.clone() })
        }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Recognises a guest of a share who only reads.
    pub fn reader(&self, share: ShareId, headers: &HeaderMap, origin: Origin) -> Result<Visitor<'_>, NoSession> {
        let session = session::read(headers, share, &self.keys, self.now())?;
        Ok(Visitor { guests: self, session, origin })
    }

    /// Recognises a guest of a share who acts: the page must have been ours (OWASP CSRF cheat sheet).
    pub fn actor(
        &self,
        share: ShareId,
        headers: &HeaderMap,
        csrf: Option<&str>,
        origin: Origin,
    ) -> Result<Visitor<'_>, Problem> {
        let visitor = self.reader(share, headers, origin)?;
        csrf::check_token(headers, csrf, &visitor.session, &self.keys)?;
        Ok(visitor)
    }

    /// The circumstances in which somebody with a share's link acts.
    pub fn stamp(&self, share: &Share, origin: &Origin) -> Stamp {
        Stamp::guest(share, origin.clone(), self.now(), self.random.bits())
    }
}

impl Visitor<'_> {
    /// The share with its run and one of its tasks, in one round trip.
    pub async fn work(&self, task: &TaskSlug) -> Result<Work, TryError> {
        let work = self.guests.store.work(self.session.share, self.session.run, task).await?;
        Ok(work.ok_or(NoSession)?)
    }

    pub fn stamp(&self, share: &Share) -> Stamp {
        self.guests.stamp(share, &self.origin)
    }
}
