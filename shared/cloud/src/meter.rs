//! Counts round trips and items as the SDK sends them: the budgets of DESIGN §3 are asserted with it.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::operation::{
    batch_get_item::BatchGetItemInput, get_item::GetItemInput, query::QueryInput,
    transact_write_items::TransactWriteItemsInput,
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{Intercept, SharedInterceptor, context::BeforeSerializationInterceptorContextRef},
        runtime_components::RuntimeComponents,
    },
};
use aws_smithy_types::config_bag::ConfigBag;

/// Shared counters of every client that it watches.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Mutex<Counts>>);

/// What was sent since the last [`Meter::take`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// GetItem, BatchGetItem and Query calls.
    pub reads: u32,
    /// TransactWriteItems calls.
    pub transactions: u32,
    /// Items put or deleted by them; condition checks write nothing.
    pub items_written: u32,
    /// Every other call: single writes, S3, SES, KMS, EventBridge.
    pub others: u32,
}

impl Meter {
    /// The counts so far, and starts again at zero.
    pub fn take(&self) -> Counts {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn interceptor(&self) -> SharedInterceptor {
        SharedInterceptor::new(self.clone())
    }
}

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Meter {
    fn name(&self) -> &'static str {
        "Meter"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input();
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = input.downcast_ref::<GetItemInput>().is_some()
            || input.downcast_ref::<BatchGetItemInput>().is_some()
            || input.downcast_ref::<QueryInput>().is_some();
        if read {
            counts.reads += 1;
        } else if let Some(transaction) = input.downcast_ref::<TransactWriteItemsInput>() {
            counts.transactions += 1;
            let written = transaction.transact_items().iter().filter(|i| i.condition_check().is_none()).count();
            counts.items_written += u32::try_from(written).unwrap_or(u32::MAX);
        } else {
            counts.others += 1;
        }
        Ok(())
    }
}
