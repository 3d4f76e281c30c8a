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
    news: NewsOf,
    cycle: u16,
    by: MailId,
    #[serde(default)]
    sent: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum NewsOf {
    ToDo,
    TakenAway,
}

impl Row for LastNews {
    type Stored = LastNewsRow;

    fn from_row(_: &Key, LastNewsRow { news, cycle, by, sent }: LastNewsRow, version: u64) -> Result<Self, RowError> {
        let news = match news {
            NewsOf::ToDo => StepNews::ToDo,
            NewsOf::TakenAway => StepNews::TakenAway,
        };
        Ok(Self { news, cycle, by, sent, version })
    }

    fn to_row(&self) -> LastNewsRow {
        let news = match self.news {
            StepNews::ToDo => NewsOf::ToDo,
            StepNews::TakenAway => NewsOf::TakenAway,
        };
        LastNewsRow { news, cycle: self.cycle, by: self.by, sent: self.sent }
    }
}
