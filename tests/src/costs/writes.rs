//! What a call is to write, read off its input.

use std::collections::HashMap;

use aws_sdk_dynamodb::{
    operation::{
        delete_item::DeleteItemInput, transact_write_items::TransactWriteItemsInput, update_item::UpdateItemInput,
    },
    types::{AttributeValue, TransactWriteItem},
};
use aws_smithy_runtime_api::{box_error::BoxError, client::interceptors::context::Input};

use super::write::{Item, Write};

/// `None`: the call is no write that the product makes.
pub(super) fn of(input: &Input) -> Result<Option<Vec<Write>>, BoxError> {
    if let Some(transaction) = input.downcast_ref::<TransactWriteItemsInput>() {
        transaction.transact_items().iter().map(of_transaction).collect::<Result<_, _>>().map(Some)
    } else if let Some(delete) = input.downcast_ref::<DeleteItemInput>() {
        let (table, key) = (delete.table_name().unwrap_or_default(), delete.key());
        Ok(Some(vec![Write::Delete { table: table.to_owned(), key: key.cloned().unwrap_or_default() }]))
    } else if let Some(update) = input.downcast_ref::<UpdateItemInput>() {
        let (set, gone) = changes(
            update.update_expression().unwrap_or_default(),
            update.expression_attribute_names(),
            update.expression_attribute_values(),
        )?;
        let (table, key) = (update.table_name().unwrap_or_default(), update.key());
        let (table, key) = (table.to_owned(), key.cloned().unwrap_or_default());
        Ok(Some(vec![Write::Update { table, key, set, gone }]))
    } else {
        Ok(None)
    }
}

fn of_transaction(item: &TransactWriteItem) -> Result<Write, BoxError> {
    if let Some(put) = item.put() {
        Ok(Write::Put { table: put.table_name().to_owned(), item: put.item().clone() })
    } else if let Some(update) = item.update() {
        let (set, gone) = changes(
            update.update_expression(),
            update.expression_attribute_names(),
            update.expression_attribute_values(),
        )?;
        Ok(Write::Update { table: update.table_name().to_owned(), key: update.key().clone(), set, gone })
    } else if let Some(delete) = item.delete() {
        Ok(Write::Delete { table: delete.table_name().to_owned(), key: delete.key().clone() })
    } else if let Some(check) = item.condition_check() {
        Ok(Write::Check { table: check.table_name().to_owned(), key: check.key().clone() })
    } else {
        Err("a transaction holds a write that cannot be billed".into())
    }
}

/// Of `SET #a = :a, #b = :b REMOVE #c, #d ADD v :one`, each part of which may be missing: what is set, and what is gone.
/// A counter that is added to is as large as what is added.
fn changes(
    expression: &str,
    names: Option<&HashMap<String, String>>,
    values: Option<&Item>,
) -> Result<(Item, Vec<String>), BoxError> {
    let unknown = || format!("this update cannot be billed: {expression}");
    let name = |place: &str| names.and_then(|names| names.get(place.trim())).cloned().ok_or_else(unknown);
    let value = |place: &str| values.and_then(|values| values.get(place.trim())).cloned().ok_or_else(unknown);
    let (rest, added) = match expression.split_once(" ADD ") {
        Some((rest, added)) => (rest, Some(added.split_once(' ').ok_or_else(unknown)?)),
        None => (expression, None),
    };
    let (set, gone) = match rest.split_once("REMOVE ") {
        Some((set, gone)) => (set.trim(), gone.split(',').map(name).collect::<Result<_, _>>()?),
        None => (rest, Vec::new()),
    };
    let one = |each: &str| -> Result<(String, AttributeValue), String> {
        let (place, of) = each.split_once('=').ok_or_else(unknown)?;
        Ok((name(place)?, value(of)?))
    };
    let mut set: Item = match set.strip_prefix("SET ") {
        Some(set) => set.split(',').map(one).collect::<Result<_, _>>()?,
        None if set.is_empty() => Item::new(),
        None => return Err(unknown().into()),
    };
    if let Some((attribute, of)) = added {
        set.insert(attribute.to_owned(), value(of)?);
    }
    Ok((set, gone))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(pairs: &[(&str, &str)]) -> Item {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), AttributeValue::S((*value).to_owned()))).collect()
    }

    #[test]
    fn an_update_is_what_it_sets_and_what_it_takes_away() {
        let names = ["a", "b", "c", "d"].map(|name| (format!("#{name}"), name.to_uppercase()));
        let (names, values) = (names.into(), item(&[(":a", "1"), (":b", "2")]));
        let changes = |expression| changes(expression, Some(&names), Some(&values));
        let both = changes("SET #a = :a, #b = :b REMOVE #c, #d").unwrap();
        assert_eq!(both, (item(&[("A", "1"), ("B", "2")]), vec!["C".to_owned(), "D".to_owned()]));
        assert_eq!(changes("SET #a = :b").unwrap(), (item(&[("A", "2")]), vec![]));
        assert_eq!(changes("REMOVE #a").unwrap(), (item(&[]), vec!["A".to_owned()]));
        let counted = changes("SET #a = :a REMOVE #b ADD v :b").unwrap();
        assert_eq!(counted, (item(&[("A", "1"), ("v", "2")]), vec!["B".to_owned()]));
        for other in ["ADD #a :a", "SET #a = :a + :b", "SET #x = :a", "SET #a = :x", "SET #a = :a ADD v"] {
            assert!(changes(other).is_err(), "{other}");
        }
    }
}
