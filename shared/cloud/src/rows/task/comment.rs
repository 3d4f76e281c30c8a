//! `NOTE#…`: a comment, written once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    task::Comment,
    value::{CommentId, Paragraphs, PersonName, ShareId},
};

use super::super::{Row, form};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct CommentRow {
    id: CommentId,
    #[serde(with = "form::millis")]
    at: Timestamp,
    share: ShareId,
    author: PersonName,
    text: Paragraphs<2000>,
}

impl Row for Comment {
    type Stored = CommentRow;

    fn from_row(_: &Key, row: CommentRow, _: u64) -> Result<Self, RowError> {
        Ok(Self { id: row.id, at: row.at, share: row.share, author: row.author, text: row.text })
    }

    fn to_row(&self) -> CommentRow {
        CommentRow { id: self.id, at: self.at, share: self.share, author: self.author.clone(), text: self.text.clone() }
    }
}
