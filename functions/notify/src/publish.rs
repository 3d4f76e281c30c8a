//! One row of the trail, put on the bus as events; and the mails that follow from it.

use serde_dynamo::Item;
use vestibule_cloud::{
    StoreError,
    events::{self, NotPublished},
};
use vestibule_web::start::telemetry::metrics;

use crate::Notify;

impl Notify {
    /// Publishes the records of a row that are events, and asks for the mails that follow from them. Their ids are the same
    /// each time. A row that its aggregate knows nothing of is not published, and does not hold up what comes after it: there
    /// is an alarm for it.
    pub(crate) async fn publish(&self, row: Item) -> Result<(), StoreError> {
        let row = row.into();
        let head = self.store.head(&events::trail_of(&row)).await?;
        match events::of_row(&row, head) {
            Ok(events) => {
                Box::pin(self.ask_for_step_news(&events)).await?;
                self.bus.publish(&events).await
            }
            Err(NotPublished::Row(error)) => Err(error.into()),
            Err(NotPublished::NotWritten { trail, row, why }) => {
                tracing::error!(%trail, row, %why, "not published: nothing of ours wrote this row of the trail");
                metrics::trail_forged(self.clock.now());
                Ok(())
            }
        }
    }
}
