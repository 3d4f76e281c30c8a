//! Reading state: what each operation loads, in how many round trips (DESIGN §3).

use std::collections::HashMap;

use aws_sdk_dynamodb::{Client, types::KeysAndAttributes};
use vestibule_domain::{
    Timestamp,
    file::ReferenceFile,
    id::{FileId, RunId, ShareId},
    member::Member,
    org::{Org, Project},
    run::Run,
    share::{Brief, Share},
    slug::{OrgSlug, ProjectSlug, TaskSlug},
    task::Task,
};

use crate::{
    error::StoreError,
    keys::{Item, Key, text},
    receipt::Receipt,
    rows::{self, Row},
};

/// The two tables. Reads are strongly consistent, so that a revocation is seen by the very next request.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) dynamodb: Client,
    pub(crate) state: String,
    pub(crate) trail: String,
}

/// A share with the run it is in and one of its tasks.
#[derive(Debug)]
pub struct Work {
    pub share: Share,
    pub run: Run,
    pub task: Option<Task>,
}

/// What lies on the desk when a request of staff is taken up.
#[derive(Debug)]
pub struct Desk {
    pub member: Option<Member>,
    /// The share that it is about.
    pub share: Option<Share>,
    /// What came of it, if it was carried out before.
    pub receipt: Option<Receipt>,
}

impl Store {
    pub fn new(dynamodb: Client, state: String, trail: String) -> Self {
        Self { dynamodb, state, trail }
    }

    /// Opens the connection before the first request needs it.
    pub async fn warm(&self) -> Result<(), StoreError> {
        self.get(&Key::warm()).await.map(|_| ())
    }

    pub async fn share(&self, share: ShareId) -> Result<Option<Share>, StoreError> {
        self.one(&Key::share(share)).await
    }

    /// One query.
    pub async fn share_and_brief(&self, share: ShareId) -> Result<Option<(Share, Brief)>, StoreError> {
        let (mut found, mut told) = (None, None);
        for item in self.partition(Key::share(share).pk).await? {
            match rows::attribute(&item, "sk") {
                Some("BRIEF") => told = Some(rows::read(item)?),
                _ => found = Some(rows::read(item)?),
            }
        }
        Ok(found.zip(told))
    }

    /// One batched read.
    pub async fn work(&self, share: ShareId, run: RunId, task: &TaskSlug) -> Result<Option<Work>, StoreError> {
        let (share, run, task) = (Key::share(share), Key::run(run), Key::task(run, task));
        let mut found = self.batch(&[&share, &run, &task]).await?;
        let (share, run) = (take(&mut found, &share)?, take(&mut found, &run)?);
        let task = take(&mut found, &task)?;
        Ok(share.zip(run).map(|(share, run)| Work { share, run, task }))
    }

    /// Two reads at once, however many tasks.
    pub async fn view(&self, share: ShareId, run: RunId) -> Result<Option<(Share, Brief, Run, Vec<Task>)>, StoreError> {
        let (told, flow) = tokio::join!(self.share_and_brief(share), self.run(run));
        Ok(told?.zip(flow?).map(|((share, brief), (run, tasks))| (share, brief, run, tasks)))
    }

    /// One query: the run and all its tasks, in the run's order.
    pub async fn run(&self, run: RunId) -> Result<Option<(Run, Vec<Task>)>, StoreError> {
        let mut found: Option<Run> = None;
        let mut tasks: Vec<Task> = Vec::new();
        for item in self.partition(Key::run(run).pk).await? {
            match rows::attribute(&item, "sk") {
                Some("RUN") => found = Some(rows::read(item)?),
                _ => tasks.push(rows::read(item)?),
            }
        }
        Ok(found.map(|run| {
            tasks.sort_by_key(|t| run.steps.iter().position(|s| s.task == t.slug));
            (run, tasks)
        }))
    }

    pub async fn org(&self, org: &OrgSlug) -> Result<Option<Org>, StoreError> {
        self.one(&Key::org(org)).await
    }

    pub async fn member(&self, sub: &str) -> Result<Option<Member>, StoreError> {
        self.one(&Key::member(sub)).await
    }

    /// One batched read: who asks, about which share, and whether they asked before under the same key.
    pub async fn desk(
        &self,
        sub: &str,
        (share, key): (Option<ShareId>, Option<&str>),
        now: Timestamp,
    ) -> Result<Desk, StoreError> {
        let (member, share) = (Key::member(sub), share.map(Key::share));
        let result = key.map(|key| Key::result(sub, key));
        let keys: Vec<_> = [Some(&member), share.as_ref(), result.as_ref()].into_iter().flatten().collect();
        let mut found = self.batch(&keys).await?;
        let receipt = result.and_then(|key| found.remove(&key).and_then(|item| Receipt::read(key, &item, now)));
        let share = share.map_or(Ok(None), |key| take(&mut found, &key))?;
        Ok(Desk { member: take(&mut found, &member)?, share, receipt })
    }

    /// One batched read: what a share is created on.
    pub async fn ground(
        &self,
        org: &OrgSlug,
        project: &ProjectSlug,
        run: Option<RunId>,
    ) -> Result<(Option<Org>, Option<Project>, Option<Run>), StoreError> {
        let (org, project, run) = (Key::org(org), Key::project(org, project), run.map(Key::run));
        let keys: Vec<_> = [Some(&org), Some(&project), run.as_ref()].into_iter().flatten().collect();
        let mut found = self.batch(&keys).await?;
        let run = run.map_or(Ok(None), |key| take(&mut found, &key))?;
        Ok((take(&mut found, &org)?, take(&mut found, &project)?, run))
    }

    pub async fn file(&self, file: FileId) -> Result<Option<ReferenceFile>, StoreError> {
        self.one(&Key::file(file)).await
    }

    /// Batched reads of at most 100 each; files that do not exist are left out.
    pub async fn files(&self, files: &[FileId]) -> Result<Vec<ReferenceFile>, StoreError> {
        let keys: Vec<_> = files.iter().map(|f| Key::file(*f)).collect();
        let mut all = Vec::new();
        for keys in keys.chunks(100) {
            let found = self.batch(&keys.iter().collect::<Vec<_>>()).await?;
            all.extend(found.into_values().map(rows::read).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(all)
    }

    pub(crate) async fn get(&self, key: &Key) -> Result<Option<Item>, StoreError> {
        let sent = self.dynamodb.get_item().table_name(&self.state).set_key(Some(key.item())).consistent_read(true);
        let answer = sent.send().await.map_err(StoreError::unavailable("GetItem"))?;
        Ok(answer.item)
    }

    async fn one<T: Row>(&self, key: &Key) -> Result<Option<T>, StoreError> {
        Ok(self.get(key).await?.map(rows::read).transpose()?)
    }

    /// Reads items together; asks again for those that DynamoDB left out for now.
    async fn batch(&self, keys: &[&Key]) -> Result<HashMap<Key, Item>, StoreError> {
        let mut found = HashMap::new();
        if keys.is_empty() {
            return Ok(found);
        }
        #[expect(clippy::unwrap_used, reason = "keys are set")]
        let wanted = KeysAndAttributes::builder()
            .set_keys(Some(keys.iter().map(|k| k.item()).collect()))
            .consistent_read(true)
            .build()
            .unwrap();
        let mut rest = Some(HashMap::from([(self.state.clone(), wanted)]));
        while let Some(ask) = rest.filter(|r| !r.is_empty()) {
            let sent = self.dynamodb.batch_get_item().set_request_items(Some(ask)).send().await;
            let answer = sent.map_err(StoreError::unavailable("BatchGetItem"))?;
            for item in answer.responses.into_iter().flatten().flat_map(|(_, items)| items) {
                let part = |name| rows::attribute(&item, name).unwrap_or_default().to_owned();
                found.insert(Key { pk: part("pk"), sk: part("sk") }, item);
            }
            rest = answer.unprocessed_keys;
        }
        Ok(found)
    }

    /// All items of a partition, page after page.
    async fn partition(&self, pk: String) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::new();
        let mut start = None;
        loop {
            let asked = self
                .dynamodb
                .query()
                .table_name(&self.state)
                .key_condition_expression("pk = :pk")
                .expression_attribute_values(":pk", text(&pk))
                .consistent_read(true)
                .set_exclusive_start_key(start);
            let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
            items.extend(page.items.unwrap_or_default());
            start = page.last_evaluated_key;
            if start.is_none() {
                return Ok(items);
            }
        }
    }
}

fn take<T: Row>(found: &mut HashMap<Key, Item>, key: &Key) -> Result<Option<T>, StoreError> {
    Ok(found.remove(key).map(rows::read).transpose()?)
}
