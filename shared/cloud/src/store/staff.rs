//! What a request of staff needs before anything else.

use jiff::Timestamp;
use vestibule_domain::{
    share::ShareMailed,
    staff::{Org, Profile, Project, is_sub},
    value::{OrgSlug, ShareId},
};

use super::{
    Store,
    read::take,
    shares::{mailed_keys, take_mailed},
};
use crate::{error::StoreError, keys::Key, rows, stored_answer::StoredAnswer};

/// Who asks, about which share, and the answer if they had it before.
#[derive(Debug)]
pub struct AskedByStaff {
    pub profile: Option<Profile>,
    pub share: Option<ShareMailed>,
    pub answer: Option<StoredAnswer>,
}

impl Store {
    pub async fn org(&self, org: &OrgSlug) -> Result<Option<Org>, StoreError> {
        self.one(&Key::org(org)).await
    }

    /// These of the orgs: one batched read.
    pub async fn orgs(&self, orgs: impl IntoIterator<Item = &OrgSlug>) -> Result<Vec<Org>, StoreError> {
        let keys: Vec<_> = orgs.into_iter().map(Key::org).collect();
        let mut found = self.batch(&keys).await?;
        let orgs = keys.iter().map(|key| take(&mut found, key)).collect::<Result<Vec<_>, _>>()?;
        Ok(orgs.into_iter().flatten().collect())
    }

    /// The projects of an org, by their names: one query, and one more for each MB.
    pub async fn projects(&self, org: &OrgSlug) -> Result<Vec<Project>, StoreError> {
        let Key { pk, .. } = Key::org(org);
        let items = self.all(pk, Some(Key::PROJECTS)).await?;
        Ok(items.into_iter().map(rows::read).collect::<Result<_, _>>()?)
    }

    /// The same, by a batched read: who records there that the trail of a share is broken may read it in this way alone.
    pub async fn org_of_share(&self, org: &OrgSlug) -> Result<Option<Org>, StoreError> {
        let key = Key::org(org);
        take(&mut self.batch(std::slice::from_ref(&key)).await?, &key)
    }

    /// Somebody who signs in, with all their orgs.
    pub async fn profile(&self, sub: &str) -> Result<Option<Profile>, StoreError> {
        if !is_sub(sub) {
            return Ok(None);
        }
        self.one(&Key::person(sub)).await
    }

    /// One batched read: who asks, about which share, and whether they asked before under the same key.
    pub async fn asked_by_staff(
        &self,
        sub: &str,
        (share, key): (Option<ShareId>, Option<&str>),
        now: Timestamp,
    ) -> Result<AskedByStaff, StoreError> {
        let (person, answer) = (Key::person(sub), key.map(|key| Key::stored_answer(sub, key)));
        let mut asked = vec![person.clone()];
        asked.extend(share.into_iter().flat_map(mailed_keys));
        asked.extend(answer.clone());
        let mut found = self.batch(&asked).await?;
        let answer = answer.map_or(Ok(None), |key| take::<StoredAnswer>(&mut found, &key))?;
        let answer = answer.filter(|answer| answer.counts(now));
        let share = share.map_or(Ok(None), |share| take_mailed(&mut found, share))?;
        Ok(AskedByStaff { profile: take(&mut found, &person)?, share, answer })
    }
}
