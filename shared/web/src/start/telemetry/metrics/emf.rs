//! The embedded metric format: one JSON object on a line of its own, from which CloudWatch takes the values
//! (CloudWatch user guide, "Specification: Embedded metric format").
//!
//! Lambda hands lines that are JSON on as they are ("Lambda doesn't double encode any logs that are already JSON
//! encoded", Lambda developer guide, "Configuring JSON and plain text log formats"). It takes a line without `level`
//! or without a valid `timestamp` for INFO and adds a time of its own ("Log-level filtering", ibid.): so that it
//! need not, both are there. A function whose application log level is set above INFO sends no metrics.

use std::io::Write as _;

use jiff::Timestamp;
use serde_json::{Value, json};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, filter::filter_fn, fmt::MakeWriter, layer::Context, registry::LookupSpan};
use vestibule_cloud::commit::{RECORDED, TAKEN};

use super::is_counted;
use crate::start::environment::Clock;

const NAMESPACE: &str = "Vestibule";

/// Writes a line for each value.
pub struct Emf<W> {
    deployment: String,
    clock: Clock,
    to: W,
}

/// What an event says, as far as it is counted.
#[derive(Debug, Default)]
struct Counted {
    metric: String,
    value: f64,
    of: Option<String>,
    kind: Option<String>,
    verdict: Option<String>,
    at: Option<i64>,
}

/// One value of one metric.
#[derive(Debug)]
struct Datum {
    metric: &'static str,
    unit: &'static str,
    /// The name and the value of the dimension that it has beside `deployment`.
    of: Option<(&'static str, String)>,
    value: f64,
}

impl<W> Emf<W>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    /// `deployment` tells the values of several stacks in one account apart; the clock is for what comes without a
    /// time.
    pub fn new(deployment: impl Into<String>, clock: Clock, to: W) -> Self {
        Self { deployment: deployment.into(), clock, to }
    }

    /// Listens to what is there to be counted, at every level of the log.
    pub fn layer<S>(self) -> impl Layer<S> + Send + Sync + use<W, S>
    where
        S: Subscriber + for<'s> LookupSpan<'s>,
    {
        self.with_filter(filter_fn(is_counted))
    }

    fn line(&self, at: Timestamp, datum: &Datum) -> String {
        let mut dimensions = vec!["deployment"];
        dimensions.extend(datum.of.as_ref().map(|(name, _)| *name));
        let mut line = json!({
            "_aws": {
                "Timestamp": at.as_millisecond(),
                "CloudWatchMetrics": [{
                    "Namespace": NAMESPACE,
                    "Dimensions": [dimensions],
                    "Metrics": [{ "Name": datum.metric, "Unit": datum.unit }],
                }],
            },
            "level": "INFO",
            "timestamp": at.to_string(),
            "deployment": self.deployment,
            datum.metric: datum.value,
        });
        if let Some((name, value)) = &datum.of {
            line[*name] = Value::from(value.as_str());
        }
        format!("{line}\n")
    }
}

impl<S, W> Layer<S> for Emf<W>
where
    S: Subscriber,
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut told = Counted::default();
        event.record(&mut told);
        let at = told.at.and_then(|ms| Timestamp::from_millisecond(ms).ok()).unwrap_or_else(|| self.clock.now());
        let data = match event.metadata().target() {
            RECORDED => told.recorded(),
            TAKEN => Counted { metric: "TrailTaken".to_owned(), value: 1.0, ..told }.counted(),
            _ => told.counted(),
        };
        for datum in data {
            // Nobody is left to be told that the log is closed.
            self.to.make_writer().write_all(self.line(at, &datum).as_bytes()).ok();
        }
    }
}

impl Counted {
    /// A record, and the upload that it judges.
    fn recorded(self) -> Vec<Datum> {
        let count = |metric, name, of: String| Datum { metric, unit: "Count", of: Some((name, of)), value: 1.0 };
        let upload = match self.kind.as_deref() {
            Some("share.file_uploaded") => self.verdict,
            Some("share.file_rejected") => Some("rejected".to_owned()),
            _ => None,
        };
        let record = self.kind.map(|kind| count("Records", "kind", kind));
        record.into_iter().chain(upload.map(|verdict| count("Uploads", "verdict", verdict))).collect()
    }

    fn counted(self) -> Vec<Datum> {
        let (metric, unit, dimension) = match self.metric.as_str() {
            "Refusals" => ("Refusals", "Count", Some("problem")),
            "MailsSent" => ("MailsSent", "Count", None),
            "SweepLag" => ("SweepLag", "Seconds", None),
            "OutboxAge" => ("OutboxAge", "Seconds", None),
            "OutboxWaiting" => ("OutboxWaiting", "Seconds", None),
            "MailsGivenUp" => ("MailsGivenUp", "Count", None),
            "TrailTaken" => ("TrailTaken", "Count", None),
            _ => return Vec::new(),
        };
        vec![Datum { metric, unit, of: dimension.zip(self.of), value: self.value }]
    }
}

impl Visit for Counted {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "metric" => value.clone_into(&mut self.metric),
            "of" => self.of = Some(value.to_owned()),
            "kind" => self.kind = Some(value.to_owned()),
            "verdict" => self.verdict = Some(value.to_owned()),
            _ => {}
        }
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        if field.name() == "at" {
            self.at = Some(value);
        }
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        if field.name() == "value" {
            self.value = value;
        }
    }

    /// Nothing that is counted is told so.
    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}
