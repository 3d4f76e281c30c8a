//! Log lines as JSON on standard output, from where Lambda takes them to CloudWatch.

use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::{
    Layer,
    filter::{FilterExt as _, Targets, filter_fn},
    fmt::MakeWriter,
    layer::SubscriberExt as _,
    registry::LookupSpan,
};

use crate::start::{
    environment::Clock,
    settings::Settings,
    telemetry::metrics::{Emf, is_counted},
};

/// Sends log lines as JSON to standard output, from where Lambda takes them to CloudWatch; metrics too, if
/// `DEPLOYMENT` names the deployment that they are of. `RUST_LOG`, else `AWS_LAMBDA_LOG_LEVEL`, says which
/// lines; else `info`. Once per process: later calls change nothing.
pub(crate) fn init(settings: &Settings) {
    let level = settings.optional("RUST_LOG").or_else(|| settings.optional("AWS_LAMBDA_LOG_LEVEL"));
    let metrics = settings.optional("DEPLOYMENT").map(|name| Emf::new(name, Clock::system(), std::io::stdout).layer());
    let lines = lines(level.as_deref().unwrap_or("info"), std::io::stdout);
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(metrics).with(lines)).ok();
}

/// Writes lines of that level, or of those targets and levels, to wherever they shall go.
pub fn subscriber<W>(level: &str, to: W) -> impl Subscriber + Send + Sync + use<W>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::registry().with(lines(level, to))
}

pub(crate) fn lines<S, W>(level: &str, to: W) -> impl Layer<S> + Send + Sync + use<S, W>
where
    S: Subscriber + for<'s> LookupSpan<'s>,
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let filter = level.parse().unwrap_or_else(|_| Targets::new().with_default(Level::INFO));
    tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_writer(to)
        .with_filter(filter.and(filter_fn(|line| is_discreet(line) && !is_counted(line))))
}

/// At their most talkative, AWS's SDK writes whole answers and the Lambda runtime whole requests: our keys, the guests'
/// data, links and passwords. No setting of a log level may bring that to light.
fn is_discreet(line: &Metadata<'_>) -> bool {
    *line.level() != Level::TRACE
}

#[cfg(test)]
mod tests;
