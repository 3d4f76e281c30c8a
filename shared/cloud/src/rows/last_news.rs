//! `TOLD`: what somebody was told of a step by mail. It stays, so that nobody is told twice.

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    step::{LastNews, StepNews},
    value::MailId,
};

use super::Row;
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct LastNewsRow {
    news: StepNews,
    cycle: u16,
    round: u16,
    by: MailId,
    #[serde(default)]
    sent: bool,
}

impl Row for LastNews {
    type Stored = LastNewsRow;

    fn from_row(
        _: &Key,
        LastNewsRow { news, cycle, round, by, sent }: LastNewsRow,
        version: u64,
    ) -> Result<Self, RowError> {
        Ok(Self { news, cycle, round, by, sent, version })
    }

    fn to_row(&self) -> LastNewsRow {
        LastNewsRow { news: self.news, cycle: self.cycle, round: self.round, by: self.by, sent: self.sent }
    }
}
