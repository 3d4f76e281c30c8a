//! `NOTE#…`: a comment, written once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    task::{Comment, CommentFrom, VisibleTo},
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
    /// A member wrote it, for these readers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    staff: Option<VisibleTo>,
}

impl Row for Comment {
    type Stored = CommentRow;

    fn from_row(_: &Key, row: CommentRow, _: u64) -> Result<Self, RowError> {
        let CommentRow { id, at, share, author, text, staff } = row;
        let from = staff.map_or(CommentFrom::Guest, |visible_to| CommentFrom::Staff { visible_to });
        Ok(Self { id, at, share, author, text, from })
    }

    fn to_row(&self) -> CommentRow {
        let Self { id, at, share, author, text, from } = self.clone();
        let staff = match from {
            CommentFrom::Guest => None,
            CommentFrom::Staff { visible_to } => Some(visible_to),
        };
        CommentRow { id, at, share, author, text, staff }
    }
}
