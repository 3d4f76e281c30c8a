//! What the two tables are by DynamoDB's own account, for the operator who names them by hand.

use aws_sdk_dynamodb::types::TableDescription;

use crate::{Store, StoreError, index::DUE};

/// A table as DynamoDB describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub name: String,
    /// Whether it has the index `due`: state has it, the trail does not.
    pub has_due: bool,
}

impl Store {
    /// The table named for state and the one named for the trail, asked for at once.
    pub async fn tables(&self) -> Result<(Table, Table), StoreError> {
        tokio::try_join!(self.table(&self.state), self.table(&self.trail))
    }

    async fn table(&self, name: &str) -> Result<Table, StoreError> {
        let sent = self.dynamodb.describe_table().table_name(name).send().await;
        let table = sent.map_err(StoreError::unavailable("DescribeTable"))?.table;
        let mut indexes = table.iter().flat_map(TableDescription::global_secondary_indexes);
        let has_due = indexes.any(|each| each.index_name() == Some(DUE.name));
        // A table may be named by its ARN, too.
        let name = table.and_then(|table| table.table_name).unwrap_or_else(|| name.to_owned());
        Ok(Table { name, has_due })
    }
}
