//! Exports, one row each. How far a worker has come is no act of anybody and leaves no record; the request and
//! the end of an export do.

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use vestibule_domain::{export::Export, value::ExportId};

use crate::{
    CommitError,
    commit::moved,
    error::StoreError,
    keys::Key,
    rows::{Write, next},
    store::Store,
};

impl Store {
    /// Notes how far a worker has come with the export that it read, and gives it back as it stands now. Overtaken where
    /// another worker was there meanwhile.
    #[expect(clippy::disallowed_methods, reason = "how far an export has come leaves no record")]
    pub async fn note_export(&self, export: Export) -> Result<Export, CommitError> {
        let key = Key::export(export.id);
        let Write::Next { set, gone, version, .. } = next(key.clone(), export.version, &export)? else {
            return Err(CommitError::Overtaken);
        };
        let update = moved(&self.state, &key, set, &gone, version);
        let sent = self
            .dynamodb
            .update_item()
            .table_name(&self.state)
            .set_key(Some(key.item()))
            .update_expression(update.update_expression)
            .set_condition_expression(update.condition_expression)
            .set_expression_attribute_names(update.expression_attribute_names)
            .set_expression_attribute_values(update.expression_attribute_values)
            .send()
            .await;
        match sent {
            Ok(_) => Ok(Export { version: export.version + 1, ..export }),
            Err(error)
                if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Err(CommitError::Overtaken)
            }
            Err(error) => Err(StoreError::unavailable("UpdateItem")(error).into()),
        }
    }
}

/// The export's id from its partition key, as a stream record names it.
pub fn id(pk: &str) -> Option<ExportId> {
    pk.strip_prefix("EXPORT#")?.parse().ok()
}
