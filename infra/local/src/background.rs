//! What AWS does by itself: the stream that drives `notify`, the minute that drives `sweep-expired`, the
//! scanner that drives `scan`, the events of SES that drive `mail-events`.

use std::time::Duration;

use aws_lambda_events::dynamodb::Event;
use embedded_cloud::EmbeddedCloud;
use notify::{Failures, Notify};
use serde_json::json;
use tokio::{sync::broadcast::error::RecvError, task::JoinSet};
use vestibule_cloud::{Store, StoreError};

use crate::{
    functions::{Functions, Limited},
    scanner, ses_rule,
};

/// How often the outbox is looked at. A stream would tell within about as much.
const OUTBOX_INTERVAL: Duration = Duration::from_millis(150);
/// A bundle that could not be delivered is tried again after this long.
const OUTBOX_RETRY_PAUSE: Duration = Duration::from_secs(2);
const SWEEP_INTERVAL: Duration = Duration::from_mins(1);

/// Starts them all; they end with the set.
pub(crate) fn start(store: &Store, functions: &Functions, cloud: &EmbeddedCloud, scanner_on: bool) -> JoinSet<()> {
    let mut running = JoinSet::new();
    let (mail_events, mut events) = (functions.mail_events.clone(), cloud.bus().arriving());
    running.spawn(async move {
        loop {
            let event = match events.recv().await {
                Ok(event) => event,
                Err(RecvError::Lagged(_)) => continue,
                Err(RecvError::Closed) => return,
            };
            if let Err(error) = ses_rule::bring(&mail_events, &event).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "what became of a mail is not recorded");
            }
        }
    });
    let (outbox, notify) = (store.clone(), functions.notify.clone());
    running.spawn(async move {
        loop {
            let quiet = match deliver(&outbox, &notify).await {
                Ok(failures) if failures.batch_item_failures.is_empty() => OUTBOX_INTERVAL,
                Ok(_) => OUTBOX_RETRY_PAUSE,
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "the outbox cannot be read");
                    OUTBOX_RETRY_PAUSE
                }
            };
            tokio::time::sleep(quiet).await;
        }
    });
    let sweep = functions.sweep.clone();
    running.spawn(async move {
        let mut minute = tokio::time::interval(SWEEP_INTERVAL);
        loop {
            minute.tick().await;
            match sweep.function.handle(sweep.deadline()).await {
                Ok(swept) if swept.recorded > 0 => tracing::info!(recorded = swept.recorded, "swept"),
                Ok(_) => {}
                Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "the sweep failed"),
            }
        }
    });
    if scanner_on {
        let (scan, objects) = (functions.scan.clone(), cloud.objects().clone());
        let mut created = objects.created();
        running.spawn(async move {
            loop {
                let object = match created.recv().await {
                    Ok(object) => object,
                    Err(RecvError::Lagged(_)) => continue,
                    Err(RecvError::Closed) => return,
                };
                let Some(result) = scanner::scan(&objects, &object) else { continue };
                if let Err(error) = scan.function.handle(&result, scan.deadline()).await {
                    tracing::warn!(error = &error as &dyn std::error::Error, "a verdict could not be applied");
                }
            }
        });
    }
    running
}

/// Invokes `notify` once with what waits, as the table's stream would.
pub(crate) async fn deliver(store: &Store, notify: &Limited<Notify>) -> Result<Failures, StoreError> {
    let waiting = store.undelivered(notify.function.clock.now(), 100).await?;
    let records: Vec<_> = waiting
        .iter()
        .map(|id| {
            json!({
                "awsRegion": "us-east-1",
                "eventID": id,
                "eventName": "INSERT",
                "eventSource": "aws:dynamodb",
                "dynamodb": {
                    "ApproximateCreationDateTime": 0,
                    "Keys": { "pk": { "S": format!("OUTBOX#{id}") }, "sk": { "S": "OUTBOX" } },
                    "SequenceNumber": id,
                    "SizeBytes": 0,
                    "StreamViewType": "KEYS_ONLY",
                },
            })
        })
        .collect();
    let event: Result<Event, _> = serde_json::from_value(json!({ "Records": records }));
    match event {
        Ok(event) => Ok(notify.function.handle(event, notify.deadline()).await),
        Err(error) => Err(StoreError::Unavailable { operation: "stream event", source: Box::new(error) }),
    }
}
