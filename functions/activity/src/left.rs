//! Which creators of shares have no role in the project any more: what is theirs is the project admins' to look after.

use std::collections::BTreeSet;

use vestibule_api::staff;
use vestibule_cloud::StoreError;
use vestibule_domain::{share::ShareMailed, staff::Member};

use crate::Activity;

/// Who is still there, of the creators of some shares.
#[derive(Debug)]
pub(crate) struct Left {
    /// By `sub` and project.
    there: BTreeSet<(String, String)>,
}

impl Activity {
    /// One batched read, unless all were created by who asks: they have a role in the project, or would not see them.
    pub(crate) async fn left(&self, member: &Member, shares: &[ShareMailed]) -> Result<Left, StoreError> {
        let creators: BTreeSet<_> = shares.iter().map(|mailed| &mailed.share.terms.creator.sub).collect();
        let others: Vec<_> = creators.into_iter().filter(|sub| **sub != member.sub).cloned().collect();
        let profiles = self.staff.store.profiles(&others).await?;
        let mut there = BTreeSet::new();
        for terms in shares.iter().map(|mailed| &mailed.share.terms) {
            let sub = &terms.creator.sub;
            let known = profiles.iter().find(|profile| profile.sub == *sub);
            if *sub == member.sub || known.is_some_and(|profile| profile.is_in(&terms.org, &terms.project)) {
                there.insert((sub.clone(), terms.project.to_string()));
            }
        }
        Ok(Left { there })
    }
}

impl Left {
    /// A share's answer, with what is known of its creator.
    pub(crate) fn told(&self, mailed: &ShareMailed, mut share: staff::Share) -> staff::Share {
        let terms = &mailed.share.terms;
        let is_there = self.there.contains(&(terms.creator.sub.clone(), terms.project.to_string()));
        share.sharing.creator.left = Some(!is_there);
        share
    }
}
