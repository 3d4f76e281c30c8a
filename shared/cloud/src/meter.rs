//! Counts round trips and items as the SDK sends them: the budgets of operations are asserted with it.

use std::sync::{Arc, Mutex, PoisonError};

use aws_sdk_dynamodb::operation::{
    batch_get_item::BatchGetItemInput, get_item::GetItemInput, query::QueryInput,
    transact_write_items::TransactWriteItemsInput,
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{
            Intercept, SharedInterceptor,
            context::{BeforeDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextRef},
        },
        runtime_components::RuntimeComponents,
    },
};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

/// Shared counters of every client that it watches.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Mutex<Counts>>);

/// What was sent and answered since the last [`Meter::take`]. Signing a URL sends nothing; a call that is
/// tried again counts again.
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

/// What one call will add, read off its input while that is still there.
#[derive(Debug, Clone, Copy)]
struct Asked(Counts);

impl Storable for Asked {
    type Storer = StoreReplace<Self>;
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
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input();
        let mut asked = Counts::default();
        let read = input.downcast_ref::<GetItemInput>().is_some()
            || input.downcast_ref::<BatchGetItemInput>().is_some()
            || input.downcast_ref::<QueryInput>().is_some();
        if read {
            asked.reads = 1;
        } else if let Some(transaction) = input.downcast_ref::<TransactWriteItemsInput>() {
            asked.transactions = 1;
            let written = transaction.transact_items().iter().filter(|i| i.condition_check().is_none()).count();
            asked.items_written = u32::try_from(written).unwrap_or(u32::MAX);
        } else {
            asked.others = 1;
        }
        config.interceptor_state().store_put(Asked(asked));
        Ok(())
    }

    fn read_after_transmit(
        &self,
        _: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(Asked(asked)) = config.load::<Asked>() {
            let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            counts.reads += asked.reads;
            counts.transactions += asked.transactions;
            counts.items_written += asked.items_written;
            counts.others += asked.others;
        }
        Ok(())
    }
}
