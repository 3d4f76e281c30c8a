//! How many mails with codes leave to one address within a day, whichever of its shares they open. What was used comes
//! back little by little. It is counted apart from other mails, so that strangers with a link use up nothing else.

use jiff::Timestamp;

use super::super::state::Share;
use crate::value::{RecipientId, Wait, take};

/// Mails with codes to one address within a day.
const MAX_CODES_PER_ADDRESS: u64 = 30;

/// What was used of an address's codes of a day. A row of its own, which moves with each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeCount {
    pub recipient: RecipientId,
    /// When all of them may be sent again; `None`: none was sent.
    pub until: Option<Timestamp>,
    pub version: u64,
}

/// So many codes have left to an address that no more may within a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("codes were mailed to this address more often than they can be; the next is possible at {at}")]
pub struct TooManyCodes {
    pub at: Timestamp,
    pub seconds: u64,
}

impl CodeCount {
    /// Of an address to which no code was sent.
    pub fn none(recipient: RecipientId) -> Self {
        Self { recipient, until: None, version: 0 }
    }

    /// With one more, if there is one left.
    pub(super) fn and_one(&self, now: Timestamp) -> Result<Self, TooManyCodes> {
        match take(MAX_CODES_PER_ADDRESS, self.until, 1, now) {
            Ok(until) => Ok(Self { until: Some(until), ..self.clone() }),
            Err(Wait { at, seconds }) => Err(TooManyCodes { at, seconds }),
        }
    }

    /// Whether it is of the address of a share.
    pub(super) fn is_of(&self, share: &Share) -> bool {
        self.recipient == share.recipient()
    }
}
