//! One item that is written.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

pub type Item = HashMap<String, AttributeValue>;

/// One item of a write, with its table.
#[derive(Debug, Clone)]
pub enum Write {
    Put {
        table: String,
        item: Item,
    },
    /// Attributes that are neither set nor gone stay.
    Update {
        table: String,
        key: Item,
        set: Item,
        gone: Vec<String>,
    },
    Delete {
        table: String,
        key: Item,
    },
    Check {
        table: String,
        key: Item,
    },
}

impl Write {
    /// The table, and what has the primary key of the item.
    pub fn of(&self) -> (&str, &Item) {
        match self {
            Self::Put { table, item: of }
            | Self::Update { table, key: of, .. }
            | Self::Delete { table, key: of }
            | Self::Check { table, key: of } => (table, of),
        }
    }
}
