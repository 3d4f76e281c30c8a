//! Shares by their id.

use vestibule_domain::{
    share::{Mailings, Share, ShareMailed},
    value::ShareId,
};

use super::{
    Store,
    read::{Found, MAX_BATCH, take},
};
use crate::{error::StoreError, keys::Key};

impl Store {
    /// One batched read.
    pub async fn share(&self, share: ShareId) -> Result<Option<Share>, StoreError> {
        let mut found = self.batch(&keys(share)).await?;
        take_share(&mut found, share)
    }

    /// One batched read: the share, and what became of its mails.
    pub async fn share_mailed(&self, share: ShareId) -> Result<Option<ShareMailed>, StoreError> {
        let mut found = self.batch(&mailed_keys(share)).await?;
        take_mailed(&mut found, share)
    }

    /// Many shares at once, in the order asked; those that are not there are left out. One read for each 33.
    pub async fn shares_mailed(&self, shares: &[ShareId]) -> Result<Vec<ShareMailed>, StoreError> {
        let keys_of_all: Vec<_> = shares.iter().flat_map(|share| mailed_keys(*share)).collect();
        let mut found = Found::new();
        for batch in keys_of_all.chunks(MAX_BATCH) {
            found.extend(self.batch(batch).await?);
        }
        let all = shares.iter().map(|share| take_mailed(&mut found, *share));
        Ok(all.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }
}

pub(super) fn keys(share: ShareId) -> [Key; 2] {
    [Key::terms(share), Key::gate(share)]
}

/// A share with what became of its mails.
pub(super) fn mailed_keys(share: ShareId) -> [Key; 3] {
    let [terms, gate] = keys(share);
    [terms, gate, Key::mailings(share)]
}

pub(super) fn take_share(found: &mut Found, share: ShareId) -> Result<Option<Share>, StoreError> {
    let [terms, gate] = keys(share);
    let (terms, gate) = (take(found, &terms)?, take(found, &gate)?);
    Ok(terms.zip(gate).map(|(terms, gate)| Share { terms, gate }))
}

pub(super) fn take_mailed(found: &mut Found, share: ShareId) -> Result<Option<ShareMailed>, StoreError> {
    let mailings = take(found, &Key::mailings(share))?.unwrap_or_else(|| Mailings::none(share));
    Ok(take_share(found, share)?.map(|share| ShareMailed { share, mailings }))
}
