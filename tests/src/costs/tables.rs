//! The two tables as they stood before an operation, so that a write's old form is known.

use std::collections::HashMap;

use vestibule_cloud::units::bytes;
use vestibule_local::Names;

use super::{
    calls::text,
    charge::Charge,
    index, units,
    write::{Item, Write},
};
use crate::house::House;

/// Every item of both tables, by table and primary key.
#[derive(Debug, Default, Clone)]
pub struct Tables(HashMap<(String, String, String), Item>);

impl Tables {
    pub async fn of(house: &House) -> Self {
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

    pub fn get(&self, table: &str, of: &Item) -> Option<&Item> {
        self.0.get(&key(table, of))
    }

    /// The item that a write leaves behind.
    pub fn after(&self, write: &Write) -> Option<Item> {
        match write {
            Write::Put { item, .. } => Some(item.clone()),
            Write::Update { table, key, set, gone } => {
                let mut item = self.get(table, key).unwrap_or(key).clone();
                item.extend(set.clone());
                item.retain(|name, _| !gone.contains(name));
                Some(item)
            }
            Write::Delete { .. } => None,
            Write::Check { table, key } => self.get(table, key).cloned(),
        }
    }

    /// As they stand after a write.
    pub fn apply(&mut self, write: &Write) {
        let (table, of) = write.of();
        let key = key(table, of);
        match self.after(write) {
            Some(item) => self.0.insert(key, item),
            None => self.0.remove(&key),
        };
    }

    /// What a write will cost, `times` over in the table itself. The larger of the two forms counts; a check counts what
    /// it looks at.
    pub fn charges(&self, write: &Write, times: u64) -> Vec<Charge> {
        let (table, of) = write.of();
        let (old, new) = (self.get(table, of), self.after(write));
        let bytes = old.map_or(0, bytes).max(new.as_ref().map_or(0, bytes));
        let (to, partition, sort) = key(table, of);
        let own = Charge { to, partition, sort, units: times * units::writes(bytes) };
        std::iter::once(own).chain(index::charges(table, old, new.as_ref())).collect()
    }
}

fn key(table: &str, item: &Item) -> (String, String, String) {
    let part = |name: &str| item.get(name).map(text).unwrap_or_default();
    (table.to_owned(), part("pk"), part("sk"))
}
