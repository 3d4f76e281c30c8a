//! What is noted of mails about steps, so that each leaves once. How mails wait leaves no record.

use vestibule_domain::{outbox::Mail, step::LastNews, value::StepId};

use crate::{
    CommitError,
    commit::{item_of, refused},
    error::StoreError,
    keys::Key,
    outbox,
    rows::{self, Write},
    store::Store,
};

impl Store {
    /// Asks for a mail that follows from a record, once however often the record is brought.
    pub async fn ask_mail(&self, mail: &Mail) -> Result<(), StoreError> {
        match self.note(outbox::row(mail)?).await {
            Ok(()) | Err(CommitError::Overtaken) => Ok(()),
            Err(error) => Err(error.into_store_error()),
        }
    }

    /// What somebody was told of their part in a step. One read.
    pub async fn told(&self, step: StepId) -> Result<Option<LastNews>, StoreError> {
        let key = Key::told(step);
        let told = self.batch(std::slice::from_ref(&key)).await?.remove(&key);
        Ok(told.map(rows::read).transpose()?)
    }

    /// Notes what they are told now. Overtaken where another mail tells them at the same time.
    pub async fn tell(&self, step: StepId, told: &LastNews) -> Result<(), CommitError> {
        self.note(rows::next(Key::told(step), told.version, told)?).await
    }

    async fn note(&self, write: Write) -> Result<(), CommitError> {
        let items = vec![item_of(&self.state, write)];
        let sent = self.dynamodb.transact_write_items().set_transact_items(Some(items)).send().await;
        sent.map(drop).map_err(refused::without_trail)
    }
}
