//! What is noted of mails about steps, so that each leaves once. How mails wait leaves no record.

use vestibule_domain::{
    outbox::Mail,
    step::Told,
    task::Spec,
    value::{RunId, StepId, TaskSlug},
};

use super::{
    Store,
    read::{MAX_BATCH, take},
};
use crate::{
    CommitError,
    commit::{item_of, refused},
    error::StoreError,
    keys::Key,
    outbox,
    rows::{self, Write},
};

impl Store {
    /// Asks for a mail that follows from a record, once however often the record is brought.
    pub async fn ask_mail(&self, mail: &Mail) -> Result<(), StoreError> {
        match self.note(outbox::row(mail)?).await {
            Ok(()) | Err(CommitError::Overtaken) => Ok(()),
            Err(error) => Err(error.into_store_error()),
        }
    }

    /// Those among the tasks of a run that are steps, by either of their descriptions. One read for each fifty of them.
    pub async fn steps_among(&self, run: RunId, tasks: &[TaskSlug]) -> Result<Vec<TaskSlug>, StoreError> {
        let mut steps = Vec::new();
        for some in tasks.chunks(MAX_BATCH / 2) {
            let keys = |task: &TaskSlug| [false, true].map(|slot| Key::spec(run, task, slot));
            let asked: Vec<_> = some.iter().flat_map(keys).collect();
            let mut found = self.batch(&asked).await?;
            for task in some {
                let [first, second] = keys(task);
                let specs: [Option<Spec>; 2] = [take(&mut found, &first)?, take(&mut found, &second)?];
                if specs.iter().flatten().any(|spec| spec.step.is_some()) {
                    steps.push(task.clone());
                }
            }
        }
        Ok(steps)
    }

    /// What somebody was told of their part in a step. One read.
    pub async fn told(&self, step: StepId) -> Result<Option<Told>, StoreError> {
        Ok(self.get(&Key::told(step)).await?.map(rows::read).transpose()?)
    }

    /// Notes what they are told now. Overtaken where another mail tells them at the same time.
    pub async fn tell(&self, step: StepId, told: &Told) -> Result<(), CommitError> {
        self.note(rows::next(Key::told(step), told.version, told)?).await
    }

    async fn note(&self, write: Write) -> Result<(), CommitError> {
        let items = vec![item_of(&self.state, write)];
        let sent = self.dynamodb.transact_write_items().set_transact_items(Some(items)).send().await;
        sent.map(drop).map_err(refused::without_trail)
    }
}
