//! `TOLD`: what somebody was told of a step by mail. It stays, so that nobody is told twice.

use serde::{Deserialize, Serialize};
use vestibule_domain::{
    step::{StepNews, Told},
    value::MailId,
};

use super::Row;
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct ToldRow {
    news: ToldOf,
    cycle: u16,
    by: MailId,
    #[serde(default)]
    sent: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ToldOf {
    ToDo,
    TakenAway,
}

impl Row for Told {
    type Stored = ToldRow;

    fn from_row(_: &Key, ToldRow { news, cycle, by, sent }: ToldRow, version: u64) -> Result<Self, RowError> {
        let news = match news {
            ToldOf::ToDo => StepNews::ToDo,
            ToldOf::TakenAway => StepNews::TakenAway,
        };
        Ok(Self { news, cycle, by, sent, version })
    }

    fn to_row(&self) -> ToldRow {
        let news = match self.news {
            StepNews::ToDo => ToldOf::ToDo,
            StepNews::TakenAway => ToldOf::TakenAway,
        };
        ToldRow { news, cycle: self.cycle, by: self.by, sent: self.sent }
    }
}
