//! Events for the host's own systems, read off the rows of the trail: CloudEvents 1.0, one for each published record.

use serde_json::Value;
use vestibule_api::event::{CloudEvent, Data, TYPE_PREFIX};
use vestibule_domain::{
    audit::{Head, NotWritten, Record, TrailId, check_row},
    events,
    value::{NotASlug, OrgSlug, ProjectSlug},
};

use crate::{
    error::RowError,
    keys::{self, Item, Key},
    trail::{digest, records},
};

/// Why a row of the trail becomes no event.
#[derive(Debug, thiserror::Error)]
pub enum NotPublished {
    #[error(transparent)]
    Row(#[from] RowError),
    /// It will not become right by trying again.
    #[error("row {row} of the trail {trail} is none that was written here: {why}")]
    NotWritten { trail: TrailId, row: String, why: NotWritten },
}

/// The events of one row of the trail, by what its records say under their hashes. Their `id` is the same at every
/// delivery; `trail` and `seq` tell their order. `head` is where the trail ends by now, as its aggregate knows it.
pub fn of_row(item: &Item, head: Option<Head>) -> Result<Vec<CloudEvent>, NotPublished> {
    let (trail, key) = (trail_of(item), Key::of(item));
    let not_written = |why| NotPublished::NotWritten { trail: trail.clone(), row: key.sk.clone(), why };
    let records = records(item)?;
    let first = key.sk.parse().ok().filter(|first| keys::seq(*first) == key.sk);
    let first = first.ok_or_else(|| not_written(NotWritten::Misplaced { seq: 0 }))?;
    let before = digest(item, "prev").ok_or_else(|| not_written(NotWritten::Hash { seq: first }))?;
    check_row((&trail, first, before), &records, head).map_err(not_written)?;
    let published = |record: &Record| events::kinds().any(|kind| kind.published && kind.name == record.kind());
    let published: Vec<_> = records.iter().map(|(record, ..)| record).filter(|record| published(record)).collect();
    if published.is_empty() {
        return Ok(vec![]);
    }
    let of = records.first().and_then(|(record, ..)| Of::parse(record.of()?).ok());
    let of = of.ok_or_else(|| not_written(NotWritten::Nowhere))?;
    Ok(published.into_iter().map(|record| event(record, &of)).collect())
}

/// In which trail a row stands.
pub fn trail_of(item: &Item) -> TrailId {
    TrailId(Key::of(item).pk)
}

/// Of which part of the company the records of a row are.
struct Of {
    org: OrgSlug,
    project: Option<ProjectSlug>,
    path: Option<String>,
}

impl Of {
    /// `org`, `org/project` or `org/project/path`.
    fn parse(text: &str) -> Result<Self, NotASlug> {
        let mut parts = text.splitn(3, '/');
        let org = parts.next().unwrap_or_default().parse()?;
        let project = parts.next().map(str::parse).transpose()?;
        Ok(Self { org, project, path: parts.next().map(str::to_owned) })
    }

    fn source(&self) -> String {
        let project = self.project.iter().map(|project| format!("/{project}"));
        format!("/vestibule/{}{}", self.org, project.collect::<String>())
    }
}

fn event(record: &Record, of: &Of) -> CloudEvent {
    let mut whole = record.to_json();
    let mut take = |name| whole.get_mut(name).map(Value::take).unwrap_or_default();
    let trail = record.trail().to_string();
    CloudEvent {
        specversion: "1.0".to_owned(),
        id: format!("{trail}/{}", record.seq()),
        source: of.source(),
        event_type: format!("{TYPE_PREFIX}{}", record.kind()),
        time: record.at(),
        subject: of.path.clone(),
        datacontenttype: "application/json".to_owned(),
        data: Data {
            org: of.org.clone(),
            project: of.project.clone(),
            path: of.path.clone(),
            share: trail.strip_prefix("share/").and_then(|share| share.parse().ok()),
            seq: record.seq(),
            actor: take("actor"),
            facts: take("facts"),
            trail,
        },
    }
}

#[cfg(test)]
mod tests;
