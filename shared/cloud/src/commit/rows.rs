//! Rows as items of a transaction.

use std::fmt::Write as _;

use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem, Update, builders::UpdateBuilder};

use crate::{
    error::RowError,
    keys::{Item, Key, number},
    rows::{Write, attributes},
    stored_answer::StoredAnswer,
};

pub(crate) fn item(table: &str, write: Write) -> TransactWriteItem {
    match write {
        Write::New { key, item } => {
            let put = put(table, &key, item).condition_expression("attribute_not_exists(pk)");
            TransactWriteItem::builder().put(built(put.build())).build()
        }
        Write::Put { key, item } => TransactWriteItem::builder().put(built(put(table, &key, item).build())).build(),
        Write::Next { key, set, gone, version } => {
            TransactWriteItem::builder().update(update(table, &key, set, &gone, version)).build()
        }
        Write::Beside { key, set, gone } => {
            TransactWriteItem::builder().update(beside(table, &key, set, &gone)).build()
        }
        Write::Stands { key, version } => {
            let check = ConditionCheck::builder()
                .table_name(table)
                .set_key(Some(key.item()))
                .condition_expression("v = :read")
                .expression_attribute_values(":read", number(version));
            TransactWriteItem::builder().condition_check(built(check.build())).build()
        }
        Write::Delete { key } => {
            let delete = Delete::builder().table_name(table).set_key(Some(key.item()));
            TransactWriteItem::builder().delete(built(delete.build())).build()
        }
    }
}

fn put(table: &str, key: &Key, mut item: Item) -> aws_sdk_dynamodb::types::builders::PutBuilder {
    item.extend(key.item());
    Put::builder().table_name(table).set_item(Some(item))
}

/// `SET` what the row holds now, `REMOVE` what it held, leave alone what this version does not know.
pub(crate) fn update(table: &str, key: &Key, set: Item, gone: &[&str], version: u64) -> Update {
    let update = Update::builder()
        .table_name(table)
        .set_key(Some(key.item()))
        .condition_expression("v = :read")
        .expression_attribute_values(":read", number(version));
    let (update, expression) = expressed(update, set, gone);
    built(update.update_expression(expression).build())
}

/// The same of a row in whichever version it is: it moves on.
fn beside(table: &str, key: &Key, set: Item, gone: &[&str]) -> Update {
    let update =
        Update::builder().table_name(table).set_key(Some(key.item())).expression_attribute_values(":one", number(1));
    let (update, expression) = expressed(update, set, gone);
    built(update.update_expression(expression + " ADD v :one").build())
}

/// Attributes by names of ours, because some are reserved words.
fn expressed(mut update: UpdateBuilder, set: Item, gone: &[&str]) -> (UpdateBuilder, String) {
    let mut set: Vec<_> = set.into_iter().collect();
    set.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut expression = String::new();
    for (n, (name, value)) in set.into_iter().enumerate() {
        let _ = write!(expression, "{} #s{n} = :s{n}", if n == 0 { "SET" } else { "," });
        update = update.expression_attribute_names(format!("#s{n}"), name);
        update = update.expression_attribute_values(format!(":s{n}"), value);
    }
    for (n, name) in gone.iter().enumerate() {
        let _ = write!(expression, "{} #g{n}", if n == 0 { " REMOVE" } else { "," });
        update = update.expression_attribute_names(format!("#g{n}"), *name);
    }
    (update, expression)
}

/// That a row still is at the version that was read.
pub(super) fn check(table: &str, key: &Key, version: u64) -> TransactWriteItem {
    let check = ConditionCheck::builder()
        .table_name(table)
        .set_key(Some(key.item()))
        .condition_expression("v = :read")
        .expression_attribute_values(":read", number(version));
    TransactWriteItem::builder().condition_check(built(check.build())).build()
}

/// An answer whose time to live is over may be replaced even if DynamoDB has not removed it yet.
pub(super) fn answer(table: &str, key: &Key, answer: &StoredAnswer) -> Result<TransactWriteItem, RowError> {
    let put = put(table, key, attributes(key, answer)?)
        .condition_expression("attribute_not_exists(pk) OR #ttl <= :now")
        .expression_attribute_names("#ttl", "ttl")
        .expression_attribute_values(":now", number(answer.at.as_second()));
    Ok(TransactWriteItem::builder().put(built(put.build())).build())
}

/// Table, key, item and condition are all set above.
#[expect(clippy::unwrap_used, reason = "every required member is set by the callers")]
pub(super) fn built<T>(item: Result<T, aws_sdk_dynamodb::error::BuildError>) -> T {
    item.unwrap()
}
