//! Every call as the SDK sent it and AWS answered it: an interceptor that keeps inputs and outputs.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use aws_sdk_dynamodb::{
    operation::{
        batch_get_item::{BatchGetItemInput, BatchGetItemOutput},
        delete_item::DeleteItemInput,
        get_item::{GetItemInput, GetItemOutput},
        query::{QueryInput, QueryOutput},
        transact_write_items::TransactWriteItemsInput,
    },
    types::{AttributeValue, TransactWriteItem},
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

pub(crate) type Item = HashMap<String, AttributeValue>;

/// One call, sent and answered.
#[derive(Debug, Clone)]
pub(crate) enum Call {
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
    /// All or nothing, or one alone.
    Write {
        transaction: bool,
        writes: Vec<Write>,
    },
    Other(OtherCall),
}

/// A call of another service, or one that is not expected.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OtherCall {
    pub(crate) service: String,
    pub(crate) operation: String,
}

/// One item of a write, with its table.
#[derive(Debug, Clone)]
pub(crate) enum Write {
    Put(String, Item),
    Delete(String, Item),
    Check(String, Item),
}

/// The calls of every client that it watches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger(Arc<Mutex<Vec<Call>>>);

impl Ledger {
    /// The calls so far, and starts again with none.
    pub(crate) fn take(&self) -> Vec<Call> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn interceptor(&self) -> SharedInterceptor {
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
impl Intercept for Ledger {
    fn name(&self) -> &'static str {
        "Ledger"
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
        } else if let Some(transaction) = input.downcast_ref::<TransactWriteItemsInput>() {
            let writes = transaction.transact_items().iter().map(write).collect::<Result<_, _>>()?;
            Call::Write { transaction: true, writes }
        } else if let Some(delete) = input.downcast_ref::<DeleteItemInput>() {
            let table = delete.table_name().unwrap_or_default().to_owned();
            let writes = vec![Write::Delete(table, delete.key().cloned().unwrap_or_default())];
            Call::Write { transaction: false, writes }
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
            if let Ok(output) = context.output_or_error() {
                answer(&mut call, output);
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

fn write(item: &TransactWriteItem) -> Result<Write, BoxError> {
    if let Some(put) = item.put() {
        Ok(Write::Put(put.table_name().to_owned(), put.item().clone()))
    } else if let Some(delete) = item.delete() {
        Ok(Write::Delete(delete.table_name().to_owned(), delete.key().clone()))
    } else if let Some(check) = item.condition_check() {
        Ok(Write::Check(check.table_name().to_owned(), check.key().clone()))
    } else {
        Err("a transaction holds a write that cannot be billed".into())
    }
}
