//! A transaction needs the permission of each of its items; a key is told by its leading part.

use std::collections::HashMap;

use aws_sdk_dynamodb::{
    operation::{
        batch_get_item::BatchGetItemInput, delete_item::DeleteItemInput, get_item::GetItemInput, query::QueryInput,
        transact_write_items::TransactWriteItemsInput, update_item::UpdateItemInput,
    },
    types::{AttributeValue, TransactWriteItem},
};
use aws_smithy_runtime_api::client::interceptors::context::Input;
use vestibule_local::Names;

type Item = HashMap<String, AttributeValue>;

pub(super) fn permissions(input: &Input) -> Vec<String> {
    if let Some(get) = input.downcast_ref::<GetItemInput>() {
        vec![by_key("GetItem", get.table_name().unwrap(), get.key().unwrap())]
    } else if let Some(batch) = input.downcast_ref::<BatchGetItemInput>() {
        let keys = batch.request_items().unwrap().iter();
        let keys = keys.flat_map(|(table, asked)| asked.keys().iter().map(move |key| (table, key)));
        keys.map(|(table, key)| by_key("BatchGetItem", table, key)).collect()
    } else if let Some(delete) = input.downcast_ref::<DeleteItemInput>() {
        vec![by_key("DeleteItem", delete.table_name().unwrap(), delete.key().unwrap())]
    } else if let Some(update) = input.downcast_ref::<UpdateItemInput>() {
        vec![by_key("UpdateItem", update.table_name().unwrap(), update.key().unwrap())]
    } else if let Some(query) = input.downcast_ref::<QueryInput>() {
        vec![by_query(query)]
    } else if let Some(transaction) = input.downcast_ref::<TransactWriteItemsInput>() {
        transaction.transact_items().iter().map(part).collect()
    } else {
        panic!("{input:?} is a call whose permissions are not known here")
    }
}

fn part(item: &TransactWriteItem) -> String {
    if let Some(put) = item.put() {
        by_key("PutItem", put.table_name(), put.item())
    } else if let Some(update) = item.update() {
        by_key("UpdateItem", update.table_name(), update.key())
    } else if let Some(delete) = item.delete() {
        by_key("DeleteItem", delete.table_name(), delete.key())
    } else {
        let check = item.condition_check().unwrap();
        by_key("ConditionCheckItem", check.table_name(), check.key())
    }
}

fn by_query(query: &QueryInput) -> String {
    let table = table(query.table_name().unwrap());
    if let Some(index) = query.index_name() {
        return format!("dynamodb:Query {table}/index/{index}");
    }
    let pk = &query.expression_attribute_values().unwrap()[":pk"];
    format!("dynamodb:Query {table} {}", leading(pk))
}

fn by_key(action: &str, name: &str, item: &Item) -> String {
    format!("dynamodb:{action} {} {}", table(name), leading(&item["pk"]))
}

fn table(name: &str) -> &'static str {
    match name {
        Names::STATE => "StateTable",
        Names::TRAIL => "TrailTable",
        other => panic!("{other} is no table"),
    }
}

/// `SHARE#*` of a row in the state table, `share/*` of one in the trail.
fn leading(pk: &AttributeValue) -> String {
    let pk = pk.as_s().unwrap();
    pk.find(['#', '/']).map_or_else(|| pk.clone(), |end| format!("{}*", &pk[..=end]))
}
