//! Events for the host's own systems, read off the rows of the trail: CloudEvents 1.0, one for each published record.

use serde_json::{Value, json};
use vestibule_domain::{audit::Record, events};

use crate::{
    error::RowError,
    keys::{Item, Key},
    rows::{attribute, corrupt},
    trail::records,
};

/// An event as the bus takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct CloudEvent {
    /// The kind of its record: `share.revoked`.
    pub kind: String,
    /// In CloudEvents' JSON format. It holds ids and no personal details.
    pub body: Value,
}

/// The events of one row of the trail. Their `id` is the same at every delivery; `trail` and `seq` tell their order.
pub fn of_row(item: &Item) -> Result<Vec<CloudEvent>, RowError> {
    let key = Key::of(item);
    let of = attribute(item, "of").ok_or_else(|| corrupt(&key, "of", &"is missing"))?;
    let published = |name: &str| events::kinds().any(|kind| kind.published && kind.name == name);
    let records = records(item)?.into_iter().map(|(record, ..)| record);
    Ok(records.filter(|record| published(record.kind())).map(|record| event(&record, of)).collect())
}

/// `of` is `org`, `org/project` or `org/project/path`.
fn event(record: &Record, of: &str) -> CloudEvent {
    let mut parts = of.splitn(3, '/');
    let (org, project, path) = (parts.next(), parts.next(), parts.next());
    let whole = record.to_json();
    let source = [Some("/vestibule"), org, project].into_iter().flatten().collect::<Vec<_>>().join("/");
    let mut data = json!({
        "org": org,
        "trail": record.trail(),
        "seq": record.seq(),
        "actor": whole["actor"],
        "facts": whole["facts"],
    });
    for (name, value) in [("project", project), ("path", path), ("share", record.trail().0.strip_prefix("share/"))] {
        if let Some(value) = value {
            data[name] = json!(value);
        }
    }
    let mut body = json!({
        "specversion": "1.0",
        "id": format!("{}/{}", record.trail(), record.seq()),
        "source": source,
        "type": format!("vestibule.{}", record.kind()),
        "time": record.at(),
        "datacontenttype": "application/json",
        "data": data,
    });
    if let Some(path) = path {
        body["subject"] = json!(path);
    }
    CloudEvent { kind: record.kind().to_owned(), body }
}
