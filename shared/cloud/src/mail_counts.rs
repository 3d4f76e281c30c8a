//! Mails that are counted when they leave. Nobody acts then, so it leaves no record; what is left out does.

use vestibule_domain::{
    share::{CodeCount, MailCount},
    value::RecipientId,
};

use crate::{
    CommitError,
    commit::{item_of, refused},
    error::StoreError,
    keys::Key,
    rows::{
        self,
        mail_count::{MailsUntil, counted},
    },
    store::Store,
};

impl Store {
    /// What was used of the codes that may be mailed to an address. One read.
    pub async fn code_count(&self, recipient: RecipientId) -> Result<CodeCount, StoreError> {
        let Some(item) = self.get(&Key::code_count(recipient)).await? else { return Ok(CodeCount::none(recipient)) };
        let MailsUntil { until, version, .. } = rows::read(item)?;
        Ok(CodeCount { recipient, until: Some(until), version })
    }

    /// Notes that mails are about to leave, each for all that it counts for. Overtaken where another mail was counted
    /// meanwhile.
    pub async fn count_mails(&self, counts: &[MailCount]) -> Result<(), CommitError> {
        let writes = counts.iter().filter_map(|count| counted(count).transpose());
        let items = writes.map(|write| Ok(item_of(&self.state, write?))).collect::<Result<Vec<_>, CommitError>>()?;
        let sent = self.dynamodb.transact_write_items().set_transact_items(Some(items)).send().await;
        sent.map(drop).map_err(refused::without_trail)
    }
}
