//! Mails that are counted when they leave. Nobody acts then, so it leaves no record; what is left out does.

use vestibule_domain::share::MailCount;

use crate::{
    CommitError,
    commit::{item_of, refused},
    rows::mail_count::counted,
    store::Store,
};

impl Store {
    /// Notes that mails are about to leave, each for all that it counts for. Overtaken where another mail was counted
    /// meanwhile.
    pub async fn count_mails(&self, counts: &[MailCount]) -> Result<(), CommitError> {
        let writes = counts.iter().filter_map(|count| counted(count).transpose());
        let items = writes.map(|write| Ok(item_of(&self.state, write?))).collect::<Result<Vec<_>, CommitError>>()?;
        let sent = self.dynamodb.transact_write_items().set_transact_items(Some(items)).send().await;
        sent.map(drop).map_err(refused::without_trail)
    }
}
