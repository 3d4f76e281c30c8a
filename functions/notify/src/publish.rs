//! One row of the trail, put on the bus as events.

use serde_dynamo::Item;
use vestibule_cloud::{StoreError, events};

use crate::Notify;

impl Notify {
    /// Publishes the records of a row that are events. Their ids are the same each time.
    pub(crate) async fn publish(&self, row: Item) -> Result<(), StoreError> {
        let events = events::of_row(&row.into())?;
        self.bus.publish(&events).await
    }
}
