//! Every call as the SDK sent it and AWS answered it: an interceptor that keeps inputs and outputs.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use aws_sdk_dynamodb::{
    operation::{
        batch_get_item::{BatchGetItemInput, BatchGetItemOutput},
        get_item::{GetItemInput, GetItemOutput},
        query::{QueryInput, QueryOutput},
        transact_write_items::TransactWriteItemsInput,
    },
    types::AttributeValue,
};
use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        interceptors::{
            Intercept, SharedInterceptor,
            context::{AfterDeserializationInterceptorContextRef, BeforeSerializationInterceptorContextRef, Output},
        },
        orchestrator::Metadata,
        runtime_components::RuntimeComponents,
    },
};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};

use super::{
    write::{Item, Write},
    writes,
};

/// One call, sent and answered.
#[derive(Debug, Clone)]
pub enum Call {
    /// GetItem or BatchGetItem: what was found of what was asked for.
    Get {
        asked: u32,
        consistent: bool,
        found: Vec<Item>,
    },
    Query {
        index: Option<String>,
        consistent: bool,
        examined: u32,
        found: Vec<Item>,
    },
    /// All or nothing, or one alone. What was refused was written nowhere, and is billed all the same.
    Write {
        transaction: bool,
        refused: bool,
        writes: Vec<Write>,
    },
    Other(OtherCall),
}

/// A call of another service, or one that is not expected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OtherCall {
    pub service: String,
    pub operation: String,
}

/// The calls of every client that it watches.
#[derive(Debug, Clone, Default)]
pub struct CallLog(Arc<Mutex<Vec<Call>>>);

impl CallLog {
    /// The calls so far, and starts again with none.
    pub fn take(&self) -> Vec<Call> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn interceptor(&self) -> SharedInterceptor {
        SharedInterceptor::new(self.clone())
    }
}

/// A call that was sent, on its way through the SDK.
#[derive(Debug, Clone)]
struct Sent(Call);

impl Storable for Sent {
    type Storer = StoreReplace<Self>;
}

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for CallLog {
    fn name(&self) -> &'static str {
        "CallLog"
    }

    fn read_before_serialization(
        &self,
        context: &BeforeSerializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let input = context.input();
        let call = if let Some(get) = input.downcast_ref::<GetItemInput>() {
            Call::Get { asked: 1, consistent: get.consistent_read() == Some(true), found: Vec::new() }
        } else if let Some(batch) = input.downcast_ref::<BatchGetItemInput>() {
            let tables = batch.request_items().ok_or("a batch of nothing")?;
            let asked = u32::try_from(tables.values().map(|table| table.keys().len()).sum::<usize>())?;
            let consistent = tables.values().all(|table| table.consistent_read() == Some(true));
            Call::Get { asked, consistent, found: Vec::new() }
        } else if let Some(query) = input.downcast_ref::<QueryInput>() {
            let index = query.index_name().map(str::to_owned);
            Call::Query { index, consistent: query.consistent_read() == Some(true), examined: 0, found: Vec::new() }
        } else if let Some(writes) = writes::of(input)? {
            let transaction = input.downcast_ref::<TransactWriteItemsInput>().is_some();
            Call::Write { transaction, refused: false, writes }
        } else {
            let call = config.load::<Metadata>().ok_or("a call without a name")?;
            Call::Other(OtherCall { service: call.service().to_owned(), operation: call.name().to_owned() })
        };
        config.interceptor_state().store_put(Sent(call));
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(Sent(call)) = config.load::<Sent>() {
            let mut call = call.clone();
            match (context.output_or_error(), &mut call) {
                (Ok(output), _) => answer(&mut call, output),
                (Err(_), Call::Write { refused, .. }) => *refused = true,
                (Err(_), _) => {}
            }
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(call);
        }
        Ok(())
    }
}

/// Adds what came back.
fn answer(call: &mut Call, output: &Output) {
    match call {
        Call::Get { found, .. } => {
            if let Some(one) = output.downcast_ref::<GetItemOutput>() {
                found.extend(one.item().cloned());
            } else if let Some(many) = output.downcast_ref::<BatchGetItemOutput>() {
                found.extend(many.responses().into_iter().flat_map(HashMap::values).flatten().cloned());
            }
        }
        Call::Query { examined, found, .. } => {
            if let Some(page) = output.downcast_ref::<QueryOutput>() {
                *examined = u32::try_from(page.scanned_count()).unwrap_or_default();
                found.extend_from_slice(page.items());
            }
        }
        Call::Write { .. } | Call::Other(_) => {}
    }
}

/// A key as text.
pub(super) fn text(key: &AttributeValue) -> String {
    match key {
        AttributeValue::S(text) | AttributeValue::N(text) => text.clone(),
        other => format!("{other:?}"),
    }
}
