//! Events for the host's own systems, read off the rows of the trail: CloudEvents 1.0, one for each published record.

use serde_json::Value;
use vestibule_api::event::{CloudEvent, Data, TYPE_PREFIX};
use vestibule_domain::{
    audit::Record,
    events,
    value::{NotASlug, OrgSlug, ProjectSlug},
};

use crate::{
    error::RowError,
    keys::{Item, Key},
    rows::{attribute, corrupt},
    trail::records,
};

/// The events of one row of the trail. Their `id` is the same at every delivery; `trail` and `seq` tell their order.
pub fn of_row(item: &Item) -> Result<Vec<CloudEvent>, RowError> {
    let key = Key::of(item);
    let of = attribute(item, "of").ok_or_else(|| corrupt(&key, "of", &"is missing"))?;
    let of = Of::parse(of).map_err(|error| corrupt(&key, "of", &error))?;
    let published = |name: &str| events::kinds().any(|kind| kind.published && kind.name == name);
    let records = records(item)?.into_iter().map(|(record, ..)| record);
    Ok(records.filter(|record| published(record.kind())).map(|record| event(&record, &of)).collect())
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
