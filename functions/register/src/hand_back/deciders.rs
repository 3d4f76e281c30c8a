//! Guests who have decided on what is handed back.

use vestibule_cloud::{StoreError, store::BesideTask};
use vestibule_domain::{
    run::Progress,
    share::{MailCount, MailsOf, Share},
    task::TaskKey,
    value::{RecipientId, ShareId},
};

use crate::Register;

impl Register {
    /// Their shares, as far as they are there, and what was used of their mails beside what is counted already. One read,
    /// where there are any.
    pub(super) async fn deciders(
        &self,
        of: (&TaskKey, &Progress),
        decided: &[(ShareId, RecipientId)],
        counted: &[MailCount],
    ) -> Result<(Vec<Share>, Vec<MailCount>), StoreError> {
        if decided.is_empty() {
            return Ok((vec![], vec![]));
        }
        let mut mails: Vec<MailsOf> = vec![];
        for one in MailsOf::of_guests(decided) {
            if !mails.contains(&one) && !counted.iter().any(|count| count.of == one) {
                mails.push(one);
            }
        }
        let shares: Vec<_> = decided.iter().map(|(share, _)| *share).collect();
        let BesideTask { shares, counts, .. } = self.staff.store.beside_task(of, (&shares, &[]), &mails).await?;
        Ok((shares, counts))
    }
}
