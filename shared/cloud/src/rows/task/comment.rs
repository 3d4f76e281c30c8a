//! `NOTE#…`: a comment, written once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::{
    task::{Comment, CommentFrom, VisibleTo},
    value::{CommentId, Paragraphs, PersonName, Through},
};

use super::super::{Row, form};
use crate::{error::RowError, keys::Key};

#[derive(Serialize, Deserialize)]
pub(crate) struct CommentRow {
    id: CommentId,
    #[serde(with = "form::millis")]
    at: Timestamp,
    through: Through,
    author: PersonName,
    text: Paragraphs<2000>,
    /// A member wrote it, for these readers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    staff: Option<VisibleTo>,
}

impl Row for Comment {
    type Stored = CommentRow;

    fn from_row(_: &Key, row: CommentRow, _: u64) -> Result<Self, RowError> {
        let CommentRow { id, at, through, author, text, staff } = row;
        let from = match (staff, through) {
            (Some(visible_to), _) => CommentFrom::Staff { visible_to },
            (None, Through::Step(_)) => CommentFrom::Assignee,
            (None, Through::Share(_)) => CommentFrom::Guest,
        };
        Ok(Self { id, at, through, author, text, from })
    }

    fn to_row(&self) -> CommentRow {
        let Self { id, at, through, author, text, from } = self.clone();
        let staff = match from {
            CommentFrom::Guest | CommentFrom::Assignee => None,
            CommentFrom::Staff { visible_to } => Some(visible_to),
        };
        CommentRow { id, at, through, author, text, staff }
    }
}
