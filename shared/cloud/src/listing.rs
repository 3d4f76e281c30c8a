//! Shares in order: the active ones of a project, and those whose expiry is due to be recorded.

use std::{collections::HashMap, fmt, str::FromStr};

use aws_sdk_dynamodb::types::AttributeValue;
use serde::Deserialize;
use vestibule_domain::{
    Timestamp,
    id::ShareId,
    share::Share,
    slug::{OrgSlug, ProjectSlug},
};

use crate::{
    error::{RowError, StoreError},
    keys::{self, Item, Key, index, text},
    rows,
    store::Store,
};

/// By which the list is sorted, ascending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Expiry,
    Accesses,
}

/// One page of a list, and where the next one starts.
#[derive(Debug)]
pub struct Page {
    pub shares: Vec<Share>,
    /// For the next call; `None`: this is the end.
    pub cursor: Option<Cursor>,
}

/// Where a page ended: its last share, by what it is sorted. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Cursor {
    value: String,
    share: ShareId,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not the cursor of an earlier answer")]
pub struct NotACursor;

impl FromStr for Cursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let (value, share) = text.rsplit_once('#').ok_or(NotACursor)?;
        // An instant or a count; DynamoDB would refuse what is too long for a key.
        if value.len() > 24 || !value.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(NotACursor);
        }
        Ok(Self { value: value.to_owned(), share: share.parse().map_err(|_| NotACursor)? })
    }
}

impl TryFrom<String> for Cursor {
    type Error = NotACursor;
    fn try_from(text: String) -> Result<Self, NotACursor> {
        text.parse()
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.value, self.share)
    }
}

impl Store {
    /// One query per page, whatever the number of shares.
    pub async fn active_shares(
        &self,
        (org, project): (&OrgSlug, &ProjectSlug),
        order: Order,
        descending: bool,
        limit: i32,
        cursor: Option<&Cursor>,
    ) -> Result<Page, StoreError> {
        let (name, sort) = match order {
            Order::Expiry => (index::ACTIVE_BY_EXPIRY, "active_expiry"),
            Order::Accesses => (index::ACTIVE_BY_ACCESSES, "active_accesses"),
        };
        let partition = keys::active(org, project);
        let start = cursor.map(|cursor| {
            let mut key: Item = Key::share(cursor.share).item();
            key.insert("active".into(), text(&partition));
            key.insert(sort.into(), text(cursor.to_string()));
            key
        });
        let asked = self
            .dynamodb
            .query()
            .table_name(&self.state)
            .index_name(name)
            .key_condition_expression("active = :active")
            .expression_attribute_values(":active", text(&partition))
            .scan_index_forward(!descending)
            .limit(limit)
            .set_exclusive_start_key(start);
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        let end: Option<HashMap<String, AttributeValue>> = page.last_evaluated_key;
        let cursor = end.as_ref().and_then(|key| rows::attribute(key, sort)).and_then(|c| c.parse().ok());
        let shares = page.items.unwrap_or_default().into_iter().map(rows::read).collect::<Result<_, _>>()?;
        Ok(Page { shares, cursor })
    }

    /// The next shares whose expiry has come but is not recorded. Touches no others.
    pub async fn due_shares(&self, now: Timestamp, limit: i32) -> Result<Vec<ShareId>, StoreError> {
        let due = self.due(index::DUE_SHARE, now, limit).await?;
        Ok(due.iter().filter_map(|due| due.pk.strip_prefix("SHARE#")?.parse().ok()).collect())
    }

    /// What is due, the longest overdue first.
    pub(crate) async fn due(&self, kind: &str, now: Timestamp, limit: i32) -> Result<Vec<Due>, StoreError> {
        let asked = self
            .dynamodb
            .query()
            .table_name(&self.state)
            .index_name(index::DUE)
            .key_condition_expression("due = :kind AND due_at <= :now")
            .expression_attribute_values(":kind", text(kind))
            .expression_attribute_values(":now", text(keys::instant(now)))
            .limit(limit);
        let page = asked.send().await.map_err(StoreError::unavailable("Query"))?;
        page.items.unwrap_or_default().iter().map(|item| Ok(Due::read(item)?)).collect()
    }
}

/// One entry of the index of what is due: the partition key of the item, and since when.
#[derive(Debug)]
pub(crate) struct Due {
    pub(crate) pk: String,
    pub(crate) at: Timestamp,
}

impl Due {
    fn read(item: &Item) -> Result<Self, RowError> {
        let part = |name| rows::attribute(item, name).unwrap_or_default().to_owned();
        let key = Key { pk: part("pk"), sk: part("sk") };
        let at = part("due_at").parse().map_err(|e| rows::corrupt(&key, "due_at", &e))?;
        Ok(Self { pk: key.pk, at })
    }
}
