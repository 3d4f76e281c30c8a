//! What AWS does by itself: the streams that drive `notify` and `jobs`, the minute that drives `sweep-expired`, the
//! scanner that drives `scan`, the events of SES that drive `mail-events`.

use std::time::Duration;

use aws_lambda_events::dynamodb::{Event, EventRecord};
use aws_sdk_dynamodb::Client;
use embedded_cloud::EmbeddedCloud;
use jobs::{JobError, Jobs};
use notify::{Failures, Notify};
use sweep_expired::Swept;
use tokio::{sync::broadcast::error::RecvError, task::JoinSet};
use vestibule_cloud::StoreError;
use vestibule_web::request::Deadline;

use crate::{
    functions::{Functions, Limited},
    scanner, ses_rule,
    streams::Streams,
};

/// How often the streams are looked at. Those of DynamoDB tell within about as much.
const STREAM_INTERVAL: Duration = Duration::from_millis(150);
/// What could not be delivered is brought again after this long.
const STREAM_RETRY_PAUSE: Duration = Duration::from_secs(2);
const SWEEP_INTERVAL: Duration = Duration::from_mins(1);

/// The streams with a client that nobody counts: on AWS, `notify` does not read what they bring.
#[derive(Debug, Clone)]
pub(crate) struct Followed {
    pub(crate) streams: Streams,
    pub(crate) dynamodb: Client,
}

/// Starts them all; they end with the set.
pub(crate) fn start(
    running: &mut JoinSet<()>,
    followed: &Followed,
    functions: &Functions,
    cloud: &EmbeddedCloud,
    scanner_on: bool,
) {
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
    let (streams, notify) = (followed.clone(), functions.notify.clone());
    running.spawn(async move {
        loop {
            let quiet = match deliver(&streams, &notify).await {
                Ok(failures) if failures.batch_item_failures.is_empty() => STREAM_INTERVAL,
                Ok(_) => STREAM_RETRY_PAUSE,
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "the streams cannot be read");
                    STREAM_RETRY_PAUSE
                }
            };
            tokio::time::sleep(quiet).await;
        }
    });
    let (exports, jobs) = (followed.streams.clone(), functions.jobs.clone());
    running.spawn(async move {
        loop {
            let quiet = match work(&exports, &jobs.function, jobs.deadline()).await {
                Ok(_) => STREAM_INTERVAL,
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "an export does not go on");
                    STREAM_RETRY_PAUSE
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
                Ok(swept) if swept != Swept::default() => {
                    tracing::info!(recorded = swept.recorded, redriven = swept.redriven, "swept");
                }
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
}

/// Invokes `jobs` once for each export whose row the stream has brought since the last time, and tells how many there
/// were. What fails is brought again.
pub(crate) async fn work(streams: &Streams, jobs: &Jobs, deadline: Deadline) -> Result<usize, JobError> {
    let records = streams.take_exports();
    for (n, record) in records.iter().enumerate() {
        let mut event = Event::default();
        event.records = vec![record.clone()];
        if let Err(error) = jobs.handle(event, deadline).await {
            streams.bring_exports(records[n..].iter().filter_map(partition));
            return Err(error);
        }
    }
    Ok(records.len())
}

fn partition(record: &EventRecord) -> Option<String> {
    match record.change.keys.get("pk") {
        Some(serde_dynamo::AttributeValue::S(pk)) => Some(pk.clone()),
        _ => None,
    }
}

/// Invokes `notify` once with what each stream has brought since the last time.
pub(crate) async fn deliver(followed: &Followed, notify: &Limited<Notify>) -> Result<Failures, StoreError> {
    let Followed { streams, dynamodb } = followed;
    invoke(notify, &streams.take_mails()).await;
    let mut rows = streams.take_rows(dynamodb).await?;
    let failures = invoke(notify, &rows).await;
    let failed = |row: &EventRecord| {
        let number = row.change.sequence_number.as_ref();
        failures.batch_item_failures.iter().any(|failure| Some(&failure.item_identifier) == number)
    };
    if let Some(first) = rows.iter().position(failed) {
        streams.go_on_at(rows.split_off(first));
    }
    Ok(failures)
}

async fn invoke(notify: &Limited<Notify>, records: &[EventRecord]) -> Failures {
    if records.is_empty() {
        return Failures::default();
    }
    let mut event = Event::default();
    event.records = records.to_vec();
    notify.function.handle(event, notify.deadline()).await
}
