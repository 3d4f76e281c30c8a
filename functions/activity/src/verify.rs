//! Whether a page of a trail holds, and whether the whole trail does.
//!
//! Each page is held against the record before it, as that is stored, so what is said of it is true by itself, and costs
//! one read more at most. The page that reaches the end vouches for everything: for that, the trail is walked once more
//! from its beginning, as far as the request has time. No state goes through the client, who could forge it.

use tokio::time::Instant;
use vestibule_cloud::{StoreError, trail::TrailPage};
use vestibule_domain::{
    audit::{Broken, Chain, Head, TrailId, WholeRecord},
    change::Audited as _,
    value::ShareId,
};
use vestibule_web::request::Deadline;

use crate::Activity;

/// What is known of a page, and of the trail. `None`: nothing.
pub(crate) struct Verdict {
    pub(crate) page: Option<Result<(), Broken>>,
    pub(crate) trail: Option<Result<(), Broken>>,
}

/// A page that is checked: the head that was read before its rows, and the head that was read after them.
pub(crate) struct Checked<'a> {
    pub(crate) trail: &'a TrailId,
    pub(crate) after: u64,
    pub(crate) page: &'a TrailPage,
    pub(crate) head: Head,
    pub(crate) head_since: Head,
}

impl Activity {
    /// Where the trail ends by now: rows beyond the head that was read first may have come since, or be forged.
    pub(crate) async fn head_since(&self, id: ShareId, head: Head, page: &TrailPage) -> Result<Head, StoreError> {
        if page.records.iter().all(|(record, ..)| record.seq() <= head.seq) {
            return Ok(head);
        }
        Ok(self.staff.store.share(id).await?.map_or(head, |share| share.head()))
    }

    pub(crate) async fn verdict(&self, checked: &Checked<'_>, deadline: Deadline) -> Result<Verdict, StoreError> {
        let Checked { trail, after, page, .. } = checked;
        let before = match (after, page.before) {
            (0, _) => Some(Head::default()),
            (after, Some((seq, hash))) if seq == *after => Some(Head { seq, hash }),
            _ => None,
        };
        let this = match &page.unreadable {
            Some(row) => Some(Err(unreadable(row))),
            None => before.map(|end| checked.holds(Chain::resume(trail, end))),
        };
        if page.more || matches!(this, Some(Err(_))) {
            return Ok(Verdict { trail: this.clone().filter(Result::is_err), page: this });
        }
        let whole = match (after, &this) {
            (0, this) => this.clone(),
            _ => self.walk(checked, deadline).await?,
        };
        Ok(Verdict { page: this, trail: whole })
    }

    /// The trail from its beginning to the end of the page. `None`: the time is up.
    async fn walk(&self, checked: &Checked<'_>, deadline: Deadline) -> Result<Option<Result<(), Broken>>, StoreError> {
        let mut chain = Chain::start(checked.trail);
        let (mut from, mut longest) = (0, std::time::Duration::ZERO);
        loop {
            let began = Instant::now();
            if began + 2 * longest > deadline.into() {
                return Ok(None);
            }
            let TrailPage { mut records, more, unreadable: row, .. } =
                self.staff.store.trail(checked.trail, from).await?;
            if let Some(row) = row {
                return Ok(Some(Err(unreadable(&row))));
            }
            let beyond = records.iter().position(|(record, ..)| record.seq() > checked.after);
            records.truncate(beyond.unwrap_or(records.len()));
            if let Err(broken) = chain.extend(&records) {
                return Ok(Some(Err(broken)));
            }
            from = chain.end().seq;
            if beyond.is_some() || !more {
                return Ok(Some(checked.holds(chain)));
            }
            longest = longest.max(began.elapsed());
        }
    }
}

impl Checked<'_> {
    /// Whether the page's records follow what was checked so far and, where it reaches the end, end at the head.
    fn holds(&self, mut chain: Chain<'_>) -> Result<(), Broken> {
        let records = &self.page.records;
        let known = records.iter().position(|(record, ..)| record.seq() > self.head.seq).unwrap_or(records.len());
        let (known, later) = records.split_at(known);
        chain.extend(known)?;
        if !self.page.more || !later.is_empty() {
            chain.ends_at(self.head).or_else(|broken| self.began_beyond().map_or(Err(broken), Err))?;
        }
        for one in later {
            if one.0.seq() > self.head_since.seq {
                return Err(beyond(one, self.head_since));
            }
            chain.extend(std::slice::from_ref(one))?;
        }
        Ok(())
    }

    /// A page that begins behind the head has no row that belongs to the trail.
    fn began_beyond(&self) -> Option<Broken> {
        let first = self.page.records.first().filter(|_| self.after > self.head_since.seq)?;
        Some(beyond(first, self.head_since))
    }
}

fn unreadable(row: &str) -> Broken {
    Broken::Unreadable { row: row.to_owned() }
}

fn beyond((record, ..): &WholeRecord, end: Head) -> Broken {
    Broken::Beyond { seq: record.seq(), end: end.seq }
}
