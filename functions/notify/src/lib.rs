//! Delivers what commits left in the outbox: mails by SES, events by EventBridge. At least once; a
//! bundle that cannot be delivered now stays, and holds back no other.

mod deliver;
pub mod mail;
mod state;

use aws_lambda_events::dynamodb::Event;
use serde::Serialize;
use vestibule_cloud::{error::causes, outbox};
use vestibule_web::request::Deadline;

pub use deliver::DeliverError;
pub use state::Notify;

/// The answer that lets the stream retry single records (`ReportBatchItemFailures`).
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failures {
    pub batch_item_failures: Vec<Failure>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    pub item_identifier: String,
}

impl Notify {
    /// Delivers the bundles that a batch of the state table's stream tells of. The stream is read in
    /// order, so the first failure is where it takes up again; what was delivered after it is found
    /// delivered then.
    pub async fn handle(&self, event: Event, deadline: Deadline) -> Failures {
        let mut failures = Failures::default();
        for record in event.records {
            let pk = match record.change.keys.get("pk") {
                Some(serde_dynamo::AttributeValue::S(pk)) => pk.clone(),
                _ => continue,
            };
            let Some(id) = outbox::id(&pk) else { continue };
            if let Err(error) = self.deliver(id, deadline).await {
                tracing::error!(outbox = %id, error = causes(&error), "not delivered");
                let item_identifier = record.change.sequence_number.unwrap_or_default();
                failures.batch_item_failures.push(Failure { item_identifier });
            }
        }
        failures
    }
}
