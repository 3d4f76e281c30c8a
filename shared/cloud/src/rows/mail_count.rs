//! `MAILS`: how many mails have left of late, to an address, by a member or of a share; and how many with codes, to an
//! address. DynamoDB forgets it when it says nothing any more.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vestibule_domain::share::{CodeCount, MailCount};

use super::{Row, form, row::next, share::gate::is_zero, write::Write};
use crate::{error::RowError, keys::Key};

/// After its instant the row is of no more use.
const REMOVED_AFTER: SignedDuration = SignedDuration::from_hours(1);

#[derive(Serialize, Deserialize)]
pub(crate) struct MailsRow {
    /// When all of a day's mails may be sent again.
    #[serde(with = "form::millis")]
    until: Timestamp,
    /// How many a day that was reckoned with; none where that never changes.
    #[serde(default, skip_serializing_if = "is_zero")]
    most: u32,
    /// When DynamoDB may remove it, in seconds.
    ttl: i64,
}

/// What stands in the row; of whom it is says its key.
pub(crate) struct MailsUntil {
    pub(crate) until: Timestamp,
    pub(crate) most: u32,
    pub(crate) version: u64,
}

impl Row for MailsUntil {
    type Stored = MailsRow;

    fn from_row(_: &Key, row: MailsRow, version: u64) -> Result<Self, RowError> {
        Ok(Self { until: row.until, most: row.most, version })
    }

    fn to_row(&self) -> MailsRow {
        MailsRow { until: self.until, most: self.most, ttl: (self.until + REMOVED_AFTER).as_second() }
    }
}

/// Nothing where no mail was sent.
pub(crate) fn counted(count: &MailCount) -> Result<Option<Write>, RowError> {
    let written = |until| {
        let row = MailsUntil { until, most: count.most, version: count.version };
        next(Key::mail_count(&count.of), count.version, &row)
    };
    count.until.map(written).transpose()
}

/// The same of codes, in a row `CODES`.
pub(crate) fn codes_counted(count: &CodeCount) -> Result<Option<Write>, RowError> {
    let written = |until| {
        let row = MailsUntil { until, most: 0, version: count.version };
        next(Key::code_count(count.recipient), count.version, &row)
    };
    count.until.map(written).transpose()
}
