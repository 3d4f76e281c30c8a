//! The host's event bus on EventBridge.

use aws_sdk_eventbridge::{Client, types::PutEventsRequestEntry};
use serde_json::json;
use vestibule_api::event::CloudEvent;

use crate::error::StoreError;

/// Most events of one call to the bus.
const MAX_ENTRIES: usize = 10;

/// Puts events on one bus.
#[derive(Debug, Clone)]
pub struct Bus {
    eventbridge: Client,
    name: String,
}

impl Bus {
    pub fn new(eventbridge: Client, name: String) -> Self {
        Self { eventbridge, name }
    }

    /// Puts events on the bus: all of them, or an error, after which some may be there. Putting them again is right.
    pub async fn publish(&self, events: &[CloudEvent]) -> Result<(), StoreError> {
        for events in events.chunks(MAX_ENTRIES) {
            let entries = events.iter().map(|event| self.entry(event)).collect();
            let sent = self.eventbridge.put_events().set_entries(Some(entries)).send().await;
            let answer = sent.map_err(StoreError::unavailable("PutEvents"))?;
            if let Some(code) = answer.entries().iter().find_map(|e| e.error_code()) {
                return Err(StoreError::Unavailable { operation: "PutEvents", source: code.into() });
            }
        }
        Ok(())
    }

    fn entry(&self, event: &CloudEvent) -> PutEventsRequestEntry {
        PutEventsRequestEntry::builder()
            .event_bus_name(&self.name)
            .source("vestibule")
            .detail_type(event.kind())
            .detail(json!(event).to_string())
            .build()
    }
}
