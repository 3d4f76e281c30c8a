//! Shares in order: the active ones of a project, and those of one place.

use std::{fmt, str::FromStr};

use vestibule_domain::{
    share::ShareMailed,
    staff::{Authority, Project},
    value::{Place, ShareId},
};

use crate::{
    error::{NotACursor, StoreError},
    index::{ABOUT, BY_ACCESSES, BY_EXPIRY, Index},
    keys::{Item, Key},
    rows::{attribute, corrupt},
    store::{IndexRange, Store},
};

/// By which the list of active shares is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SortedBy {
    Expiry,
    Accesses,
}

/// Which page of a list is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Paging<'a> {
    pub descending: bool,
    pub limit: i32,
    pub cursor: Option<&'a Cursor>,
}

/// One page of a list, and where the next one starts.
#[derive(Debug)]
pub struct Page {
    pub shares: Vec<ShareMailed>,
    /// For the next call; `None`: this is the end.
    pub cursor: Option<Cursor>,
}

/// Where a page ended: of which list, by what it is sorted, and its last share. Opaque to callers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The name of the index.
    list: &'static str,
    value: i64,
    share: ShareId,
}

impl FromStr for Cursor {
    type Err = NotACursor;
    fn from_str(text: &str) -> Result<Self, NotACursor> {
        let mut parts = text.split('.');
        let (Some(list), Some(value), Some(share), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotACursor);
        };
        let list = [BY_EXPIRY, BY_ACCESSES, ABOUT].into_iter().find(|index| index.name == list).ok_or(NotACursor)?;
        let (value, share) = (value.parse().map_err(|_| NotACursor)?, share.parse().map_err(|_| NotACursor)?);
        Ok(Self { list: list.name, value, share })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.list, self.value, self.share)
    }
}

impl Cursor {
    /// Whether it is of a list of active shares in this order.
    pub fn is_by(&self, order: SortedBy) -> bool {
        self.list == order.index().name
    }

    /// Whether it is of a list of the shares of one place.
    pub fn is_about_a_place(&self) -> bool {
        self.list == ABOUT.name
    }
}

impl SortedBy {
    fn index(self) -> Index {
        match self {
            Self::Expiry => BY_EXPIRY,
            Self::Accesses => BY_ACCESSES,
        }
    }
}

impl Store {
    /// The active shares of the project that the proof is for: one query a page, and one batched read for each 33.
    pub async fn active_shares(
        &self,
        by: Authority<'_>,
        order: SortedBy,
        paging: Paging<'_>,
    ) -> Result<Page, StoreError> {
        let list = Project::list(&by.member().org, by.project()).to_string();
        self.list(order.index(), list, Key::gate, paging).await
    }

    /// The shares of one place of the project that the proof is for, those that are over too, by their creation.
    pub async fn shares_about(&self, by: Authority<'_>, place: Place, paging: Paging<'_>) -> Result<Page, StoreError> {
        let page = self.list(ABOUT, place.to_string(), Key::terms, paging).await?;
        // A place is of one project; a proof of another one sees nothing, not even that there is more.
        let here = |share: &ShareMailed| {
            share.share.terms.org == by.member().org && share.share.terms.project == *by.project()
        };
        Ok(if page.shares.iter().all(here) { page } else { Page { shares: vec![], cursor: None } })
    }

    async fn list(
        &self,
        index: Index,
        partition: String,
        key: impl Fn(ShareId) -> Key,
        paging: Paging<'_>,
    ) -> Result<Page, StoreError> {
        let range = IndexRange {
            index,
            partition: &partition,
            after: paging.cursor.map(|cursor| (key(cursor.share), cursor.value)),
            descending: paging.descending,
            limit: paging.limit,
        };
        let (items, more) = self.index_page(range).await?;
        let ids = items.iter().map(share_of).collect::<Result<Vec<_>, _>>()?;
        let cursor =
            more.map(|(value, end)| Ok::<_, StoreError>(Cursor { list: index.name, value, share: share_of(&end)? }));
        Ok(Page { shares: self.shares_mailed(&ids).await?, cursor: cursor.transpose()? })
    }
}

/// The share that an entry of an index is of.
fn share_of(item: &Item) -> Result<ShareId, StoreError> {
    let pk = attribute(item, "pk").unwrap_or_default();
    let share = pk.strip_prefix("SHARE#").unwrap_or_default().parse();
    Ok(share.map_err(|e| corrupt(&Key::of(item), "pk", &e))?)
}
