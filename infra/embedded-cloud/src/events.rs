//! EventBridge: takes events like the default bus, those of the other services too, and keeps them to be looked at.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::broadcast;

use crate::aws_error::AwsError;
use crate::identifier;
use crate::journal::Journal;
use crate::options::Clock;
use crate::start_error::StartError;

const MAX_ENTRIES_PER_CALL: usize = 10;
const DEFAULT_BUS: &str = "default";
/// So far a listener may fall behind.
const MAX_UNREAD_EVENTS: usize = 4096;

/// The EventBridge stand-in; all buses share it.
pub struct Bus {
    events: Journal<PutEvent>,
    arriving: broadcast::Sender<PutEvent>,
    clock: Clock,
    refusing: AtomicBool,
}

/// An event that was put, or that another service published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PutEvent {
    pub id: String,
    /// The time the sender stated, or else that of arrival.
    pub at: Timestamp,
    pub source: String,
    pub detail_type: String,
    pub detail: Value,
    /// The bus as the sender named it; `default` where it named none.
    pub bus: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PutEvents {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Entry {
    source: Option<String>,
    detail_type: Option<String>,
    detail: Option<String>,
    event_bus_name: Option<String>,
    /// Seconds since the epoch, with fractions.
    time: Option<f64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct PutResult {
    failed_entry_count: usize,
    entries: Vec<EntryResult>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum EntryResult {
    #[serde(rename_all = "PascalCase")]
    Put { event_id: String },
    #[serde(rename_all = "PascalCase")]
    Failed { error_code: &'static str, error_message: &'static str },
}

impl Bus {
    pub(crate) fn open(folder: Option<PathBuf>, clock: Clock) -> Result<Self, StartError> {
        let (arriving, _) = broadcast::channel(MAX_UNREAD_EVENTS);
        Ok(Self { events: Journal::open(folder)?, arriving, clock, refusing: AtomicBool::new(false) })
    }

    /// Oldest first.
    pub fn events(&self) -> Vec<PutEvent> {
        self.events.records()
    }

    /// An event of one of AWS's own services, which go to the default bus.
    pub(crate) fn publish(&self, source: &str, detail_type: &str, detail: Value) -> std::io::Result<()> {
        let (id, at) = (identifier::uuid(), (self.clock)());
        let (source, detail_type) = (source.to_owned(), detail_type.to_owned());
        self.keep(PutEvent { id, at, source, detail_type, detail, bus: DEFAULT_BUS.to_owned() })
    }

    /// Those that arrive from now on.
    pub fn arriving(&self) -> broadcast::Receiver<PutEvent> {
        self.arriving.subscribe()
    }

    /// While true, every call fails as in an outage: InternalException, 500.
    pub fn refuse(&self, refuse: bool) {
        self.refusing.store(refuse, Ordering::SeqCst);
    }

    pub(crate) fn call(&self, target: &str, body: &[u8]) -> Result<PutResult, AwsError> {
        if self.refusing.load(Ordering::SeqCst) {
            return Err(AwsError::outage("InternalException"));
        }
        if target != "PutEvents" {
            let message = format!("The embedded EventBridge does not know {target}");
            return Err(AwsError::refused("UnknownOperationException", message));
        }
        let request: PutEvents = serde_json::from_slice(body)
            .map_err(|error| AwsError::refused("SerializationException", error.to_string()))?;
        if !(1..=MAX_ENTRIES_PER_CALL).contains(&request.entries.len()) {
            return Err(AwsError::refused(
                "ValidationException",
                format!("Entries must have 1 to {MAX_ENTRIES_PER_CALL} members"),
            ));
        }
        let results = request.entries.into_iter().map(|entry| self.put(entry));
        let entries: Vec<_> = results.collect::<Result<_, _>>()?;
        let failed = entries.iter().filter(|entry| matches!(entry, EntryResult::Failed { .. }));
        Ok(PutResult { failed_entry_count: failed.count(), entries })
    }

    fn keep(&self, event: PutEvent) -> std::io::Result<()> {
        self.events.append(event.clone())?;
        // Nobody may be listening.
        self.arriving.send(event).ok();
        Ok(())
    }

    /// An entry can fail alone, as on the real bus.
    fn put(&self, entry: Entry) -> Result<EntryResult, AwsError> {
        let (Some(source), Some(detail_type), Some(detail)) = (entry.source, entry.detail_type, entry.detail) else {
            return Ok(EntryResult::Failed {
                error_code: "InvalidArgument",
                error_message: "Source, DetailType and Detail are required.",
            });
        };
        let Ok(detail @ Value::Object(_)) = serde_json::from_str(&detail) else {
            return Ok(EntryResult::Failed { error_code: "MalformedDetail", error_message: "Detail is malformed." });
        };
        let stated = entry.time.and_then(instant);
        let event = PutEvent {
            id: identifier::uuid(),
            at: stated.unwrap_or_else(|| (self.clock)()),
            source,
            detail_type,
            detail,
            bus: entry.event_bus_name.unwrap_or_else(|| DEFAULT_BUS.to_owned()),
        };
        let event_id = event.id.clone();
        self.keep(event).map_err(|error| AwsError::internal(&error))?;
        Ok(EntryResult::Put { event_id })
    }
}

fn instant(seconds: f64) -> Option<Timestamp> {
    let since = jiff::SignedDuration::try_from_secs_f64(seconds).ok()?;
    Timestamp::from_duration(since).ok()
}
