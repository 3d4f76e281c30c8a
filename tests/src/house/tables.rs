//! What lies in the two tables: read, and bent, past every rule of the product.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::{Number, Value, json};
use vestibule_domain::value::Digest;
use vestibule_local::Names;

use super::House;

impl House {
    /// Every item of a table, in the order of their keys.
    pub async fn rows(&self, table: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        let mut pages = self.dynamodb().scan().table_name(table).into_paginator().send();
        while let Some(page) = pages.next().await {
            rows.extend(page.unwrap().items.unwrap_or_default().into_iter().map(|item| json(AttributeValue::M(item))));
        }
        rows.sort_by_key(|row| (row["pk"].to_string(), row["sk"].to_string()));
        rows
    }

    /// The items of the state table whose partition key starts so.
    pub async fn state(&self, pk: &str) -> Vec<Value> {
        let mut rows = self.rows(Names::STATE).await;
        rows.retain(|row| row["pk"].as_str().unwrap().starts_with(pk));
        rows
    }

    /// Sets one attribute of an item; `null` takes it away.
    #[expect(clippy::disallowed_methods, reason = "what the product cannot do is the point")]
    pub async fn bend(&self, table: &str, (pk, sk): (&str, &str), attribute: &str, value: &Value) {
        let update = self
            .dynamodb()
            .update_item()
            .table_name(table)
            .key("pk", AttributeValue::S(pk.to_owned()))
            .key("sk", AttributeValue::S(sk.to_owned()))
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_names("#a", attribute);
        let update = match value {
            Value::Null => update.update_expression("REMOVE #a"),
            value => update.update_expression("SET #a = :v").expression_attribute_values(":v", attribute_value(value)),
        };
        update.send().await.unwrap();
    }

    /// Puts an item, whether there is one or not.
    #[expect(clippy::disallowed_methods, reason = "what the product cannot do is the point")]
    pub async fn put_row(&self, table: &str, row: &Value) {
        let AttributeValue::M(item) = attribute_value(row) else { panic!("{row} is no item") };
        self.dynamodb().put_item().table_name(table).set_item(Some(item)).send().await.unwrap();
    }

    /// Takes an item away.
    pub async fn drop_row(&self, table: &str, (pk, sk): (&str, &str)) {
        let key = |text: &str| AttributeValue::S(text.to_owned());
        let delete = self.dynamodb().delete_item().table_name(table).key("pk", key(pk)).key("sk", key(sk));
        delete.send().await.unwrap();
    }

    /// Acme's own settings, as its people would have made them.
    pub async fn org_policy(&self, layer: Value) {
        let layer = self.kept_texts(layer).await;
        self.bend(Names::STATE, ("ORG#acme", "ORG"), "policy", &layer).await;
    }

    /// Those of its project `procurement`.
    pub async fn project_policy(&self, layer: Value) {
        let layer = self.kept_texts(layer).await;
        self.bend(Names::STATE, ("ORG#acme", "PROJECT#procurement"), "policy", &layer).await;
    }

    /// A layer names its texts by their hash.
    async fn kept_texts(&self, mut layer: Value) -> Value {
        for name in ["notice", "disclaimer"] {
            for text in layer[name].as_object_mut().into_iter().flat_map(|texts| texts.values_mut()) {
                let content = text.as_str().unwrap();
                let sha256 = Digest::of(content).to_string();
                let row = json!({ "pk": format!("TEXT#{sha256}"), "sk": "TEXT", "text": content });
                self.put_row(Names::STATE, &row).await;
                *text = Value::String(sha256);
            }
        }
        if let Value::Object(layer) = &mut layer {
            layer.retain(|_, value| !value.is_null());
        }
        layer
    }
}

/// Bytes become `0x` and hexadecimal digits, which [`attribute_value`] reads back.
fn json(value: AttributeValue) -> Value {
    match value {
        AttributeValue::S(text) => Value::String(text),
        AttributeValue::N(number) => Value::Number(number.parse().unwrap()),
        AttributeValue::Bool(bool) => Value::Bool(bool),
        AttributeValue::Null(_) => Value::Null,
        AttributeValue::L(list) => list.into_iter().map(json).collect(),
        AttributeValue::M(map) => map.into_iter().map(|(name, value)| (name, json(value))).collect(),
        AttributeValue::B(bytes) => Value::String(hex(bytes.as_ref())),
        other => json!(format!("{other:?}")),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold("0x".to_owned(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// `None`: the text is none of [`hex`].
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("0x")?;
    (0..digits.len() / 2).map(|at| u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()).collect()
}

fn attribute_value(value: &Value) -> AttributeValue {
    match value {
        Value::Null => AttributeValue::Null(true),
        Value::Bool(bool) => AttributeValue::Bool(*bool),
        Value::Number(number) => AttributeValue::N(Number::to_string(number)),
        Value::String(text) => match unhex(text) {
            Some(bytes) => AttributeValue::B(bytes.into()),
            None => AttributeValue::S(text.clone()),
        },
        Value::Array(list) => AttributeValue::L(list.iter().map(attribute_value).collect()),
        Value::Object(map) => {
            let entries: HashMap<_, _> =
                map.iter().map(|(name, value)| (name.clone(), attribute_value(value))).collect();
            AttributeValue::M(entries)
        }
    }
}
