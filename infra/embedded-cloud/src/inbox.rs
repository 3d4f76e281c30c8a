//! What SES was asked to send, kept instead of sent.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::journal::Journal;
use crate::options::Clock;
use crate::start_error::StartError;

/// All e-mail that was sent, to everybody.
pub struct Inbox {
    messages: Journal<Message>,
    pub(crate) clock: Clock,
    failure: Mutex<Option<SesFailure>>,
}

/// An e-mail, exactly as it was handed to SES.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// The MessageId SES answered with.
    pub id: String,
    pub at: Timestamp,
    pub from: String,
    /// The To addresses; copies are in `raw`.
    pub to: Vec<String>,
    pub subject: String,
    pub text: Option<String>,
    pub html: Option<String>,
    /// The message tags, in their order.
    pub tags: Vec<(String, String)>,
    /// The request's body.
    pub raw: Value,
}

/// How SES is to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SesFailure {
    /// TooManyRequestsException, 429: above the sending rate. Clients try again.
    Throttled,
    /// MessageRejected, 400: the content is not acceptable.
    MessageRejected,
    /// MessageRejected, 400: an address is not verified, as in the SES sandbox.
    UnverifiedIdentity,
    /// SendingPausedException, 400: the account may not send now.
    SendingPaused,
    /// InternalServiceErrorException, 500: an outage. Clients try again.
    Outage,
}

impl Inbox {
    pub(crate) fn open(folder: Option<PathBuf>, clock: Clock) -> Result<Self, StartError> {
        Ok(Self { messages: Journal::open(folder)?, clock, failure: Mutex::new(None) })
    }

    /// Oldest first.
    pub fn messages(&self) -> Vec<Message> {
        self.messages.records()
    }

    /// From now on every SendEmail fails so; None ends it.
    pub fn refuse_with(&self, failure: Option<SesFailure>) {
        *self.failure() = failure;
    }

    pub(crate) fn refusal(&self) -> Option<SesFailure> {
        *self.failure()
    }

    pub(crate) fn deliver(&self, message: Message) -> std::io::Result<()> {
        self.messages.append(message)
    }

    fn failure(&self) -> MutexGuard<'_, Option<SesFailure>> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
