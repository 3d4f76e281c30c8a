//! The two tables as they stood before an operation, so that a write's old form is known.

use std::collections::HashMap;

use vestibule_local::Names;
use vestibule_tests::house::House;

use super::ledger::{Item, Write};

/// Every item of both tables, by table and primary key.
#[derive(Debug, Default)]
pub(crate) struct Tables(HashMap<(String, String, String), Item>);

impl Tables {
    pub(crate) async fn of(house: &House) -> Self {
        let mut items = HashMap::new();
        for table in [Names::STATE, Names::TRAIL] {
            let mut pages = house.dynamodb().scan().table_name(table).into_paginator().items().send();
            while let Some(item) = pages.next().await {
                let item = item.unwrap();
                items.insert(key(table, &item), item);
            }
        }
        Self(items)
    }

    pub(crate) fn get(&self, table: &str, of: &Item) -> Option<&Item> {
        self.0.get(&key(table, of))
    }

    /// As they stand after a write.
    pub(crate) fn apply(&mut self, write: &Write) {
        match write {
            Write::Put(table, item) => {
                self.0.insert(key(table, item), item.clone());
            }
            Write::Delete(table, of) => {
                self.0.remove(&key(table, of));
            }
            Write::Check(..) => {}
        }
    }
}

fn key(table: &str, item: &Item) -> (String, String, String) {
    let part = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned().unwrap_or_default();
    (table.to_owned(), part("pk"), part("sk"))
}
