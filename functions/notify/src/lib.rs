//! Delivers what commits left behind, at least once: mails of the outbox by SES, records of the trail as events on the
//! bus.
//!
//! The streams of both tables invoke it. A mail that cannot leave now waits for its next attempt in its row, so the
//! stream goes on. Events have no such row, so the stream brings their record again.

mod brought;
mod counted;
mod deliver;
mod handed_back;
mod invite_member;
pub mod mail;
mod owners;
mod publish;
mod send;
mod send_error;
mod state;
mod step_news;
mod tell_steps;

use aws_lambda_events::dynamodb::Event;
use serde::Serialize;
use vestibule_cloud::error::causes;
use vestibule_web::request::Deadline;

use brought::{Brought, brought};
pub use owners::Owner;
pub use send_error::SendError;
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
    /// Delivers what a batch of either table's stream brings. The stream is read in order, so it takes up again at the
    /// first failure, and nothing after that is published now.
    pub async fn handle(&self, event: Event, deadline: Deadline) -> Failures {
        for record in event.records {
            match brought(&record) {
                Some(Brought::Mail(id)) => Box::pin(self.deliver(id, deadline)).await,
                Some(Brought::Records(row)) => {
                    if let Err(error) = Box::pin(self.publish(row)).await {
                        tracing::error!(record = record.event_id, error = causes(&error), "not published");
                        let item_identifier = record.change.sequence_number.unwrap_or_default();
                        return Failures { batch_item_failures: vec![Failure { item_identifier }] };
                    }
                }
                None => {}
            }
        }
        Failures::default()
    }
}
