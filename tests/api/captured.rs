//! What the functions write, captured by one test alone: its runtime has one thread, and that thread's subscriber is
//! this one.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::{Arc, Mutex, OnceLock},
};

use serde_json::Value;
use tracing::{Dispatch, subscriber::DefaultGuard};
use tracing_subscriber::{fmt::MakeWriter, layer::SubscriberExt as _};
use vestibule_web::start::{
    Clock,
    telemetry::{log, metrics::Emf},
};

#[derive(Clone, Default)]
pub(crate) struct Captured(Arc<Mutex<Vec<u8>>>);

/// While a process has one subscriber, `tracing` asks the current thread alone whether a line is wanted, once for all:
/// what a test in another thread is the first to write would never be captured.
fn be_one_of_two() {
    static OTHER: OnceLock<Dispatch> = OnceLock::new();
    OTHER.get_or_init(|| Dispatch::new(tracing_subscriber::registry()));
}

impl Captured {
    /// Captures the metrics until the guard is dropped.
    pub(crate) fn metrics() -> (Self, DefaultGuard) {
        let captured = Self::default();
        be_one_of_two();
        let emf = Emf::new("vestibule-test", Clock::system(), captured.clone()).layer();
        (captured, tracing::subscriber::set_default(tracing_subscriber::registry().with(emf)))
    }

    /// Captures the log lines that are shown by default.
    pub(crate) fn log() -> (Self, DefaultGuard) {
        let captured = Self::default();
        be_one_of_two();
        let subscriber = log::subscriber("info", captured.clone());
        (captured.clone(), tracing::subscriber::set_default(subscriber))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// Each line is JSON.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// What was captured since this was last asked.
    pub(crate) fn news(&self) -> Vec<Value> {
        let lines = self.lines();
        self.0.lock().unwrap().clear();
        lines
    }

    /// The values of a metric, in order.
    pub(crate) fn values(&self, metric: &str) -> Vec<f64> {
        self.lines().iter().filter_map(|line| line[metric].as_f64()).collect()
    }

    /// How often a metric was counted, by its dimension.
    pub(crate) fn counts(&self, metric: &str, dimension: &str) -> BTreeMap<String, u32> {
        let mut counts = BTreeMap::new();
        for line in self.lines().iter().filter(|line| line[metric] == 1.0) {
            *counts.entry(line[dimension].as_str().unwrap().to_owned()).or_default() += 1;
        }
        counts
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Captured {
    type Writer = Self;
    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}
