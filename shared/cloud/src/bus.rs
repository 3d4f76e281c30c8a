//! Events for the host's own systems: CloudEvents 1.0 on an EventBridge bus.

use aws_sdk_eventbridge::{Client, types::PutEventsRequestEntry};
use serde_json::json;
use vestibule_domain::{id::OutboxId, outbox::TaskCompleted};

use crate::error::StoreError;

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

    /// Publishes `task.completed`. The CloudEvents `id` is that of the outbox bundle, the same at every
    /// delivery.
    pub async fn task_completed(
        &self,
        id: OutboxId,
        at: jiff::Timestamp,
        data: &TaskCompleted,
    ) -> Result<(), StoreError> {
        let kind = "task.completed";
        let event = json!({
            "specversion": "1.0",
            "id": id,
            "source": format!("/vestibule/{}/{}", data.org, data.project),
            "type": format!("vestibule.{kind}"),
            "time": at,
            "datacontenttype": "application/json",
            "data": data,
        });
        let entry = PutEventsRequestEntry::builder()
            .event_bus_name(&self.name)
            .source("vestibule")
            .detail_type(kind)
            .detail(event.to_string())
            .build();
        let sent = self.eventbridge.put_events().entries(entry).send().await;
        let answer = sent.map_err(StoreError::unavailable("PutEvents"))?;
        match answer.entries().iter().find_map(|e| e.error_code()) {
            None => Ok(()),
            Some(code) => Err(StoreError::Unavailable { operation: "PutEvents", source: code.into() }),
        }
    }
}
