//! What happens, counted: CloudWatch metrics as lines of the log, in the namespace `Vestibule`.
//!
//! | metric | unit | dimension | one value for |
//! |---|---|---|---|
//! | `Records` | Count | `kind`: that of the record, `share.link_opened` | each record that a commit added to a trail |
//! | `Uploads` | Count | `verdict`: `clean`, `not_scanned`, `rejected` | each guest's file that was judged, by its record |
//! | `Refusals` | Count | `problem`: its slug, `gone` with the reason: `gone.revoked` | each answer that is a problem |
//! | `MailsSent` | Count | | each mail that SES took |
//! | `SweepLag` | Seconds | | each sweep: how overdue the longest overdue expiry was, 0 without any |
//! | `OutboxAge` | Seconds | | each mail delivered: how long ago it was committed |
//! | `OutboxWaiting` | Seconds | | each sweep: how long the oldest mail waits of those that it brings again, or 0 |
//! | `MailsGivenUp` | Count | | each sweep: how many mails were given up and not brought back, 100 at most |
//! | `TrailTaken` | Count | | each row of a trail that nothing of ours wrote: a commit finds it in its place, or it is to be published |
//!
//! Every one of them also has the dimension `deployment`. Values of dimensions come from closed sets: no id, name
//! or address is ever in one.
//!
//! What is worth counting is told as an event of [`tracing`], by the store for what it has committed
//! ([`RECORDED`]), or could not ([`TAKEN`]), and by the functions below; a layer writes it. So the store knows nothing of CloudWatch, a trail
//! and its counts cannot drift apart, nothing has to be handed through, and nothing is lost when Lambda ends a
//! process, for nothing waits for a flush. The layer is the only writer of the format, which is one JSON object: the
//! libraries for it bring forty crates into each function (`metrique-writer-format-emf`), or a process-wide recorder
//! that has to be flushed and stamps values with the time of that (`metrics_cloudwatch_embedded`).

mod emf;

use jiff::Timestamp;
use tracing::Metadata;
use vestibule_cloud::commit::{RECORDED, TAKEN};

pub use emf::Emf;

use crate::answer::problem::Problem;

/// The target of what is counted here.
const COUNTED: &str = "vestibule::counted";

/// SES took a mail.
pub fn mail_sent(now: Timestamp) {
    tracing::info!(target: COUNTED, metric = "MailsSent", value = 1.0, at = now.as_millisecond());
}

/// A sweep found expiries due, the longest overdue since `due`; `None`: it found none.
pub fn sweep_lag(now: Timestamp, due: Option<Timestamp>) {
    let lag = due.map_or(0.0, |due| seconds(due, now));
    tracing::info!(target: COUNTED, metric = "SweepLag", value = lag, at = now.as_millisecond());
}

/// A sweep brought mails to delivery again, the oldest of which waits since then; `None`: it brought none.
pub fn outbox_waiting(now: Timestamp, since: Option<Timestamp>) {
    let waiting = since.map_or(0.0, |since| seconds(since, now));
    tracing::info!(target: COUNTED, metric = "OutboxWaiting", value = waiting, at = now.as_millisecond());
}

/// A sweep found so many mails that were given up.
pub fn mails_given_up(now: Timestamp, count: u32) {
    tracing::info!(target: COUNTED, metric = "MailsGivenUp", value = f64::from(count), at = now.as_millisecond());
}

/// A row of a trail is to be published that its aggregate does not know.
pub fn trail_forged(now: Timestamp) {
    tracing::info!(target: TAKEN, at = now.as_millisecond());
}

/// A mail of the outbox has left.
pub fn outbox_age(now: Timestamp, committed: Timestamp) {
    let age = seconds(committed, now);
    tracing::info!(target: COUNTED, metric = "OutboxAge", value = age, at = now.as_millisecond());
}

/// Clocks differ: what is yet to come was just now.
fn seconds(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64().max(0.0)
}

/// A request was answered with a problem.
pub(crate) fn refused(problem: &Problem) {
    let slug = problem.kind().slug();
    let of = problem.reason().map_or_else(|| slug.to_owned(), |reason| format!("{slug}.{}", reason.code()));
    tracing::info!(target: COUNTED, metric = "Refusals", value = 1.0, of);
}

/// Whether an event is there to be counted, and not to be read.
pub(crate) fn is_counted(line: &Metadata<'_>) -> bool {
    [RECORDED, TAKEN, COUNTED].contains(&line.target())
}

#[cfg(test)]
mod tests;
